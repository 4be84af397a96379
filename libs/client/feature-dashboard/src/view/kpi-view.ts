import type { Dashboard, KpiCard, KpiId } from '@tributary/api-contract';
import type { FigureParts } from '@tributary/client-ui';
import { coordinate } from './decimals';
import { delta, relativeDelta, type Delta } from './delta';
import { KPI_TEXTS, type KpiTexts } from './kpi-texts';
import { kpiLines, type KpiLine } from './kpi-lines';
import type { DashboardWords } from './words';

export interface KpiView {
  readonly id: KpiId;
  readonly texts: KpiTexts;
  readonly coverage: string;
  readonly isHeadline: boolean;
  readonly figure: FigureParts | null;
  /** Stands in place of the figure when there is none. */
  readonly absent: string | null;
  readonly delta: Delta | null;
  readonly comparedWith: string | null;
  readonly lines: readonly KpiLine[];
  readonly sparkline: readonly number[];
  readonly previous: readonly number[];
  readonly isOpen: boolean;
}

/** Momentum counts whole days only: its last point is a finished day. */
const WHOLE_DAYS: ReadonlySet<KpiId> = new Set(['momentum', 'epc']);

export function kpiViews(dashboard: Dashboard, words: DashboardWords): readonly KpiView[] {
  const coverage = coverageText(dashboard, words);
  return dashboard.kpis.map((card) => kpiView(card, dashboard, { words, coverage }));
}

/** "Covers 6 of 8 accounts · as of 14:32" */
function coverageText({ coverage }: Pick<Dashboard, 'coverage'>, words: DashboardWords): string {
  const covers = `Covers ${coverage.accountsRead} of ${accounts(coverage.accounts)}`;
  return coverage.asOf === null
    ? `${covers} · not read yet`
    : `${covers} · as of ${words.time(coverage.asOf)}`;
}

function accounts(count: number): string {
  return count === 1 ? '1 account' : `${count} accounts`;
}

function kpiView(
  card: KpiCard,
  dashboard: Dashboard,
  { words, coverage }: { readonly words: DashboardWords; readonly coverage: string },
): KpiView {
  const isHeadline = card.id === 'earnings';
  return {
    id: card.id,
    texts: KPI_TEXTS[card.id],
    coverage,
    isHeadline,
    figure: card.value === null ? null : figure(card, card.value, words),
    absent: card.value === null ? absent(card) : null,
    delta: changeOf(card, words),
    comparedWith: comparison(card, dashboard, words),
    lines: isHeadline ? [{ text: coverage, tone: 'plain' }] : kpiLines(card, dashboard, words),
    sparkline: card.sparkline.map(coordinate),
    previous: isHeadline ? previousLine(dashboard) : [],
    isOpen: dashboard.period.isOpen && !WHOLE_DAYS.has(card.id),
  };
}

function figure(card: KpiCard, value: string, words: DashboardWords): FigureParts {
  const plain = (whole: string) => ({ whole, decimals: '' });
  if (card.unit === 'index') return words.moneyParts(value);
  // Of cents per click the decimals are the figure.
  if (card.id === 'epc') return plain(words.money(value));
  if (card.unit === 'money') return words.moneyParts(value);
  if (card.unit === 'count') return plain(words.count(value));
  return plain(card.id === 'momentum' ? words.signedPercent(value) : words.percent(value));
}

function absent(card: KpiCard): string {
  if (card.state === 'not-reported') return 'Not reported';
  return card.unit === 'index' ? 'Nothing to compare with' : 'Too little data';
}

function changeOf(card: KpiCard, words: DashboardWords): Delta | null {
  if (card.id === 'momentum') return pace(card);
  if (card.change === null) return null;
  const { kind, value } = card.change;
  if (kind === 'relative') return relativeDelta(value, card.risingIs, words);
  return delta({ text: words.points(value), direction: words.direction(value) }, card.risingIs);
}

const PACES = {
  accelerating: { text: 'Accelerating', tone: 'good', direction: 'up' },
  steady: { text: 'Steady', tone: 'neutral', direction: 'flat' },
  slowing: { text: 'Slowing', tone: 'bad', direction: 'down' },
} as const;

function pace(card: KpiCard): Delta | null {
  return card.details.pace === undefined ? null : PACES[card.details.pace];
}

function comparison(card: KpiCard, dashboard: Dashboard, words: DashboardWords): string | null {
  if (card.id === 'momentum') return card.value === null ? null : '7 days against 30';
  if (card.change === null) return null;
  const { comparison: before, period } = dashboard;
  const range = `vs ${words.days(before.from, before.to)}`;
  const cut = card.id === 'earnings' && period.isOpen;
  return cut ? `${range}, each to ${words.time(dashboard.generatedAt)}` : range;
}

function previousLine({ trend }: Dashboard): readonly number[] {
  return trend.flatMap((point) => (point.previous === null ? [] : [coordinate(point.previous)]));
}
