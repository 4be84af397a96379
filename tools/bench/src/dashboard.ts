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
import { Clock, NetworkCatalog, type NetworkDescription, type NetworkGateway } from '@tributary/ports';
import type { BenchDatabase } from './database';
import { timeCalls } from './measure';
import { type Finding, milliseconds } from './report';
import type { Workload } from './workload';

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

const REQUEST = {
  days: 30,
  clock: 'sale-date',
  networks: [],
  accountIds: [],
  clientIds: [],
  asOf: null,
} as const;

/** All parts of the dashboard, for the agency with a tenth of all sales and for one of a thousand. */
export async function dashboard(database: BenchDatabase, work: Workload): Promise<Finding[]> {
  await database.first('vacuum analyze');
  const maintenance = new PostgresRollupMaintenance(database.orm);
  for (const account of [work.big[0], work.small[0]]) if (account) await maintenance.fold(account.agencyId);
  const ports = portsOf(database);
  const read = new ReadDashboard(ports);
  const empty = await timeCalls(() => database.first('select 1'), { runs: 200 });
  const findings: Finding[] = [];
  for (const [name, account] of [
    ['a tenth of all sales', work.big[0]],
    ['a thousand sales', work.small[0]],
  ] as const) {
    if (!account) continue;
    const agency = agencyOf(account.agencyId);
    const timing = await timeCalls(() => read.run(wholeViewOf(agency), REQUEST), { runs: 40 });
    findings.push({
      what: `dashboard of an agency with ${name}`,
      measured: `p50 ${milliseconds(timing.p50)}, p95 ${milliseconds(timing.p95)}`,
      baseline: '–',
      limit: `an empty round trip ${milliseconds(empty.p50)}`,
      ratio: `${Math.round(timing.p50 / empty.p50)} × the round trip`,
      target: 'p95 < 5 ms',
      isMet: timing.p95 < 5,
    });
  }
  return findings;
}

function portsOf({ orm, sales }: BenchDatabase): ReadDashboardPorts {
  const clock = new SystemClock();
  return {
    figures: new PostgresFiguresRepository(orm),
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
