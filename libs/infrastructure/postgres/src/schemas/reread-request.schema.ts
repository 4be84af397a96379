import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicies } from './tenant-policies';

/** A span of time that waits to be read again at the network. */
export const RereadRequestSchema = defineEntity({
  name: 'RereadRequestRow',
  tableName: 'reread_request',
  properties: {
    agencyId: p.uuid().primary(),
    id: p.uuid().primary(),
    accountId: p.uuid(),
    windowFrom: p.datetime(6),
    windowTo: p.datetime(6),
    triggeredBy: p.text(),
    /** Null when no person asked. */
    requestedBy: p.uuid().nullable(),
    requestedAt: p.datetime(6).defaultRaw('now()'),
  },
  indexes: [{ name: 'reread_request_account_index', properties: ['agencyId', 'accountId', 'requestedAt'] }],
  ...tenantPolicies,
});
