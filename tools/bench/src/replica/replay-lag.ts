import { setTimeout as delay } from 'node:timers/promises';
import type { BenchDatabase } from '../database';
import { percentiles } from '../measure';

const SAMPLE_MS = 100;
/** Looking more often would take the processor away from what is looked at. */
const GLANCE_MS = 5;

type First = BenchDatabase['first'];

/** Until `work` ends, again and again: how long after the primary has written something the replica has it, in ms. */
export async function replayLag(primary: First, replica: First, work: Promise<unknown>) {
  const state = { isOver: false };
  const ended = work.finally(() => {
    state.isOver = true;
  });
  const times: number[] = [];
  while (!state.isOver) {
    const { position } = await primary('select pg_current_wal_insert_lsn()::text as position');
    const startedAt = performance.now();
    while (!(await hasReplayed(replica, position ?? '0/0'))) await delay(GLANCE_MS);
    times.push(performance.now() - startedAt);
    await delay(SAMPLE_MS);
  }
  await ended;
  return { ...percentiles(times), most: Math.max(...times) };
}

async function hasReplayed(replica: First, position: string): Promise<boolean> {
  const row = await replica(`select (pg_last_wal_replay_lsn() >= '${position}')::text as done`);
  return row.done === 'true';
}
