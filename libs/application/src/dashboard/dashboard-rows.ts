import {
  addDays,
  calendarDay,
  sees,
  shiftMonths,
  startOfDay,
  type AccountScope,
  type CalendarDay,
  type Insight,
  type NetworkAccount,
  type NetworkId,
  type Period,
  type Viewer,
} from '@tributary/domain';
import type {
  BookingClock,
  DashboardSpans,
  DashboardSums,
  FiguresRepository,
  InsightRepository,
  NetworkAccountRepository,
  SaleRepository,
  SaleView,
  SyncRunRepository,
} from '@tributary/ports';
import { chosenAccounts, type AccountChoice } from '../clients/chosen-accounts';
import { accountsAsOf } from './accounts-as-of';

const RECENT_SALES = 20;
const MOMENTUM_DAYS = 30;
const NEWEST = { from: null, until: null, statuses: [], search: null };

export interface DashboardRequest extends AccountChoice {
  readonly days: number;
  readonly clock: BookingClock;
  readonly networks: readonly NetworkId[];
  /** A past moment whose figures are shown as they were shown then; null for now. */
  readonly asOf: Date | null;
}

/** A request with whoever asks; `scope` is what they see of what they asked for. */
interface Question extends DashboardRequest {
  readonly viewer: Viewer;
  readonly scope: AccountScope;
}

/** Everything the dashboard is made of, as it was read. */
export interface DashboardFigures extends DashboardSums {
  readonly accounts: readonly NetworkAccount[];
  readonly insights: readonly Insight[];
  readonly recentSales: readonly SaleView[];
}

export interface DashboardRowsPorts {
  readonly figures: FiguresRepository;
  readonly sales: SaleRepository;
  readonly accounts: NetworkAccountRepository;
  readonly insights: InsightRepository;
  readonly runs: SyncRunRepository;
}

/** Reads the parts of the dashboard from storage, side by side. */
export class DashboardRows {
  constructor(private readonly ports: DashboardRowsPorts) {}

  async read(viewer: Viewer, request: DashboardRequest, period: Period): Promise<DashboardFigures> {
    const question = {
      ...request,
      viewer,
      scope: await chosenAccounts(this.ports.accounts, viewer, request),
    };
    const [figures, accounts, insights, recentSales] = await Promise.all([
      this.figures(question, period),
      this.accounts(question),
      this.insights(question),
      this.recentSales(question),
    ]);
    return { ...figures, accounts, insights, recentSales };
  }

  private async accounts(question: Question): Promise<readonly NetworkAccount[]> {
    const { asOf, networks, scope } = question;
    const { id } = question.viewer.agency;
    const all = await this.ports.accounts.listOf(id);
    const accounts = all.filter(
      (account) => sees(scope, account.id) && (networks.length === 0 || networks.includes(account.network)),
    );
    if (asOf === null) return accounts;
    return accountsAsOf(accounts, await this.ports.runs.readingsAsOf(id, asOf), asOf);
  }

  /** They are written over the whole agency: nobody reads them who does not see all of it. */
  private async insights({ viewer, asOf }: Question): Promise<readonly Insight[]> {
    const { agency, scope, figures } = viewer;
    if (scope !== 'all' || figures !== 'money') return [];
    const { insights } = this.ports;
    return asOf === null ? insights.latest(agency.id) : insights.latestAsOf(agency.id, asOf);
  }

  private async figures({ viewer, clock, networks, scope, asOf }: Question, period: Period) {
    const { id, timeZone, reportingCurrency } = viewer.agency;
    const query = { agencyId: id, zone: timeZone, reportingCurrency, clock, networks, accounts: scope, asOf };
    return this.ports.figures.dashboard(query, spansOf(period));
  }

  private recentSales(question: Question): Promise<readonly SaleView[]> {
    const { viewer, networks, scope, asOf } = question;
    const filter = { ...NEWEST, networks, accounts: scope, asOf };
    return this.ports.sales.listSales(viewer.agency.id, filter, { limit: RECENT_SALES, after: null });
  }
}

/** The 30 whole days that end yesterday: the open day would always look slow. */
export function wholeDaysBefore(period: Period): CalendarDay[] {
  return Array.from({ length: MOMENTUM_DAYS }, (_, index) => addDays(period.lastDay, index - MOMENTUM_DAYS));
}

function spansOf(period: Period): DashboardSpans {
  const { from, until, zone, lastDay } = period;
  const before = period.previous();
  const lastYear = Number(lastDay.slice(0, 4)) - 1;
  const lastJanuary = startOfDay(calendarDay(`${lastYear}-01-01`), zone);
  return {
    current: { from, until },
    previous: { from: before.from, until: before.until },
    wholeDays: {
      from: startOfDay(addDays(lastDay, -MOMENTUM_DAYS), zone),
      until: startOfDay(lastDay, zone),
    },
    months: { from: lastJanuary, until },
    lastYear: { from: lastJanuary, until: shiftMonths(until, -12, zone) },
  };
}
