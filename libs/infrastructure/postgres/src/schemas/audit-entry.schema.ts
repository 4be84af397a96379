import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicies } from './tenant-policies';

/** Only added to: a trigger refuses every change. */
export const AuditEntrySchema = defineEntity({
  name: 'AuditEntryRow',
  tableName: 'audit_entry',
  properties: {
    agencyId: p.uuid().primary(),
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    at: p.datetime(6).defaultRaw('clock_timestamp()'),
    actorKind: p.text(),
    actorId: p.uuid().nullable(),
    actorLabel: p.text(),
    address: p.text().nullable(),
    userAgent: p.text().nullable(),
    action: p.text(),
    targetKind: p.text().nullable(),
    targetId: p.text().nullable(),
    targetLabel: p.text().nullable(),
    outcome: p.text(),
    reason: p.text().nullable(),
    before: p.json().nullable(),
    after: p.json().nullable(),
  },
  indexes: [{ name: 'audit_entry_by_time', properties: ['agencyId', 'at', 'id'] }],
  ...tenantPolicies,
});
