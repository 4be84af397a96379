import type { SalePage } from '@tributary/ports';
import { availableParallelism } from 'node:os';
import type { BenchDatabase } from './database';
import { prepare } from './database';
import { seconds } from './measure';
import { type Finding, perSecond } from './report';
import type { Workload } from './workload';

/** A loop of single upserts is so slow that a few thousand rows say enough. */
const BASELINE_ROWS = 3_000;
const WRITERS = availableParallelism();
const ACCOUNTS_AT_A_TIME = 40;

/** Storing pages, beside the founder's row-by-row upsert and beside COPY into the same table. */
export async function ingest(database: BenchDatabase, work: Workload): Promise<Finding[]> {
  await prepare(database, work);
  const baseline = await upsertLoop(database, work);
  await prepare(database, work);
  const fresh = await storeAll(database, work);
  const before = await writes(database);
  const replay = await storeAll(database, work);
  const written = (await writes(database)) - before;
  const copied = await copySpeed(database, fresh.sales);
  const rate = fresh.rows / fresh.time;
  return [
    {
      what: `storing ${fresh.sales.toLocaleString('en-GB')} sales with reversals, history and rollups, ${WRITERS} accounts at a time`,
      measured: perSecond(fresh.rows, fresh.time),
      baseline: `upsert loop ${perSecond(BASELINE_ROWS, BASELINE_ROWS / baseline)}`,
      limit: `COPY ${perSecond(copied, 1)}`,
      ratio: `${Math.round((rate / copied) * 100)} % of COPY, ${Math.round(rate / baseline)} × the loop`,
      target: '≥ 50 % of COPY, ≥ 50 × the loop',
      isMet: rate / copied >= 0.5 && rate / baseline >= 50,
    },
    {
      what: 'the same pages again',
      measured: perSecond(replay.rows, replay.time),
      baseline: `fresh ${perSecond(fresh.rows, fresh.time)}`,
      limit: '–',
      ratio: `${(fresh.time / replay.time).toFixed(2)} × fresh, ${written} row versions written`,
      target: '≥ 1.4 × fresh, none written',
      isMet: fresh.time / replay.time >= 1.4 && written === 0,
    },
  ];
}

interface Stored {
  readonly sales: number;
  readonly rows: number;
  readonly time: number;
}

/** As workers do: one account's pages one after the other, and as many accounts at a time as there are cores. */
async function storeAll(database: BenchDatabase, work: Workload): Promise<Stored> {
  let [sales, rows, time] = [0, 0, 0];
  for (const accounts of thoughtUp(work)) {
    const histories = accounts.values();
    const write = async () => {
      for (const pages of histories) {
        for (const page of pages) await database.sales.storePage(page);
        sales += total(pages, (page) => page.sales);
        rows += total(pages, (page) => [...page.sales, ...page.reversals]);
      }
    };
    time += await seconds(() => Promise.all(Array.from({ length: WRITERS }, write)));
  }
  return { sales, rows, time };
}

/** The pages of so many accounts at a time, as `COPY` has its file: what thinking them up takes is nobody's time. */
function* thoughtUp(work: Workload): Generator<readonly SalePage[][]> {
  let accounts: SalePage[][] = [];
  for (const history of work.histories()) {
    accounts.push([...history]);
    if (accounts.length < ACCOUNTS_AT_A_TIME) continue;
    yield accounts;
    accounts = [];
  }
  yield accounts;
}

function total(pages: readonly SalePage[], rowsOf: (page: SalePage) => readonly unknown[]): number {
  return pages.reduce((sum, page) => sum + rowsOf(page).length, 0);
}

function* pagesOf(work: Workload) {
  for (const history of work.histories()) yield* history;
}

/** @returns rows a second of one ORM upsert a sale, as a first draft would do it. */
async function upsertLoop({ owner }: BenchDatabase, work: Workload): Promise<number> {
  let rows = 0;
  const entity = owner.getMetadata().getByClassName('SaleRow').class;
  const time = await seconds(async () => {
    for (const { account, sales } of pagesOf(work)) {
      for (const { customerEmail: _email, ...sale } of sales) {
        if (rows === BASELINE_ROWS) return;
        const { agencyId, accountId, network } = account;
        await owner.em.fork().upsert(entity, { agencyId, accountId, network, status: sale.state, ...sale });
        rows += 1;
      }
    }
  });
  return rows / time;
}

/** @returns rows a second of COPY into the table with its indexes, without anything kept beside it. */
async function copySpeed({ first }: BenchDatabase, rows: number): Promise<number> {
  const { folder } = await first("select current_setting('data_directory') as folder");
  const file = `${folder ?? ''}/bench-sales.copy`;
  await first(`copy (select * from sale) to '${file}'`);
  await first('truncate sale cascade');
  await first('alter table sale disable trigger user');
  const time = await seconds(() => first(`copy sale from '${file}'`));
  await first('alter table sale enable trigger user');
  return rows / time;
}

/** A moment longer than the others need to get a connection too. */
const FLUSH = 'select pg_stat_force_next_flush(), pg_sleep(0.2)';
const CONNECTIONS = 8;

/** Row versions written to sales and reversals since the server started. */
async function writes({ orm, first }: BenchDatabase): Promise<number> {
  // By every connection that may have written: each tells of its own writes, and by itself only after a while.
  const flush = () =>
    orm.em
      .fork()
      .transactional((em) => em.getConnection().execute(FLUSH, [], 'all', em.getTransactionContext()));
  await Promise.all(Array.from({ length: CONNECTIONS }, flush));
  await first(FLUSH);
  const { count } = await first(
    `select sum(n_tup_ins + n_tup_upd + n_tup_del)::text as count from pg_stat_user_tables
     where relname ~ '^(sale|reversal|daily_)'`,
  );
  return Number(count ?? 0);
}
