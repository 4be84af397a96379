import type { Dashboard } from '@tributary/api-contract';
import { networkOutages, type NetworkOutage } from '@tributary/client-data-access';
import type { ShareView, TrendView, YearView } from '@tributary/client-ui';
import { attentionOf, type Attention } from './attention-view';
import { freshnessCells, type FreshnessCell } from './freshness-view';
import { insightsView, type InsightsCardView } from './insight-parts';
import { kpiViews, type KpiView } from './kpi-view';
import type { NetworkNames } from './network-names';
import { notConvertedText } from './not-converted-text';
import { recentSaleView, type RecentSaleView } from './recent-sale-view';
import { shareView } from './share-view-model';
import { trendView } from './trend-view-model';
import type { DashboardWords } from './words';
import { yearView } from './year-view-model';

export interface DashboardView {
  readonly isWithoutAccounts: boolean;
  readonly isWithoutSales: boolean;
  /** What 100 is, where figures are an index. */
  readonly indexNote: string | null;
  /** An index without Earnings before: nothing can be drawn. */
  readonly isWithoutIndex: boolean;
  readonly kpis: readonly KpiView[];
  readonly trend: TrendView;
  readonly share: ShareView;
  readonly year: YearView;
  readonly insights: InsightsCardView;
  readonly recentSales: readonly RecentSaleView[];
  readonly notConverted: string | null;
  readonly rateSource: string | null;
}

/** All figures of one answer, ready to be shown. */
export function dashboardView(
  dashboard: Dashboard,
  words: DashboardWords,
  names: NetworkNames,
): DashboardView {
  return {
    isWithoutAccounts: dashboard.accounts.length === 0,
    isWithoutSales: isWithoutSales(dashboard),
    indexNote: indexNote(dashboard, words),
    isWithoutIndex: dashboard.figures === 'index' && dashboard.trend.length === 0,
    kpis: kpiViews(dashboard, words),
    trend: trendView(dashboard, words, names),
    share: shareView(dashboard, words, names),
    year: yearView(dashboard, words),
    insights: insightsView(dashboard.insights, words),
    recentSales: dashboard.recentSales.map((sale) => recentSaleView(sale, words, names)),
    notConverted: notConvertedText(dashboard.notConverted, words),
    rateSource: dashboard.figures === 'money' ? dashboard.rateSource : null,
  };
}

function indexNote({ figures, comparison, trend }: Dashboard, words: DashboardWords): string | null {
  if (figures === 'money') return null;
  const range = words.days(comparison.from, comparison.to);
  return trend.length === 0
    ? `Figures are shown as an index of the period before. There were no Earnings from ${range} to compare with.`
    : `Figures are shown as an index: 100 is the same figure from ${range}. Days, networks and months are parts of Earnings.`;
}

/** A network that answers nobody, by its name. */
type NamedOutage = NetworkOutage & { readonly name: string };

export interface ConnectionsView {
  readonly outages: readonly NamedOutage[];
  readonly attention: readonly Attention[];
  readonly freshness: readonly FreshnessCell[];
}

/** What ages by the minute or moves while a network is read, apart from the figures. */
export function connectionsView(
  dashboard: Pick<Dashboard, 'accounts'>,
  words: DashboardWords,
  live: { readonly names: NetworkNames; readonly progress: ReadonlyMap<string, number> },
): ConnectionsView {
  return {
    outages: networkOutages(dashboard.accounts).map((outage) => ({
      ...outage,
      name: live.names(outage.network).name,
    })),
    attention: attentionOf(dashboard, words, live.names),
    freshness: freshnessCells(dashboard, words, live),
  };
}

/** Nothing sold in the period and nothing at all before it. */
function isWithoutSales(dashboard: Dashboard): boolean {
  if (dashboard.figures === 'index') return false;
  return dashboard.recentSales.length === 0 && dashboard.trend.every(({ sales }) => sales === 0);
}
