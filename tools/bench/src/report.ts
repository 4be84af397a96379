import { cpus, totalmem } from 'node:os';

/** One measured figure beside what it replaces and what the machine allows, all of the same run. */
export interface Finding {
  readonly what: string;
  readonly measured: string;
  /** The founder's design, or the state before. */
  readonly baseline: string;
  /** The fastest this machine could do at all. */
  readonly limit: string;
  readonly ratio: string;
  readonly target: string;
  /** Null where nothing is aimed at. */
  readonly isMet: boolean | null;
}

const HEAD = ['', 'what', 'measured', 'baseline', 'limit', 'ratio', 'target'] as const;

function table(findings: readonly Finding[]): string {
  const rows = findings.map(({ what, measured, baseline, limit, ratio, target, isMet }) => [
    isMet === null ? '' : isMet ? 'met' : 'MISSED',
    ...[what, measured, baseline, limit, ratio, target],
  ]);
  const lines = [[...HEAD], HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return lines.join('\n');
}

/** The page that a run leaves behind: its machine, its day and its table. */
export function results(findings: readonly Finding[]): string {
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const day = new Date().toISOString().slice(0, 10);
  return `# Results\n\n${day}, ${machine}, Postgres on the same machine. Ratios are of this one run.\n\n${table(findings)}\n`;
}

/** How much slower the largest database is than the smallest. */
export function growth(p95: readonly number[]): Finding {
  const [first = 0, last = 0] = [p95[0], p95.at(-1)];
  return {
    what: 'dashboard in the database, largest size beside smallest',
    measured: `p95 ${milliseconds(last)}`,
    ...{ baseline: `p95 ${milliseconds(first)}`, limit: '–', ratio: (last / first).toFixed(2) },
    ...{ target: '≤ 1.3', isMet: last / first <= 1.3 },
  };
}

export function perSecond(rows: number, time: number): string {
  return `${Math.round(rows / time).toLocaleString('en-GB')} rows/s`;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
