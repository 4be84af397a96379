import type { Dashboard, PeriodView } from '@tributary/api-contract';
import type { CoveredAccount, DashboardReport } from '@tributary/application';
import type { Period } from '@tributary/domain';
import type { NetworkDescription } from '@tributary/ports';
import { saleRow } from '../sales/sales.presenter';
import { insightView } from './insight.presenter';

export interface DashboardSurroundings {
  readonly networks: readonly NetworkDescription[];
  readonly rateSource: string;
  /** Whether who asks may see why a connection fails. */
  readonly showsFailures: boolean;
}

export function dashboardView(
  report: DashboardReport,
  { networks, rateSource, showsFailures }: DashboardSurroundings,
): Dashboard {
  const { generatedAt, agency, figures, clock, coverage, kpis, trend, share, year, notConverted } = report;
  return {
    generatedAt: generatedAt.toISOString(),
    figures,
    currency: figures === 'money' ? agency.reportingCurrency : null,
    clock,
    period: periodView(report.period),
    comparison: periodView(report.comparison),
    coverage: {
      asOf: coverage.asOf?.toISOString() ?? null,
      accounts: coverage.accounts,
      accountsRead: coverage.accountsRead,
      late: coverage.late.map(accountState),
    },
    accounts: report.accounts.map((covered) => ({
      ...accountView(covered, report.isPast),
      ...(!showsFailures && { failure: null }),
    })),
    kpis,
    trend,
    share,
    year,
    recentSales: report.recentSales.map(saleRow),
    notConverted,
    rateSource,
    insights: insightsView(report, networks),
  };
}

function periodView(period: Period): PeriodView {
  return { from: period.firstDay, to: period.lastDay, isOpen: period.isOpen };
}

function accountState({ account, health }: CoveredAccount) {
  const { id, network, label, lastGoodSyncAt } = account;
  return { id, network, label, health, lastGoodSyncAt: lastGoodSyncAt?.toISOString() ?? null };
}

function accountView(covered: CoveredAccount, isPast: boolean): Dashboard['accounts'][number] {
  const { nextDueAt, lastFailure, outageSince } = covered.account;
  return {
    ...accountState(covered),
    nextSyncAt: isPast ? null : nextDueAt.toISOString(),
    outageSince: isPast ? null : (outageSince?.toISOString() ?? null),
    failure: lastFailure && {
      kind: lastFailure.kind,
      message: lastFailure.message,
      since: lastFailure.since.toISOString(),
    },
    progress: isPast ? null : covered.progress,
  };
}

function insightsView(
  report: DashboardReport,
  networks: readonly NetworkDescription[],
): Dashboard['insights'] {
  const [newest] = report.insights;
  return {
    writer: newest?.writer ?? null,
    generatedAt: newest?.generatedAt.toISOString() ?? null,
    items: report.insights.map((insight) => insightView(insight, networks)),
  };
}
