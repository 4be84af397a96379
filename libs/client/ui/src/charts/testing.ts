import type { EChartsCoreOption } from 'echarts/core';
import type { ChartTokens } from './chart-tokens';
import type { TrendDay, TrendView } from './trend-view';
import type { YearMonth, YearView } from './year-view';

export const TOKENS: ChartTokens = {
  text: 'rgb(1, 1, 1)',
  textVariant: 'rgb(2, 2, 2)',
  outline: 'rgb(3, 3, 3)',
  grid: 'rgb(4, 4, 4)',
  card: 'rgb(255, 255, 255)',
  quiet: 'rgb(5, 5, 5)',
  track: 'rgb(6, 6, 6)',
  total: 'rgb(0, 89, 111)',
  fill: 'rgb(33, 116, 140)',
  positive: 'rgb(7, 7, 7)',
  negative: 'rgb(183, 31, 48)',
  warning: 'rgb(8, 8, 8)',
  warningLine: 'rgb(218, 148, 44)',
  fontFamily: 'system-ui',
  networks: ['#1', '#2', '#3', '#4', '#5', '#6', '#7', '#8'],
};

const TABLE = { caption: '', columns: ['Day', 'Earnings'], rows: [['18 Nov', '€100.00']] };
export const CLICKBANK = { code: 'clickbank', name: 'ClickBank', monogram: 'CB', slot: 1 };
export const JVZOO = { code: 'jvzoo', name: 'JVZoo', monogram: 'JV', slot: 5 };

export function aTrendDay(part: Partial<TrendDay> = {}): TrendDay {
  return {
    axisLabel: '18 Nov',
    title: 'Wed 18 Nov',
    salesText: '2 sales',
    value: 100,
    text: '€100.00',
    previous: { value: 80, title: '19 Oct', text: '€80.00' },
    change: { text: '+25.0%', tone: 'good' },
    networks: [
      { code: 'clickbank', value: 60, text: '€60.00' },
      { code: 'jvzoo', value: 40, text: '€40.00' },
    ],
    notRead: [],
    ...part,
  };
}

/** Four days, the last one open; JVZoo was not read from the third on. */
export function aTrend(part: Partial<TrendView> = {}): TrendView {
  const unread = {
    networks: [
      { code: 'clickbank', value: 60, text: '€60.00' },
      { code: 'jvzoo', value: null, text: 'not read' },
    ],
    notRead: ['JVZoo'],
  };
  return {
    days: [aTrendDay(), aTrendDay(), aTrendDay(unread), aTrendDay({ ...unread, axisLabel: 'Today' })],
    networks: [CLICKBANK, JVZOO],
    current: { label: 'Last 4 days', text: '€400' },
    previous: { label: '15 – 18 Oct', text: '€320' },
    openLabel: '€100 so far',
    notReadNote: 'JVZoo not read since 20 Nov',
    summary: 'Earnings per day over 4 days: €400.',
    table: TABLE,
    axisMoney: (value) => `€${value}`,
    ...part,
  };
}

export function aYearMonth(part: Partial<YearMonth> = {}): YearMonth {
  return {
    label: 'Oct',
    shortLabel: 'O',
    title: 'October 2026',
    earned: 67_900,
    reversed: 4_800,
    net: 63_100,
    previousNet: 44_900,
    earnedText: '€67,900.00',
    reversedText: '€4,800.00',
    netText: '€63,100.00',
    netLabel: '€63.1k',
    previousText: '€44,900.00',
    isOpen: false,
    ...part,
  };
}

export function aYear(months: readonly YearMonth[]): YearView {
  return {
    heading: 'Year 2026',
    months,
    toDateText: '€504,429',
    change: { text: '+24.4%', tone: 'good', rises: true },
    comparedWith: 'vs €405,650 to 20 Nov 2025',
    previousLabel: 'Net 2025',
    summary: 'Year 2026: €504,429.00 net to date.',
    table: TABLE,
    axisMoney: (value) => `€${value / 1000}k`,
  };
}

/** What specs look at in a series. */
export interface DrawnSeries {
  readonly id: string;
  readonly data: readonly unknown[];
  readonly z?: number;
  readonly lineStyle?: object;
  readonly itemStyle?: object;
  readonly areaStyle?: object;
  readonly label?: object;
  readonly connectNulls?: boolean;
}

/** The series of an option, by id. */
export function seriesOf(options: EChartsCoreOption, id: string): DrawnSeries | undefined {
  return (options.series as readonly DrawnSeries[]).find((series) => series.id === id);
}
