import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const ROOT = join(import.meta.dirname, '../../..');
const MAIN = join(ROOT, 'dist/apps/bff/main.js');
/** Hundreds of processes of one build: its code is compiled once for all of them. */
const ENGINE = { PATH: process.env.PATH, NODE_COMPILE_CACHE: join(ROOT, 'tmp/compile-cache') };
const READY_LINE = /Listening on (http:\/\/[^"]+)|Working as/;

/** One real BFF process, started from the build as in production. */
export class AppProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** Base URL; empty for processes without pages. */
    readonly url: string,
    /** Everything it has written so far. */
    readonly lines: readonly string[],
  ) {}

  /** @throws {Error} with what the process said when it ends instead of getting ready. */
  static async start(environment: Readonly<Record<string, string>>): Promise<AppProcess> {
    const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
      env: {
        ...ENGINE,
        PORT: '0',
        MANAGEMENT_PORT: '0',
        BIND_ADDRESS: '127.0.0.1',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stderr }).on('line', (line) => output.push(line));
      createInterface({ input: child.stdout }).on('line', (line) => {
        output.push(line);
        const ready = READY_LINE.exec(line);
        if (ready) resolve(ready[1] ?? '');
      });
      // Not "exit": what it said last may still be on its way then.
      child.once('close', (code) => {
        reject(new Error(`The process ended with code ${String(code)}:\n${output.slice(-20).join('\n')}`));
      });
    });
    return new AppProcess(child, url, output);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** SIGTERM, and waits for the end. @returns the exit code. */
  async stop(): Promise<number | null> {
    if (!this.isRunning) return this.child.exitCode;
    const end = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await end;
    return this.child.exitCode;
  }

  /** SIGSTOP: it stands still, as in a long pause of its machine, and notices nothing. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  /** SIGCONT: it goes on where it stood still. */
  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** SIGKILL: no goodbye. */
  async kill(): Promise<void> {
    const end = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await end;
  }
}

/** Runs one of the commands of the build to its end. */
export async function runCommand(
  script: 'migrate' | 'create-agency' | 'create-platform-admin' | 'renormalise' | 'rewrap',
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [join(ROOT, `dist/apps/bff/${script}.js`), ...args], {
    env: { ...ENGINE, ...environment },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  return { code: child.exitCode, output };
}
