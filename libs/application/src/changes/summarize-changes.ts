import {
  compareDecimals,
  sumDecimals,
  type DecimalText,
  type EarningsEffect,
  type NetworkId,
  type Viewer,
} from '@tributary/domain';
import type {
  ChangeFilter,
  ChangeSum,
  Clock,
  LastLookRepository,
  NetworkAccountRepository,
  SaleHistoryRepository,
} from '@tributary/ports';
import { chosenAccounts, type AccountChoice } from '../clients/chosen-accounts';

/** Who never looked before is told of a week. */
const FIRST_LOOK_DAYS = 7;
const DAY_MS = 86_400_000;

export interface ChangeSummary {
  readonly since: Date;
  readonly until: Date;
  readonly lastLookedAt: Date | null;
  readonly sales: number;
  /** In the agency's currency, what could be converted. */
  readonly effect: DecimalText;
  /** Most changed sales first. */
  readonly networks: readonly {
    readonly network: NetworkId;
    readonly sales: number;
    readonly effect: DecimalText;
  }[];
  readonly notConverted: readonly EarningsEffect[];
}

export interface SummarizeChangesPorts {
  readonly history: SaleHistoryRepository;
  readonly looks: LastLookRepository;
  readonly accounts: NetworkAccountRepository;
  readonly clock: Clock;
}

/** How many sales changed after they were stored, and what that did to Earnings, of what the viewer sees. */
export class SummarizeChanges {
  constructor(private readonly ports: SummarizeChangesPorts) {}

  /** Without `since`, from when the member last looked. */
  async run(
    viewer: Viewer,
    memberId: string,
    request: Pick<ChangeFilter, 'since' | 'networks'> & AccountChoice,
  ): Promise<ChangeSummary> {
    const { agency } = viewer;
    const { accountIds, clientIds, networks } = request;
    const accounts = await chosenAccounts(this.ports.accounts, viewer, { accountIds, clientIds });
    const until = this.ports.clock.now();
    const lastLookedAt = await this.ports.looks.lastLookedAt(agency.id, memberId);
    const weekAgo = new Date(until.getTime() - FIRST_LOOK_DAYS * DAY_MS);
    const since = request.since ?? lastLookedAt ?? weekAgo;
    const sums = await this.ports.history.summarizeChanges({
      networks,
      accounts,
      since,
      until,
      agencyId: agency.id,
      zone: agency.timeZone,
      reportingCurrency: agency.reportingCurrency,
    });
    return { since, until, lastLookedAt, ...totalsOf(sums), notConverted: notConverted(sums) };
  }
}

function totalsOf(sums: readonly ChangeSum[]): Pick<ChangeSummary, 'sales' | 'effect' | 'networks'> {
  const networks = [...Map.groupBy(sums, ({ network }) => network)]
    .map(([network, parts]) => ({ network, ...totalOf(parts) }))
    .sort((a, b) => b.sales - a.sales);
  return { ...totalOf(sums), networks };
}

function totalOf(sums: readonly ChangeSum[]) {
  return {
    sales: sums.reduce((count, sum) => count + sum.sales, 0),
    effect: sumDecimals(sums.map(({ converted }) => converted)),
  };
}

function notConverted(sums: readonly ChangeSum[]): EarningsEffect[] {
  const open = sums.filter(({ unconverted }) => compareDecimals(unconverted, '0') !== 0);
  return [...Map.groupBy(open, ({ currency }) => currency)].map(([currency, parts]) => ({
    currency,
    amount: sumDecimals(parts.map(({ unconverted }) => unconverted)),
  }));
}
