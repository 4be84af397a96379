import { p } from '@mikro-orm/core';

/** What was booked, in the agency's currency: the same for a day and for a month. */
export const foldedSums = () => ({
  earned: p.decimal().columnType('numeric'),
  reversed: p.decimal().columnType('numeric'),
  pending: p.decimal().columnType('numeric'),
  gross: p.decimal().columnType('numeric'),
  refundedGross: p.decimal().columnType('numeric'),
  sales: p.integer(),
  pendingSales: p.integer(),
  grossKnownSales: p.integer(),
  reversedSales: p.integer(),
  chargebackSales: p.integer(),
});
