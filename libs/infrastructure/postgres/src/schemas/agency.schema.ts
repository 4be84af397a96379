import { defineEntity, p } from '@mikro-orm/core';
import type { AgencyKind } from '@tributary/domain';
import { agencyPolicies } from './tenant-policies';

/** The tenant. Every other tenant table's keys start with its id. */
export const AgencySchema = defineEntity({
  name: 'AgencyRow',
  tableName: 'agency',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    reportingCurrency: p.text(),
    timeZone: p.text(),
    locale: p.text(),
    kind: p.text().$type<AgencyKind>().default('customer'),
    suspendedAt: p.datetime(6).nullable(),
    /** Null: kept as long as the agency is there. */
    personalDataMonths: p.integer().nullable(),
    requiresTwoFactor: p.boolean().default(false),
    createdAt: p.datetime(6).defaultRaw('now()'),
  },
  uniques: [
    {
      name: 'agency_platform_unique',
      expression: `create unique index "agency_platform_unique" on "agency" ("kind") where "kind" = 'platform'`,
    },
  ],
  ...agencyPolicies,
});
