import { performance } from 'node:perf_hooks';

export interface Timing {
  readonly p50: number;
  readonly p95: number;
  readonly runs: number;
}

/** Milliseconds of `runs` calls one after the other, after `warmUp` that are not counted. */
export async function timeCalls(
  call: () => Promise<unknown>,
  { runs, warmUp = 3 }: { readonly runs: number; readonly warmUp?: number },
): Promise<Timing> {
  for (let turn = 0; turn < warmUp; turn += 1) await call();
  const times: number[] = [];
  for (let turn = 0; turn < runs; turn += 1) {
    const start = performance.now();
    await call();
    times.push(performance.now() - start);
  }
  return percentiles(times);
}

/** Of milliseconds in any order. */
export function percentiles(times: readonly number[]): Timing {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), runs: sorted.length };
}

/** Seconds that `work` takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
