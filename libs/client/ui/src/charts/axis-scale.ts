export interface AxisScale {
  readonly min: number;
  readonly max: number;
  readonly interval: number;
}

const NICE_STEPS = [1, 2, 2.5, 5, 10] as const;

/**
 * Round numbers with three or four grid lines that always hold zero.
 * Chart coordinates, so plain numbers are fine here; money in words never passes through.
 */
export function niceScale(values: readonly number[], lines = 4): AxisScale {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  if (high === low) return { min: 0, max: 1, interval: 1 };
  const rough = (high - low) / lines;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = NICE_STEPS.find((candidate) => candidate * magnitude >= rough * 0.999) ?? 10;
  const interval = step * magnitude;
  return {
    min: Math.floor(low / interval) * interval,
    max: Math.ceil(high / interval) * interval,
    interval,
  };
}
