import type { Dashboard, KpiCard, KpiId } from '@tributary/api-contract';
import type { DashboardWords } from './words';

export interface KpiLine {
  readonly text: string;
  readonly tone: 'plain' | 'warning';
}

type LinesOf = (card: KpiCard, words: DashboardWords) => readonly (string | null)[];

const LINES: Readonly<Record<KpiId, LinesOf>> = {
  earnings: () => [],
  revenue: ({ details }, words) => [
    details.grossCoverage == null
      ? 'Gross is not reported for these sales'
      : `Gross known for ${words.percent(details.grossCoverage, 0)} of sales`,
  ],
  sales: ({ details }, words) => [averages(details, words)],
  pending: ({ details }, words) => [
    details.pendingSales === undefined ? null : waiting(details.pendingSales, words),
    'Not part of Earnings',
  ],
  'refund-rate': ({ details }, words) => [
    details.chargebackRate == null ? null : `Chargebacks apart: ${words.percent(details.chargebackRate, 2)}`,
  ],
  momentum: ({ details }, words) => [momentum(details, words)],
  epc: ({ details }) => [
    details.isNotKept === true
      ? 'Visits are not kept for past moments'
      : visits(details.networksReporting ?? 0, details.networks ?? 0),
  ],
};

/** One or two lines of split or coverage under a figure. */
export function kpiLines(card: KpiCard, dashboard: Dashboard, words: DashboardWords): readonly KpiLine[] {
  const plain = LINES[card.id](card, words)
    .filter((text) => text !== null)
    .map((text): KpiLine => ({ text, tone: 'plain' }));
  const waitingForRates = dashboard.notConverted.reduce((sum, { sales }) => sum + sales, 0);
  if (card.id !== 'revenue' || waitingForRates === 0) return plain;
  const text = waitingForRates === 1 ? '1 sale not converted' : `${waitingForRates} sales not converted`;
  return [{ text, tone: 'warning' }, ...plain];
}

function averages(details: KpiCard['details'], words: DashboardWords): string | null {
  const parts = [
    details.averageCommission == null ? null : `Avg commission ${words.money(details.averageCommission)}`,
    details.averageOrderValue == null ? null : `AOV ${words.money(details.averageOrderValue)}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' · ');
}

function momentum(details: KpiCard['details'], words: DashboardWords): string | null {
  const { recentPerDay, baselinePerDay, salesSeen, salesNeeded } = details;
  if (recentPerDay !== undefined && baselinePerDay !== undefined) {
    return `${words.wholeMoney(recentPerDay)} a day, ${words.wholeMoney(baselinePerDay)} over 30 days`;
  }
  return salesSeen === undefined ? null : `${salesSeen} of ${salesNeeded ?? 20} sales needed`;
}

function waiting(sales: number, words: DashboardWords): string {
  if (sales === 0) return 'No sale is waiting';
  return sales === 1
    ? '1 sale waiting for the network'
    : `${words.count(sales)} sales waiting for the network`;
}

function visits(reporting: number, networks: number): string {
  if (reporting === 0) return 'No connected network sends visits';
  return `Visits reported by ${reporting} of ${networks} networks`;
}
