import { defineEntity, p } from '@mikro-orm/core';
import { foldedSums } from './folded-sums';
import { tenantPolicies } from './tenant-policies';

/** A day that was folded: true as long as zone, currency and rates are these and no account of it is stale. */
export const DayFoldSchema = defineEntity({
  name: 'DayFoldRow',
  tableName: 'day_fold',
  properties: {
    agencyId: p.uuid().primary(),
    day: p.date().primary(),
    zone: p.text(),
    currency: p.text(),
    /** Revision of the exchange rates of its month. */
    rates: p.bigint(),
    /** Not where a commission of the day could not be converted: who asks wants to know which. */
    isWhole: p.boolean().default(true),
  },
  ...tenantPolicies,
});

/** What the accounts of a network came to on a day, by one of the clocks, in the agency's currency. */
export const FoldedDaySchema = defineEntity({
  name: 'FoldedDayRow',
  tableName: 'folded_day',
  properties: {
    agencyId: p.uuid().primary(),
    clock: p.text().primary(),
    day: p.date().primary(),
    network: p.text().primary(),
    ...foldedSums(),
  },
  ...tenantPolicies,
});

/** An account of which something changed on a day after it was folded. */
export const StaleDaySchema = defineEntity({
  name: 'StaleDayRow',
  tableName: 'stale_day',
  properties: {
    agencyId: p.uuid().primary(),
    day: p.date().primary(),
    accountId: p.uuid().primary(),
  },
  ...tenantPolicies,
});
