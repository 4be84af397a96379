import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicies } from './tenant-policies';

/** When a member last looked at what moved. */
export const LastLookSchema = defineEntity({
  name: 'LastLookRow',
  tableName: 'last_look',
  properties: {
    agencyId: p.uuid().primary(),
    memberId: p.uuid().primary(),
    lookedAt: p.datetime(6),
  },
  ...tenantPolicies,
});
