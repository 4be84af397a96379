export interface SparklineSize {
  readonly width: number;
  readonly height: number;
  /** Keeps the stroke and the hollow point inside. */
  readonly inset: number;
}

export interface SparklinePaths {
  /** Closed days. */
  readonly line: string;
  /** From the last closed day to the open one; empty when no day is open. */
  readonly open: string;
  readonly area: string;
  readonly previous: string;
  /** The last point, in percent of the box. */
  readonly end: { readonly left: number; readonly top: number } | null;
}

export interface SparklineValues {
  readonly values: readonly number[];
  readonly previous: readonly number[];
  readonly isOpen: boolean;
  /** The headline starts at zero because it is filled; small lines show shape only. */
  readonly fromZero: boolean;
}

type Point = readonly [number, number];

/** Straight lines through every value; the open day is kept apart so that it can be dotted. */
export function sparklinePaths(input: SparklineValues, size: SparklineSize): SparklinePaths {
  const all = [...input.values, ...input.previous, ...(input.fromZero ? [0] : [])];
  const scale = { low: Math.min(...all), high: Math.max(...all), count: input.values.length };
  const points = place(input.values, scale, size);
  const closed = input.isOpen ? points.slice(0, -1) : points;
  const last = points.at(-1);
  if (last === undefined) return { line: '', open: '', area: '', previous: '', end: null };
  const floor = size.height;
  const [first, lastClosed] = [closed[0], closed.at(-1)];
  return {
    line: path(closed),
    open: input.isOpen && lastClosed !== undefined ? path([lastClosed, last]) : '',
    area:
      first === undefined || lastClosed === undefined
        ? ''
        : `${path(closed)} L${lastClosed[0]} ${floor} L${first[0]} ${floor} Z`,
    previous: path(place(input.previous, scale, size)),
    end: { left: (last[0] / size.width) * 100, top: (last[1] / size.height) * 100 },
  };
}

function place(
  values: readonly number[],
  scale: { readonly low: number; readonly high: number; readonly count: number },
  size: SparklineSize,
): readonly Point[] {
  const across = size.width - 2 * size.inset;
  const down = size.height - 2 * size.inset;
  const span = scale.high - scale.low;
  return values.map((value, index) => [
    round(size.inset + (scale.count < 2 ? across : (index / (scale.count - 1)) * across)),
    round(size.inset + (span === 0 ? 0.5 : (scale.high - value) / span) * down),
  ]);
}

function path(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(' ');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
