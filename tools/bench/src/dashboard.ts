import { CheckPastMoment, ReadDashboard, type ReadDashboardPorts } from '@tributary/application';
import { currency, wholeViewOf, type Agency } from '@tributary/domain';
import {
  PostgresFiguresRepository,
  PostgresInsightRepository,
  PostgresNetworkAccountRepository,
  PostgresRollupMaintenance,
  PostgresSaleHistoryRepository,
  PostgresSyncRunRepository,
} from '@tributary/postgres';
import {
  Clock,
  type DashboardQuery,
  type DashboardSpans,
  type DashboardSums,
  type FiguresRepository,
  NetworkCatalog,
  type NetworkDescription,
  type NetworkGateway,
} from '@tributary/ports';
import type { BenchDatabase } from './database';
import type { Filled } from './fill';
import { type Timing, timeCalls } from './measure';
import { type Finding, milliseconds } from './report';

class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** The dashboard asks its networks only whether they report visits. */
class NoNetworks extends NetworkCatalog {
  list(): readonly NetworkDescription[] {
    return [];
  }

  find(): null {
    return null;
  }

  notifications(): null {
    return null;
  }

  gateway(): NetworkGateway {
    throw new RangeError('The bench asks no network');
  }
}

/** Keeps what the dashboard asked, so that the same can be asked alone. */
class HeardFigures extends PostgresFiguresRepository {
  asked: readonly [DashboardQuery, DashboardSpans] | null = null;

  override dashboard(query: DashboardQuery, spans: DashboardSpans): Promise<DashboardSums> {
    this.asked = [query, spans];
    return super.dashboard(query, spans);
  }
}

const REQUEST = {
  days: 30,
  clock: 'sale-date',
  networks: [],
  accountIds: [],
  clientIds: [],
  asOf: null,
} as const;
const NEWEST = {
  from: null,
  until: null,
  statuses: [],
  search: null,
  networks: [],
  accounts: 'all',
  asOf: null,
} as const;
const TARGET_MS = 5;

/** What a first draft asks: five sums over the table of sales. */
const FROM_ROWS = (agencyId: string) => `
  select count(*)::text as rows from (
    ${[30, 60, 31, 700, 365]
      .map(
        (days) => `
    select date_trunc('day', sale_date at time zone 'Europe/Berlin'), network, sum(commission), sum(amount), count(*)
    from sale where agency_id = '${agencyId}' and sale_date >= now() - interval '${days} days' group by 1, 2`,
      )
      .join(' union all ')}
  ) parts`;

export interface DashboardTimes {
  readonly findings: readonly Finding[];
  /** p95 in the database of the large agency, in milliseconds. */
  readonly large: number;
}

/** The dashboard of an agency with a tenth of all sales and of one with 10,000. */
export async function dashboard(
  database: BenchDatabase,
  { big, small }: Filled,
  sales: string,
): Promise<DashboardTimes> {
  const maintenance = new PostgresRollupMaintenance(database.orm);
  for (const agencyId of [big, small]) await maintenance.fold(agencyId);
  // As the server does by itself within a minute.
  await database.first('vacuum analyze');
  const empty = await timeCalls(() => database.first('select 1'), { runs: 200 });
  const findings: Finding[] = [];
  let large = 0;
  for (const [name, agencyId] of [
    ['a tenth of them', big],
    ['10,000', small],
  ] as const) {
    const times = await timesOf(database, agencyId);
    if (agencyId === big) large = times.inDatabase.p95;
    findings.push(...findingsOf(`of ${sales} sales, an agency with ${name}`, times, empty));
  }
  return { findings, large };
}

interface Times {
  readonly inDatabase: Timing;
  readonly whole: Timing;
  readonly fromRows: Timing;
}

async function timesOf(database: BenchDatabase, agencyId: string): Promise<Times> {
  const figures = new HeardFigures(database.orm);
  const read = new ReadDashboard(portsOf(database, figures));
  const view = wholeViewOf(agencyOf(agencyId));
  const whole = await timeCalls(() => read.run(view, REQUEST), { runs: 100, warmUp: 20 });
  const inDatabase = await timeCalls(() => partsFromDatabase(database, figures, agencyId), {
    runs: 200,
    warmUp: 20,
  });
  const fromRows = await timeCalls(() => database.first(FROM_ROWS(agencyId)), { runs: 5, warmUp: 1 });
  return { inDatabase, whole, fromRows };
}

/** Everything the dashboard shows, one after the other: its figures, then its newest sales. */
async function partsFromDatabase(
  { sales }: BenchDatabase,
  figures: HeardFigures,
  agencyId: string,
): Promise<void> {
  if (!figures.asked) throw new RangeError('The dashboard asked for no figures');
  await figures.dashboard(...figures.asked);
  await sales.listSales(agencyId, NEWEST, { limit: 20, after: null });
}

function findingsOf(what: string, { inDatabase, whole, fromRows }: Times, empty: Timing): Finding[] {
  const show = ({ p50, p95 }: Timing) => `p50 ${milliseconds(p50)}, p95 ${milliseconds(p95)}`;
  const limit = `an empty round trip ${milliseconds(empty.p50)}`;
  return [
    {
      what: `dashboard in the database, ${what}`,
      ...{
        measured: show(inDatabase),
        baseline: `the same sums over the rows ${milliseconds(fromRows.p50)}`,
        limit,
      },
      ratio: `${(fromRows.p50 / inDatabase.p50).toFixed(1)} × faster than the rows`,
      ...{ target: `p95 < ${TARGET_MS} ms`, isMet: inDatabase.p95 < TARGET_MS },
    },
    {
      what: `the whole report of it, ${what}`,
      ...{ measured: show(whole), baseline: '–', limit: `its database part ${milliseconds(inDatabase.p50)}` },
      ratio: `${(whole.p50 / inDatabase.p50).toFixed(1)} × its database part`,
      ...{ target: '–', isMet: null },
    },
  ];
}

function portsOf({ orm, sales }: BenchDatabase, figures: FiguresRepository): ReadDashboardPorts {
  const clock = new SystemClock();
  return {
    figures,
    sales,
    accounts: new PostgresNetworkAccountRepository(orm),
    networks: new NoNetworks(),
    insights: new PostgresInsightRepository(orm),
    runs: new PostgresSyncRunRepository(orm),
    pastMoment: new CheckPastMoment(new PostgresSaleHistoryRepository(orm), clock),
    clock,
  };
}

function agencyOf(id: string): Agency {
  const reportingCurrency = currency('EUR');
  return {
    ...{ id, name: 'Bench', reportingCurrency, timeZone: 'Europe/Berlin', locale: 'en-GB' },
    ...{ kind: 'customer', suspendedAt: null },
  };
}
