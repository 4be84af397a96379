/** As many may well have been withdrawn, or lie at the very edge of a window. */
const A_HANDFUL = 5;

/**
 * Whether an answer without a row contradicts what is stored: more than a handful of sales in the same window. Nothing
 * is deleted for it, but nobody should take it for "no sales" either.
 */
export function contradictsStored(answer: { readonly rows: number; readonly storedSales: number }): boolean {
  return answer.rows === 0 && answer.storedSales > A_HANDFUL;
}
