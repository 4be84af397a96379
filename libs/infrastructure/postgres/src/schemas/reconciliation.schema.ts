import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicies } from './tenant-policies';

/** A day the network has stated; a currency without a total on it was stated as nothing. */
export const NetworkStatedDaySchema = defineEntity({
  name: 'NetworkStatedDayRow',
  tableName: 'network_stated_day',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    day: p.date().primary(),
    zone: p.text(),
    statedAt: p.datetime(6).defaultRaw('now()'),
  },
  ...tenantPolicies,
});

/** What the last comparison of an account found. */
export const ReconciliationSchema = defineEntity({
  name: 'ReconciliationRow',
  tableName: 'reconciliation',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    comparedAt: p.datetime(6).defaultRaw('now()'),
    checkedDays: p.integer(),
    differingDays: p.integer(),
    failure: p.text().nullable(),
  },
  ...tenantPolicies,
});
