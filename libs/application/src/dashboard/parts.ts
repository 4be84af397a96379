import {
  addFigures,
  addMonths,
  calendarDay,
  compareDecimals,
  divideDecimals,
  earnings,
  NO_FIGURES,
  relativeChange,
  sumDecimals,
  type CalendarDay,
  type DecimalText,
  type Figures,
  type NetworkId,
} from '@tributary/domain';
import type { NetworkFigures } from '@tributary/ports';
import { missingSince, type CoveredAccount } from './coverage';

export interface TrendPoint {
  readonly day: CalendarDay;
  readonly earnings: DecimalText;
  /** null for who sees an index. */
  readonly sales: number | null;
  readonly previous: DecimalText | null;
  readonly byNetwork: readonly { readonly network: NetworkId; readonly earnings: DecimalText }[];
  readonly notRead: readonly { readonly network: NetworkId; readonly label: string }[];
}

export interface NetworkShare {
  readonly network: NetworkId;
  readonly earnings: DecimalText;
  /** Of all Earnings; null where there are none to share, or less than none. */
  readonly share: DecimalText | null;
  readonly change: DecimalText | null;
  /** null for who sees an index. */
  readonly sales: number | null;
}

export interface MonthBar {
  readonly month: CalendarDay;
  readonly earned: DecimalText;
  readonly reversed: DecimalText;
  readonly net: DecimalText;
  readonly previousYearNet: DecimalText | null;
  readonly isOpen: boolean;
}

/** The figures of each of `days`, all networks together; a day without rows is a day with nothing. */
export function figuresByDay(rows: readonly NetworkFigures[], days: readonly CalendarDay[]): Figures[] {
  const byDay = Map.groupBy(rows, (row) => row.day);
  return days.map((day) => addFigures(byDay.get(day) ?? []));
}

export interface TrendInput {
  readonly zone: string;
  readonly days: readonly CalendarDay[];
  /** Of each of `days`, all networks together, and of as many days before. */
  readonly totals: readonly Figures[];
  readonly before: readonly Figures[];
  readonly current: readonly NetworkFigures[];
  readonly accounts: readonly CoveredAccount[];
}

export function trendOf({
  zone,
  days,
  totals,
  before,
  current,
  accounts,
}: TrendInput): readonly TrendPoint[] {
  const rows = Map.groupBy(current, (row) => row.day);
  const gaps = accounts.map((covered) => ({ covered, since: missingSince(covered, zone) }));
  return days.map((day, index) => ({
    day,
    earnings: earnings(totals[index] ?? NO_FIGURES),
    sales: totals[index]?.sales ?? 0,
    previous: earnings(before[index] ?? NO_FIGURES),
    byNetwork: (rows.get(day) ?? []).map((row) => ({ network: row.network, earnings: earnings(row) })),
    notRead: gaps
      .filter(({ since }) => since !== null && day >= since)
      .map(({ covered }) => ({ network: covered.account.network, label: covered.account.label })),
  }));
}

export function figuresByNetwork(rows: readonly NetworkFigures[]): Map<NetworkId, Figures> {
  const groups = Map.groupBy(rows, (row) => row.network);
  return new Map([...groups].map(([network, parts]) => [network, addFigures(parts)]));
}

/** Networks by Earnings, largest first. `networks` names those to show even without a sale. */
export function sharesOf(
  current: ReadonlyMap<NetworkId, Figures>,
  previous: ReadonlyMap<NetworkId, Figures>,
  networks: readonly NetworkId[],
): readonly NetworkShare[] {
  const total = sumDecimals([...current.values()].map(earnings));
  const isShared = compareDecimals(total, '0') > 0;
  const shares = [...new Set([...networks, ...current.keys()])].map((network) => {
    const figures = current.get(network) ?? NO_FIGURES;
    const before = previous.get(network);
    const value = earnings(figures);
    return {
      network,
      earnings: value,
      share: isShared ? divideDecimals(value, total, 4) : null,
      change: before ? relativeChange(value, earnings(before)) : null,
      sales: figures.sales,
    };
  });
  return shares.sort((a, b) => compareDecimals(b.earnings, a.earnings));
}

/** Twelve months of the year of `today`, beside the same months a year earlier. */
export function monthsOf(rows: readonly NetworkFigures[], today: CalendarDay): readonly MonthBar[] {
  const byMonth = Map.groupBy(rows, (row) => row.day);
  const january = calendarDay(`${today.slice(0, 4)}-01-01`);
  return Array.from({ length: 12 }, (_, index) => {
    const month = addMonths(january, index);
    const figures = addFigures(byMonth.get(month) ?? []);
    const lastYear = byMonth.get(addMonths(month, -12));
    return {
      month,
      earned: figures.earned,
      reversed: figures.reversed,
      net: earnings(figures),
      previousYearNet: lastYear ? earnings(addFigures(lastYear)) : null,
      isOpen: month <= today && today < addMonths(month, 1),
    };
  });
}
