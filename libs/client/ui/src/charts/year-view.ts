import type { ChartTone, TwinTable } from './chart-network';

export interface YearMonth {
  /** "Jan", and "J" where there is no room. */
  readonly label: string;
  readonly shortLabel: string;
  readonly title: string;
  /** Chart coordinates; null for a month that has not begun. */
  readonly earned: number | null;
  readonly reversed: number | null;
  readonly net: number | null;
  readonly previousNet: number | null;
  readonly earnedText: string;
  readonly reversedText: string;
  readonly netText: string;
  /** Stands on the bar, short: "€63.1k". */
  readonly netLabel: string;
  readonly previousText: string | null;
  readonly isOpen: boolean;
}

export interface YearView {
  readonly heading: string;
  readonly months: readonly YearMonth[];
  readonly toDateText: string;
  readonly change: { readonly text: string; readonly tone: ChartTone; readonly rises: boolean } | null;
  /** For example "vs €405,650 to 20 Nov 2025". */
  readonly comparedWith: string | null;
  /** For example "Net 2025"; null when nothing is stored for the year before. */
  readonly previousLabel: string | null;
  readonly summary: string;
  readonly table: TwinTable;
  readonly axisMoney: (value: number) => string;
}
