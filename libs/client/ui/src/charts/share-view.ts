import type { ChartNetwork, ChartTone, TwinTable } from './chart-network';

export interface ShareRow {
  readonly network: ChartNetwork;
  /** Chart coordinate. */
  readonly value: number;
  readonly text: string;
  /** For example "28.7%"; empty when the total is zero. */
  readonly shareText: string;
  readonly change: { readonly text: string; readonly tone: ChartTone; readonly rises: boolean } | null;
  /** Said instead of a change, for example "to 18 Nov" when it was read only until then. */
  readonly note: string | null;
}

export interface ShareView {
  /** For example "of Earnings". */
  readonly caption: string;
  /** Largest first. */
  readonly rows: readonly ShareRow[];
  /** Stands in the middle of the donut. */
  readonly totalText: string;
  readonly summary: string;
  readonly table: TwinTable;
}
