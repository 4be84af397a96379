import { defineEntity, p } from '@mikro-orm/core';
import { foldedSums } from './folded-sums';
import { tenantPolicies } from './tenant-policies';

/** A month that was folded: true as long as zone, currency and rates are these and no account of it is stale. */
export const MonthFoldSchema = defineEntity({
  name: 'MonthFoldRow',
  tableName: 'month_fold',
  properties: {
    agencyId: p.uuid().primary(),
    month: p.date().primary(),
    zone: p.text(),
    currency: p.text(),
    /** Revision of the month's exchange rates. */
    rates: p.bigint(),
  },
  ...tenantPolicies,
});

/** What an account came to in a month that is over, by one of the clocks, in the agency's currency. */
export const FoldedMonthSchema = defineEntity({
  name: 'FoldedMonthRow',
  tableName: 'folded_month',
  properties: {
    agencyId: p.uuid().primary(),
    clock: p.text().primary(),
    month: p.date().primary(),
    accountId: p.uuid().primary(),
    network: p.text(),
    ...foldedSums(),
  },
  ...tenantPolicies,
});

/** An account of which something changed in a month after it was folded. */
export const StaleMonthSchema = defineEntity({
  name: 'StaleMonthRow',
  tableName: 'stale_month',
  properties: {
    agencyId: p.uuid().primary(),
    month: p.date().primary(),
    accountId: p.uuid().primary(),
  },
  ...tenantPolicies,
});

/** Counts up whenever a rate that a day of the month is converted with is saved. */
export const ExchangeRateMonthSchema = defineEntity({
  name: 'ExchangeRateMonthRow',
  tableName: 'exchange_rate_month',
  properties: {
    month: p.date().primary(),
    revision: p.bigint(),
  },
});
