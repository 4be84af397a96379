import type { ChartNetwork, ChartTone, TwinTable } from './chart-network';

/** One network on one day. */
export interface TrendNetworkValue {
  readonly code: string;
  /** Chart coordinate; null where the network was not read. */
  readonly value: number | null;
  readonly text: string;
}

/** One day, with its words ready: the chart places, it does not format. */
export interface TrendDay {
  readonly axisLabel: string;
  /** Heads the tooltip, for example "Fri 30 Oct". */
  readonly title: string;
  readonly salesText: string;
  /** Chart coordinate; null where nothing at all was read. */
  readonly value: number | null;
  readonly text: string;
  readonly previous: { readonly value: number; readonly title: string; readonly text: string } | null;
  readonly change: { readonly text: string; readonly tone: ChartTone } | null;
  readonly networks: readonly TrendNetworkValue[];
  /** Names of what was not read on this day. */
  readonly notRead: readonly string[];
}

export interface TrendView {
  readonly days: readonly TrendDay[];
  readonly networks: readonly ChartNetwork[];
  /** Legend: the period, its total; the comparison, its total. */
  readonly current: { readonly label: string; readonly text: string };
  readonly previous: { readonly label: string; readonly text: string } | null;
  /** Set while the last day has not ended, for example "€940 so far". */
  readonly openLabel: string | null;
  /** For example "JVZoo not read since 18 Nov". */
  readonly notReadNote: string | null;
  /** The spoken summary. */
  readonly summary: string;
  readonly table: TwinTable;
  /** Short money for the axis, for example "€2k". */
  readonly axisMoney: (value: number) => string;
}

export type TrendMode = 'total' | 'network';
