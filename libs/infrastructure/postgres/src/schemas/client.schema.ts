import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicies } from './tenant-policies';

export const ClientSchema = defineEntity({
  name: 'ClientRow',
  tableName: 'client',
  properties: {
    agencyId: p.uuid().primary(),
    id: p.uuid().primary(),
    name: p.text(),
    createdAt: p.datetime(6).defaultRaw('now()'),
  },
  uniques: [
    {
      name: 'client_name_unique',
      expression: 'create unique index "client_name_unique" on "client" ("agency_id", lower("name"))',
    },
  ],
  ...tenantPolicies,
});

/** Whose accounts a login of the role `client` sees. */
export const MemberClientSchema = defineEntity({
  name: 'MemberClientRow',
  tableName: 'member_client',
  properties: {
    agencyId: p.uuid().primary(),
    memberId: p.uuid().primary(),
    clientId: p.uuid().primary(),
  },
  ...tenantPolicies,
});
