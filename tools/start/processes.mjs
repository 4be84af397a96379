import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Runs a step to its end and says how long it took. Exits the launcher when the step fails. */
export function runStep(title, args, env = {}) {
  const startedAt = Date.now();
  process.stdout.write(`${title} … `);
  const result = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  if (result.status !== 0) {
    console.log('failed');
    console.error(`${result.stdout}\n${result.stderr}`);
    throw new Error(`${title} failed`);
  }
  console.log(`${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  return result.stdout;
}

/** Starts a long-running process and resolves with the first line of its output that `isReady` accepts. */
export function startProcess(args, { env = {}, isReady, onLine = () => undefined }) {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const ready = new Promise((resolve, reject) => {
    const errors = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      onLine(line);
      if (isReady(line)) resolve(line);
    });
    createInterface({ input: child.stderr }).on('line', (line) => {
      errors.push(line);
      onLine(line);
    });
    // Not "exit": what it said last may still be on its way then.
    child.on('close', (code) =>
      reject(new Error(errors.join('\n') || `The process ended with code ${code}`)),
    );
  });
  return { child, ready };
}

/** Asks a process to stop and waits until it is gone; kills it after `graceMs`. */
export function stopProcess(child, graceMs = 15_000) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    child.on('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
