import { createOrm, PostgresSaleRepository } from '@tributary/postgres';
import { setTimeout as delay } from 'node:timers/promises';
import { type BenchDatabase, openDatabase, prepare } from '../database';
import { fill } from '../fill';
import {
  type BenchInstallation,
  cipherOf,
  ownerUrl,
  prepareInstallation,
  sealAsInstalled,
} from '../installation';
import { type Finding, milliseconds } from '../report';
import { type Workload, workload } from '../workload';
import { type Dashboards, dashboards } from './dashboards';
import { readCost } from './read-cost';
import { replayLag } from './replay-lag';

const QUIET_MS = 8_000;
const INGESTED = 100_000;
const NOTE = 'both servers, the product and whoever asks share this machine';

interface Server {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

interface Primary extends Server {
  readonly url: (database: string) => string;
  readonly createDatabase: (name: string) => Promise<void>;
}

/** Two real servers, the second a copy of the first that follows it. */
export interface Replication<P extends Primary = Primary> {
  readonly startPrimary: () => Promise<P>;
  readonly startReplica: (primary: P) => Promise<Server>;
}

/** Dashboards of an agency with a tenth of so many sales, of the primary alone and with a replica beside it. */
export async function benchReplica<P extends Primary>(
  { startPrimary, startReplica }: Replication<P>,
  sales: number,
): Promise<readonly Finding[]> {
  const primary = await startPrimary();
  try {
    await primary.createDatabase('bench_replica');
    const database = await openDatabase(primary.url('bench_replica'));
    try {
      const work = workload({ sales: INGESTED, until: new Date() });
      await prepare(database, work);
      const installation = await prepareInstallation(database);
      await fill(database, installation.agencyId, sales);
      await sealAsInstalled(database, installation);
      const replica = await startReplica(primary);
      try {
        return await compare({ database, installation, work, port: replica.port });
      } finally {
        await replica.stop();
      }
    } finally {
      await database.close();
    }
  } finally {
    await primary.stop();
  }
}

interface Scene {
  readonly database: BenchDatabase;
  readonly installation: BenchInstallation;
  readonly work: Workload;
  /** Of the replica. */
  readonly port: number;
}

async function compare(scene: Scene): Promise<readonly Finding[]> {
  const { database, installation, work, port } = scene;
  const replicaUrl = elsewhere(database.url, port);
  const cipher = cipherOf(installation);
  const cost = await readCost({ database, replicaUrl, agencyId: installation.agencyId, cipher });
  const alone = await quietly(scene, null);
  const together = await quietly(scene, replicaUrl);
  const sales = new PostgresSaleRepository(database.orm, cipher);
  const histories = [...work.histories()].map((history) => [...history]);
  const half = Math.ceil(histories.length / 2);
  let isFirst = true;
  const ingest = async () => {
    const part = isFirst ? histories.slice(0, half) : histories.slice(half);
    isFirst = false;
    for (const page of part.flat()) await sales.storePage(page);
  };
  const busyAlone = await dashboards(installation, null, ingest);
  const before = await writtenBytes(database);
  const lag = await lagDuring(scene, () => dashboards(installation, replicaUrl, ingest));
  const wal = (await writtenBytes(database)) - before;
  const stored = salesOf(histories.slice(half).flat());
  return [
    cost,
    dashboardsFinding('while nothing is stored', alone, together),
    workFinding(alone.ofPrimary, together.ofPrimary),
    dashboardsFinding('while one writer stores pages', busyAlone, lag.during),
    lagFinding(lag),
    walFinding(wal / stored, await storedBytes(database)),
  ];
}

function salesOf(pages: readonly { readonly sales: readonly unknown[] }[]): number {
  return pages.reduce((sum, { sales }) => sum + sales.length, 0);
}

async function lagDuring({ database, port }: Scene, work: () => Promise<Dashboards>) {
  const onReplica = createOrm(elsewhere(ownerUrl(database), port), { poolSize: 1 });
  try {
    const first: BenchDatabase['first'] = async (sql) => {
      const [row] = await onReplica.em.fork().getConnection().execute<Record<string, string | null>[]>(sql);
      return row ?? {};
    };
    const running = work();
    const times = await replayLag(database.first, first, running);
    return { ...times, during: await running };
  } finally {
    await onReplica.close();
  }
}

/** Dashboards while nobody writes, and how many transactions of the primary each of them takes. */
async function quietly({ installation, database }: Scene, replicaUrl: string | null) {
  const transactions = async () => {
    const row = await database.first(
      'select xact_commit::text as count from pg_stat_database where datname = current_database()',
    );
    return Number(row.count);
  };
  let done = 0;
  const asked = await dashboards(installation, replicaUrl, async () => {
    const before = await transactions();
    await delay(QUIET_MS);
    done = (await transactions()) - before;
  });
  return { ...asked, ofPrimary: done / (asked.perSecond * (QUIET_MS / 1000)) };
}

function workFinding(alone: number, together: number): Finding {
  return {
    what: 'transactions of the primary for a dashboard, signing in checked, with a replica beside it',
    measured: together.toFixed(1),
    ...{ baseline: `the primary alone ${alone.toFixed(1)}`, limit: '–' },
    ratio: (together / alone).toFixed(2),
    ...{ target: '–', isMet: null },
  };
}

function dashboardsFinding(when: string, alone: Dashboards, together: Dashboards): Finding {
  return {
    what: `GET /api/v1/dashboard with a replica, ${when}; ${NOTE}`,
    measured: `${Math.round(together.perSecond)} a second, ${Math.round(together.byReplica * 100)} % of reads by the replica`,
    baseline: `the primary alone ${Math.round(alone.perSecond)} a second`,
    limit: '–',
    ratio: (together.perSecond / alone.perSecond).toFixed(2),
    ...{ target: '–', isMet: null },
  };
}

function lagFinding({
  p50,
  p95,
  most,
}: {
  readonly p50: number;
  readonly p95: number;
  readonly most: number;
}): Finding {
  return {
    what: 'from written on the primary to replayed by the replica, while pages are stored and dashboards read',
    measured: `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}, most ${milliseconds(most)}`,
    ...{ baseline: '–', limit: '–', ratio: '–', target: '–', isMet: null },
  };
}

function walFinding(walPerSale: number, bytesPerSale: number): Finding {
  return {
    what: 'bytes of a sale with its history, sums and indexes, and of log that a replica gets for it',
    measured: `${Math.round(bytesPerSale)} stored, ${Math.round(walPerSale)} of log`,
    ...{ baseline: '–', limit: '–', ratio: '–', target: '–', isMet: null },
  };
}

async function writtenBytes({ first }: BenchDatabase): Promise<number> {
  const row = await first(`select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text as bytes`);
  return Number(row.bytes);
}

/** All of the database, by the sales in it. */
async function storedBytes({ first }: BenchDatabase): Promise<number> {
  const row = await first(
    `select (pg_database_size(current_database()) / (select count(*) from sale))::text as bytes`,
  );
  return Number(row.bytes);
}

function elsewhere(url: string, port: number): string {
  return Object.assign(new URL(url), { port: String(port) }).href;
}
