import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutation } from './mutation';

export type Verdict = 'passed' | 'failed' | 'no such test' | 'did not run';

interface JestReport {
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/**
 * Runs one test of a tree. `did not run`: its file could not even be loaded, so it has noticed nothing.
 * @param folder root of the tree.
 */
export function runSpec(folder: string, { project, spec, test }: Mutation['noticedBy']): Verdict {
  const file = join(folder, 'mutation-report.json');
  rmSync(file, { force: true });
  const jest = ['tools/start/jest.mjs', '--selectProjects', project, '--runTestsByPath', spec];
  const options = ['--json', '--outputFile', file, '--silent', '-t', escaped(test)];
  spawnSync(process.execPath, [...jest, ...options], { cwd: folder, stdio: 'ignore' });
  return verdictOf(readReport(file), test);
}

export function verdictOf(report: JestReport | null, test: string): Verdict {
  if (report === null || report.numRuntimeErrorTestSuites > 0) return 'did not run';
  const named = report.testResults
    .flatMap((suite) => suite.assertionResults)
    .filter(({ fullName, status }) => fullName.includes(test) && ['passed', 'failed'].includes(status));
  if (named.length === 0) return 'no such test';
  return named.some(({ status }) => status === 'failed') ? 'failed' : 'passed';
}

function readReport(file: string): JestReport | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JestReport;
  } catch {
    return null;
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}
