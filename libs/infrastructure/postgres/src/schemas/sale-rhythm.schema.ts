import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicies } from './tenant-policies';

/** How often an account sells: counted once a day, so that nobody has to count when the page is shown. */
export const SaleRhythmSchema = defineEntity({
  name: 'SaleRhythmRow',
  tableName: 'sale_rhythm',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    lastSaleAt: p.datetime(6).nullable(),
    /** The first hour of `hours`. */
    hoursFrom: p.datetime(6).nullable(),
    /** Sales of each hour up to the last sale. */
    hours: p.json<readonly number[]>().nullable(),
    countedAt: p.datetime(6).nullable(),
  },
  ...tenantPolicies,
});
