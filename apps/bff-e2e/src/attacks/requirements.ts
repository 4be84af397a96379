interface Proof {
  /** A spec, or a suite of the contracts that specs run; from the root of the repository. */
  readonly file: string;
  /** The whole title of a test, as it stands in the file. */
  readonly test: string;
}

export interface Requirement {
  readonly words: string;
  readonly chapters: string;
  readonly proofs: readonly Proof[];
}

const RULE = /^\| -+ \|/;
const PROOF = /^`([^`]+)`: (.+)$/;

/** The rows of all tables in the text. @throws {Error} for a row that proves nothing, or cannot be read. */
export function requirementsIn(markdown: string): readonly Requirement[] {
  const lines = markdown.split('\n');
  return lines
    .filter((line, index) => line.startsWith('|') && !RULE.test(line) && !RULE.test(lines[index + 1] ?? ''))
    .map(requirementOf);
}

function requirementOf(line: string): Requirement {
  const [words = '', chapters = '', proved = '', ...rest] = line.replace(/^\| | \|$/g, '').split(' | ');
  if (words === '' || rest.length > 0) throw new Error(`This is no row of a requirement: ${line}`);
  return { words, chapters, proofs: proved.split('<br>').map(proofOf) };
}

function proofOf(text: string): Proof {
  const [, file = '', test = ''] = PROOF.exec(text) ?? [];
  if (file === '') throw new Error(`This names no test: ${text}`);
  return { file, test };
}

/** Whether the title stands in the source as the whole of a text. */
export function hasTest(source: string, title: string): boolean {
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`));
}
