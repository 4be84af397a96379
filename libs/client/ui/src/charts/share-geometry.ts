import type { ChartNetwork } from './chart-network';
import type { ShareRow } from './share-view';

export interface StackPart {
  readonly network: ChartNetwork;
  /** 0 to 100. */
  readonly percent: number;
}

export interface DivergingBar {
  /** All in percent of the column: where the bar begins, how long it is, where zero stands. */
  readonly start: number;
  readonly length: number;
  readonly zero: number;
  readonly isNegative: boolean;
}

/** A share of a whole exists only while no part is below zero. */
export function isWhole(rows: readonly ShareRow[]): boolean {
  return rows.every((row) => row.value >= 0) && rows.some((row) => row.value > 0);
}

export function stackParts(rows: readonly ShareRow[]): readonly StackPart[] {
  const positive = rows.filter((row) => row.value > 0);
  const total = positive.reduce((sum, row) => sum + row.value, 0);
  return positive.map((row) => ({ network: row.network, percent: (row.value / total) * 100 }));
}

/** Bars to both sides of one zero line, on one scale. */
export function divergingBars(rows: readonly ShareRow[]): readonly DivergingBar[] {
  const values = rows.map((row) => row.value);
  const low = Math.min(0, ...values);
  const span = Math.max(0, ...values) - low;
  const zero = span === 0 ? 0 : (-low / span) * 100;
  return values.map((value) => {
    const length = span === 0 ? 0 : (Math.abs(value) / span) * 100;
    return { start: value < 0 ? zero - length : zero, length, zero, isNegative: value < 0 };
  });
}
