export interface AxisScale {
  /** The lowest and highest drawn value; with room to breathe, so not round themselves. */
  readonly min: number;
  readonly max: number;
  /** Round numbers, zero among them: a grid line each. */
  readonly ticks: readonly number[];
}

const NICE_STEPS = [1, 2, 2.5, 5, 10] as const;
/** How many steps would be ideal, and how much finer than that is still calm. */
const WANTED_STEPS = 3.5;
const FINER = 0.8;
const ROOM_ABOVE = 1.06;
const ROOM_BELOW = 1.3;

/**
 * Round grid lines, about three or four, always from zero.
 * Chart coordinates, so plain numbers are fine here; money in words never passes through.
 */
export function niceScale(values: readonly number[]): AxisScale {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  if (high === low) return { min: 0, max: 1, ticks: [0] };
  const interval = niceStep(((high - low) / WANTED_STEPS) * FINER);
  const [min, max] = [low * ROOM_BELOW, high * ROOM_ABOVE];
  const first = Math.ceil(min / interval);
  const count = Math.floor(max / interval) - first + 1;
  const ticks = Array.from({ length: count }, (_, index) => (first + index) * interval);
  return { min, max, ticks };
}

function niceStep(least: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(least));
  const step = NICE_STEPS.find((candidate) => candidate * magnitude >= least) ?? 10;
  return step * magnitude;
}

/** The value axis of a scale: lines and labels at its ticks only. */
export function valueAxis(scale: AxisScale, money: (value: number) => string): object {
  return {
    type: 'value',
    min: scale.min,
    max: scale.max,
    axisTick: { show: false, customValues: scale.ticks },
    axisLabel: { customValues: scale.ticks, formatter: money, margin: 8 },
  };
}

const CHARACTER_PX = 6.6;
const AXIS_GAP_PX = 10;

/** Room for the longest label left of the plot, in pixels. */
export function axisGutter(scale: AxisScale, money: (value: number) => string): number {
  const longest = Math.max(...scale.ticks.map((tick) => money(tick).length));
  return Math.ceil(longest * CHARACTER_PX) + AXIS_GAP_PX;
}
