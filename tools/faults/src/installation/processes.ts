import { loginsOf, runCommand, until } from '@tributary/e2e-installation';
import { createTestDatabase } from '@tributary/postgres/testing';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from '../bench';
import { listed } from '../differences';
import { BACKFILL_DAYS, type InstallationScenario, readOnce } from './installation-scenario';

const MINUTE = 60_000;
/** A transaction that waits for others would be ended. */
const MAY_STAND_STILL = 'set local idle_in_transaction_session_timeout = 0';

/** Every `new Date()` and `Date.now()` of a process is off; what a process does not ask its clock for stays right. */
const SHIFTED_CLOCK = `
  const Real = Date, shift = Number(process.env.CLOCK_SHIFT_MS);
  globalThis.Date = class extends Real {
    constructor(...parts) { if (parts.length) super(...parts); else super(Real.now() + shift); }
    static now() { return Real.now() + shift; }
  };`;

function shiftedBy(minutes: number): Readonly<Record<string, string>> {
  return {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(SHIFTED_CLOCK)}`,
    CLOCK_SHIFT_MS: String(minutes * MINUTE),
  };
}

/** Two workers, one ten minutes early, one ten minutes late: what is due is what the database says. */
async function playShiftedClocks(bench: Bench): Promise<readonly string[]> {
  await bench.reset(BACKFILL_DAYS);
  await bench.endWorker('stop');
  await bench.addWorker(shiftedBy(10));
  await bench.addWorker(shiftedBy(-10));
  const runs = await bench.syncAndWait();
  const { now } = await bench.now();
  const wrong = runs.filter(({ checkpoint }) => Math.abs(Date.parse(checkpoint ?? '') - now) > 2 * MINUTE);
  const [early] = await bench.rows<{ accounts: number }>(`
    select count(*)::int as accounts from network_account a
    join sync_run r on r.agency_id = a.agency_id and r.account_id = a.id
    where a.next_due_at not between r.started_at and r.started_at + interval '62 minutes'`);
  // Due in five minutes: for the clock that is ahead this hour has come.
  await bench.rows(`update network_account set next_due_at = now() + interval '5 minutes'`);
  const { since } = await bench.now();
  await bench.syncDue();
  await bench.quiet();
  const hurried = (await bench.runsSince(since)).filter(({ outcome }) => outcome !== null);
  await bench.endWorker('stop');
  await bench.replaceWorker('stop');
  return [
    ...listed(
      'the run ended badly',
      runs.filter(({ outcome }) => outcome !== 'ok').map(({ label }) => label),
    ),
    ...listed(
      'the checkpoint is of a wrong clock',
      wrong.map(({ label, checkpoint }) => `${label}: ${checkpoint ?? 'none'}`),
    ),
    ...(early?.accounts === 0 ? [] : [`${early?.accounts ?? 0} accounts are due at a wrong time`]),
    ...listed(
      'read before it was due',
      hurried.map(({ label }) => label),
    ),
  ];
}

/** The work is committed, and the worker dies before it can say so to the queue. */
async function playKilledBeforeAcknowledgement(bench: Bench): Promise<readonly string[]> {
  await bench.reset(BACKFILL_DAYS);
  const since = await bench.sync();
  await until('all jobs are taken', async () => {
    const [row] = await bench.rows<{ jobs: number }>(
      `select count(*)::int as jobs from pgboss.job where name = 'sync' and state in ('created', 'retry')`,
    );
    return row?.jobs === 0;
  });
  const unheard = await bench.installation.database.owner.em.fork().transactional(async (em) => {
    // Nobody can write to the jobs: they go on, and are never done.
    await em.execute(MAY_STAND_STILL);
    await em.execute('lock table pgboss.job in exclusive mode');
    await until('all work is committed', async () => {
      const runs = await bench.runsSince(since);
      return runs.every(({ outcome }) => outcome !== null && outcome !== 'running');
    });
    const [row] = await em.execute<{ jobs: number }[]>(
      `select count(*)::int as jobs from pgboss.job where name = 'sync' and state = 'active'`,
    );
    await bench.endWorker('kill');
    return row?.jobs ?? 0;
  });
  await bench.addWorker();
  await bench.quiet();
  return unheard > 0 ? [] : ['no job was left without an acknowledgement'];
}

/** All connections of the sync wait for a lock; whoever looks at a dashboard does not. */
async function playPoolExhausted(bench: Bench): Promise<readonly string[]> {
  await readOnce(bench);
  const all = await bench.installation.start({
    APP_ROLE: 'all',
    SYNC_CONCURRENCY: '64',
    DATABASE_POOL_SIZE: '4',
  });
  bench.processes.push(all);
  await bench.endWorker('stop');
  const client = await bench.installation.client(all);
  const found = await bench.installation.database.owner.em.fork().transactional(async (em) => {
    await em.execute(MAY_STAND_STILL);
    await em.execute('lock table raw_page in access exclusive mode');
    await bench.sync();
    await until('every connection of the sync waits', async () => {
      const [row] = await bench.rows<{ waiting: number }>(`
        select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and application_name = 'tributary-sync' and wait_event_type = 'Lock'`);
      return (row?.waiting ?? 0) >= 4;
    });
    const asked = await Promise.allSettled(
      ['dashboard', 'sales', 'network-accounts', 'changes'].map(async (path) => {
        const answer = await Promise.race([client.call('GET', path), delay(5_000, null)]);
        return answer?.status === 200 ? [] : [`${path} is not answered`];
      }),
    );
    return asked.flatMap((one) => (one.status === 'fulfilled' ? one.value : [String(one.reason)]));
  });
  await bench.quiet();
  await all.stop();
  await bench.addWorker();
  return found;
}

/** Three replicas come up with a database that nobody has migrated. */
async function playMigrateAtOnce(): Promise<readonly string[]> {
  const database = await createTestDatabase();
  try {
    await database.owner.em
      .fork()
      .execute('drop schema directory cascade; drop schema public cascade; create schema public');
    const ended = await Promise.all([1, 2, 3].map(() => runCommand('migrate', [], loginsOf(database))));
    const failed = ended.filter(({ code }) => code !== 0).map(({ output }) => output);
    const [row] = await database.owner.em
      .fork()
      .execute<{ all: number; different: number }[]>(
        'select count(*)::int as "all", count(distinct name)::int as different from mikro_orm_migrations',
      );
    const isOnce = row !== undefined && row.all > 0 && row.all === row.different;
    return [...listed('a replica failed', failed), ...(isOnce ? [] : ['a migration ran twice, or none did'])];
  } finally {
    await database.drop();
  }
}

export const PROCESS_INSTALLATION: readonly InstallationScenario[] = [
  { id: 'shifted-clocks', title: 'workers whose clocks are ±10 minutes off', play: playShiftedClocks },
  {
    id: 'killed-before-acknowledgement',
    title: 'worker killed after commit, before acknowledgement',
    play: playKilledBeforeAcknowledgement,
  },
  { id: 'pool-exhausted', title: 'every connection of the sync taken', play: playPoolExhausted },
  { id: 'migrate-at-once', title: 'three replicas migrate at once', play: playMigrateAtOnce },
];
