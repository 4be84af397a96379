/** Who a mark belongs to. The slot is 1-based and decides hue and pattern; slots past 8 share the reserve grey. */
export interface ChartNetwork {
  readonly code: string;
  readonly name: string;
  readonly monogram: string;
  readonly slot: number;
}

/** The same figures as a table, for everybody who reads better than looks. */
export interface TwinTable {
  readonly caption: string;
  /** The first column names the row, all others are figures. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type ChartTone = 'good' | 'bad' | 'neutral';

/** The slot whose tokens exist: networks after the eighth wear the grey of the seventh. */
export function paletteSlot(slot: number): number {
  return slot >= 1 && slot <= 8 ? slot : 7;
}
