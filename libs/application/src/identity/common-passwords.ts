/** What common passwords are built of, from the published lists of leaked ones. The longest first: they are taken out in this order. */
const COMMON_PARTS = [
  ...['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'basketball', 'superman', 'football', 'baseball', 'princess'],
  ...[
    'computer',
    'internet',
    'whatever',
    'trustno',
    'starwars',
    'sunshine',
    'iloveyou',
    'password',
    'passwort',
  ],
  ...[
    'passw',
    'tributary',
    'welcome',
    'letmein',
    'charlie',
    'michael',
    'jessica',
    'jordan',
    'monkey',
    'dragon',
  ],
  ...[
    'master',
    'shadow',
    'secret',
    'summer',
    'winter',
    'spring',
    'autumn',
    'qwertz',
    'qwerty',
    'azerty',
    'access',
  ],
  ...[
    'changeme',
    'change',
    'default',
    'killer',
    'hello',
    'login',
    'admin',
    'guest',
    'owner',
    'asdf',
    'qwer',
    'zxcv',
  ],
  ...['yxcv', 'test', 'user', 'pass', 'root', 'love', 'abcd', 'abc', 'aaa'],
].toSorted((one, other) => other.length - one.length);

/** Written for letters as people do. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', $: 's', '5': 's', '7': 't' },
};

/** Fewer letters than this beside the common parts make no password. */
const ENOUGH_OF_ITS_OWN = 4;
const FEWEST_DIFFERENT = 5;
const LONGEST_REPEATED = 6;

/** Whether a long password is one of the first that are tried: common words and rows of keys, with numbers around them, or a repetition. */
export function isCommonPassword(password: string): boolean {
  const text = password.toLowerCase();
  if (new Set(text).size < FEWEST_DIFFERENT || isRepetition(text) || isRow(text)) return true;
  return [text, spelled(text)].some((spelling) => ownLetters(spelling) < ENOUGH_OF_ITS_OWN);
}

function spelled(text: string): string {
  return Array.from(text, (character) => LETTERS[character] ?? character).join('');
}

function ownLetters(text: string): number {
  const rest = COMMON_PARTS.reduce((left, part) => left.replaceAll(part, ' '), text);
  return rest.replace(/\P{L}/gu, '').length;
}

/** `abc123abc123`: only its first part counts. */
function isRepetition(text: string): boolean {
  for (let size = 1; size <= LONGEST_REPEATED; size += 1) {
    const repeated = text.slice(0, size).repeat(Math.ceil(text.length / size));
    if (repeated.startsWith(text)) return true;
  }
  return false;
}

/** `abcdefghijkl`, `210987654321`: each character is a neighbour of the one before. */
function isRow(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.every((step) => step === 1 || step === -9) || steps.every((step) => step === -1 || step === 9);
}
