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
  readonly isMet: boolean;
}

const HEAD = ['', 'what', 'measured', 'baseline', 'limit', 'ratio', 'target'] as const;

export function table(findings: readonly Finding[]): string {
  const rows = findings.map(({ what, measured, baseline, limit, ratio, target, isMet }) => [
    isMet ? 'met' : 'MISSED',
    ...[what, measured, baseline, limit, ratio, target],
  ]);
  const lines = [[...HEAD], HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return lines.join('\n');
}

export function perSecond(rows: number, time: number): string {
  return `${Math.round(rows / time).toLocaleString('en-GB')} rows/s`;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
