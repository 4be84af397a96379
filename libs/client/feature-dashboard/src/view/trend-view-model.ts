import type { Dashboard, NetworkCode, TrendPoint } from '@tributary/api-contract';
import type { ChartNetwork, TrendDay, TrendView } from '@tributary/client-ui';
import { coordinate, sumDecimals } from './decimals';
import { relativeDelta } from './delta';
import { notReadNote } from './not-read-note';
import type { NetworkNames } from './network-names';
import type { DashboardWords } from './words';

interface Context {
  readonly dashboard: Dashboard;
  readonly words: DashboardWords;
  readonly names: NetworkNames;
  readonly networks: readonly ChartNetwork[];
}

/** The trend with its words ready, aligned day by day with the comparison. */
export function trendView(dashboard: Dashboard, words: DashboardWords, names: NetworkNames): TrendView {
  const networks = networksOf(dashboard, names);
  const context: Context = { dashboard, words, names, networks };
  const days = dashboard.trend.map((point, index) => trendDay(point, index, context));
  const total = words.wholeMoney(sumDecimals(dashboard.trend.map(({ earnings }) => earnings)));
  const previous = previousLegend(context);
  const last = dashboard.trend.at(-1);
  return {
    days,
    networks,
    current: { label: `Last ${dashboard.trend.length} days`, text: total },
    previous,
    openLabel:
      dashboard.period.isOpen && last !== undefined ? `${words.wholeMoney(last.earnings)} so far` : null,
    notReadNote: notReadNote(dashboard, words, names),
    summary: summaryOf(days, total, previous),
    table: tableOf(days, networks),
    axisMoney: (value) => words.shortMoney(value),
  };
}

function networksOf(dashboard: Dashboard, names: NetworkNames): readonly ChartNetwork[] {
  const codes = new Set<NetworkCode>([
    ...dashboard.share.map(({ network }) => network),
    ...dashboard.accounts.map(({ network }) => network),
  ]);
  return [...codes].map(names);
}

function trendDay(point: TrendPoint, index: number, context: Context): TrendDay {
  const { dashboard, words, names, networks } = context;
  const isUnread =
    dashboard.accounts.length > 0 && point.notRead.length >= dashboard.accounts.length && !hasSales(point);
  return {
    axisLabel: axisLabel(point, index, context),
    title: words.weekday(point.day),
    salesText: salesText(point.sales, words),
    value: isUnread ? null : coordinate(point.earnings),
    text: isUnread ? 'not read' : words.money(point.earnings),
    previous: previousOf(point, index, context),
    change: changeOf(point, words),
    networks: networks.map((network) => networkValue(point, network.code, context)),
    notRead: [...new Set(point.notRead.map(({ network }) => names(network).name))],
  };
}

/** Beside an index, a day with Earnings has sales. */
function hasSales({ sales, earnings }: TrendPoint): boolean {
  return sales === null ? coordinate(earnings) !== 0 : sales > 0;
}

/** Empty beside an index, which tells no counts. */
function salesText(sales: number | null, words: DashboardWords): string {
  if (sales === null) return '';
  return sales === 1 ? '1 sale' : `${words.count(sales)} sales`;
}

function axisLabel(point: TrendPoint, index: number, { dashboard, words }: Context): string {
  const isToday = dashboard.period.isOpen && index === dashboard.trend.length - 1;
  return isToday ? 'Today' : words.day(point.day);
}

function previousOf(point: TrendPoint, index: number, { dashboard, words }: Context): TrendDay['previous'] {
  if (point.previous === null) return null;
  const day = addDays(dashboard.comparison.from, index);
  return {
    value: coordinate(point.previous),
    title: words.day(day),
    text: words.money(point.previous),
  };
}

function changeOf(point: TrendPoint, words: DashboardWords): TrendDay['change'] {
  if (point.previous === null) return null;
  const [now, before] = [coordinate(point.earnings), coordinate(point.previous)];
  if (before <= 0) return null;
  const ratio = String(Math.round((now / before - 1) * 10_000) / 10_000);
  const { text, tone } = relativeDelta(ratio, 'good', words);
  return { text, tone };
}

/** No value where no account of the network was read; what came in before that stays. */
function networkValue(point: TrendPoint, code: NetworkCode, { dashboard, words }: Context) {
  const found = point.byNetwork.find(({ network }) => network === code);
  const accounts = dashboard.accounts.filter(({ network }) => network === code).length;
  const unread = point.notRead.filter(({ network }) => network === code).length;
  const isToday = point.day === dashboard.period.to;
  const isGap = accounts > 0 && unread >= accounts && !(isToday && found !== undefined);
  if (isGap) return { code, value: null, text: 'not read' };
  const earnings = found?.earnings ?? '0';
  return { code, value: coordinate(earnings), text: words.money(earnings) };
}

function previousLegend({ dashboard, words }: Context): TrendView['previous'] {
  const values = dashboard.trend.flatMap(({ previous }) => (previous === null ? [] : [previous]));
  if (values.length === 0) return null;
  const { from, to } = dashboard.comparison;
  return { label: words.days(from, to), text: words.wholeMoney(sumDecimals(values)) };
}

function summaryOf(days: readonly TrendDay[], total: string, previous: TrendView['previous']): string {
  const read = days.filter((day) => day.value !== null);
  const best = read.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))[0];
  const compared = previous === null ? '' : `, against ${previous.text} in ${previous.label}`;
  const highest = best === undefined ? '' : ` Highest on ${best.title} with ${best.text}.`;
  return `Earnings per day over ${days.length} days: ${total}${compared}.${highest} Arrow keys read single days.`;
}

function tableOf(days: readonly TrendDay[], networks: readonly ChartNetwork[]): TrendView['table'] {
  const tellsSales = days.every(({ salesText: text }) => text !== '');
  return {
    caption: 'Earnings per day, newest first',
    columns: [
      ...['Day', ...(tellsSales ? ['Sales'] : []), 'Earnings', 'Before', 'Change'],
      ...networks.map(({ name }) => name),
    ],
    rows: days
      .toReversed()
      .map((day) => [
        day.title,
        ...(tellsSales ? [day.salesText.replace(/ .*/, '')] : []),
        day.text,
        day.previous?.text ?? '–',
        day.change?.text ?? '–',
        ...day.networks.map(({ text }) => text),
      ]),
  };
}

/** Calendar arithmetic on a day's text: noon in UTC never meets a change of clocks. */
export function addDays(day: string, count: number): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + count);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${noon.getUTCFullYear()}-${pad(noon.getUTCMonth() + 1)}-${pad(noon.getUTCDate())}`;
}
