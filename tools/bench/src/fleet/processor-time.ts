import { readdir, readFile } from 'node:fs/promises';

/** Linux counts in hundredths. */
const TICKS_A_SECOND = 100;

/** Seconds that a process has spent on a core, those of its ended children included. */
export async function processorTime(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field] ?? 0), 0) / TICKS_A_SECOND;
}

/** The same of a Postgres server: its first process and those of its connections. */
export async function serverTime(postmaster: number): Promise<number> {
  const children: number[] = [];
  for (const name of await readdir('/proc')) {
    const text = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : '';
    const parent = Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent === postmaster) children.push(Number(name));
  }
  const times = await Promise.all([postmaster, ...children].map(processorTime));
  return times.reduce((sum, time) => sum + time, 0);
}
