import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicies } from './tenant-policies';

export const SyncRunSchema = defineEntity({
  name: 'SyncRunRow',
  tableName: 'sync_run',
  properties: {
    agencyId: p.uuid().primary(),
    id: p.uuid().primary(),
    accountId: p.uuid(),
    network: p.text(),
    triggeredBy: p.text(),
    tier: p.text(),
    windowFrom: p.datetime(6),
    windowTo: p.datetime(6),
    outcome: p.text(),
    startedAt: p.datetime(6).defaultRaw('now()'),
    finishedAt: p.datetime(6).nullable(),
    pages: p.integer().default(0),
    created: p.integer().default(0),
    changed: p.integer().default(0),
    unchanged: p.integer().default(0),
    quarantined: p.integer().default(0),
    errorKind: p.text().nullable(),
    errorMessage: p.text().nullable(),
    warningKind: p.text().nullable(),
    warningMessage: p.text().nullable(),
    /** The claim it reads under; null for what reads no network. */
    claimNumber: p.integer().nullable(),
  },
  indexes: [
    { name: 'sync_run_started_index', properties: ['agencyId', 'startedAt'] },
    { name: 'sync_run_account_index', properties: ['agencyId', 'accountId', 'startedAt'] },
  ],
  ...tenantPolicies,
});
