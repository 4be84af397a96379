interface Dated {
  readonly at: number;
}

/** Number of rows dated at or before the instant, in rows sorted by date. */
export function countUntil(rows: readonly Dated[], instant: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.at ?? Number.POSITIVE_INFINITY) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The rows that have happened by `now`: without a look at each, for a million of them are paged through. */
export function until<Row extends Dated>(rows: readonly Row[], now: number): readonly Row[] {
  const count = countUntil(rows, now);
  return count === rows.length ? rows : rows.slice(0, count);
}
