import type { NormalizedRow } from '@tributary/ports';

const NOTHING: NormalizedRow = {
  sales: [],
  reversals: [],
  dailyTotals: [],
  reversalsAreComplete: false,
  neverPaid: [],
};

/**
 * The parts of a row that are true or outdated each by itself. A row that tells all reversals of its sales is one
 * fact: half of it would take back what its other half tells.
 */
export function factsOf(row: NormalizedRow): readonly NormalizedRow[] {
  if (row.reversalsAreComplete) return [row];
  const isBooking = row.isBooking === true;
  return [
    ...row.sales.map((sale) => ({ ...NOTHING, isBooking, sales: [sale] })),
    ...row.reversals.map((reversal) => ({ ...NOTHING, isBooking, reversals: [reversal] })),
    ...row.dailyTotals.map((total) => ({ ...NOTHING, dailyTotals: [total] })),
    ...row.neverPaid.map((order) => ({ ...NOTHING, neverPaid: [order] })),
  ];
}

/** What a page holds of these facts. */
export function pageOf(facts: readonly NormalizedRow[]) {
  return {
    sales: facts.flatMap((fact) => fact.sales),
    reversals: facts.flatMap((fact) => fact.reversals),
    dailyTotals: facts.flatMap((fact) => fact.dailyTotals),
    neverPaid: facts.flatMap((fact) => fact.neverPaid),
    completeLinkKeys: facts
      .filter((fact) => fact.reversalsAreComplete)
      .flatMap((fact) => fact.sales.map((sale) => sale.linkKey)),
    bookedLinkKeys: facts
      .filter((fact) => fact.isBooking)
      .flatMap((fact) => [...fact.sales, ...fact.reversals].map((one) => one.linkKey)),
  };
}
