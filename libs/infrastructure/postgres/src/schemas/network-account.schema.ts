import { defineEntity, p } from '@mikro-orm/core';

export const NetworkAccountSchema = defineEntity({
  name: 'NetworkAccountRow',
  tableName: 'network_account',
  properties: {
    agencyId: p.uuid().primary(),
    id: p.uuid().primary(),
    network: p.text(),
    label: p.text(),
    isPaused: p.boolean().default(false),
    credentialsSealed: p.blob(),
    credentialHints: p.json<Readonly<Record<string, string>>>(),
    identityHash: p.text(),
    backfillFrom: p.datetime(6),
    checkpoint: p.datetime(6).nullable(),
    lastWarmAt: p.datetime(6).nullable(),
    lastColdAt: p.datetime(6).nullable(),
    lastGoodSyncAt: p.datetime(6).nullable(),
    nextDueAt: p.datetime(6),
    claimedJobId: p.text().nullable(),
    failureKind: p.text().nullable(),
    failureMessage: p.text().nullable(),
    failureSince: p.datetime(6).nullable(),
    failureAttempts: p.integer().default(0),
    createdAt: p.datetime(6).defaultRaw('now()'),
  },
  uniques: [{ name: 'network_account_identity_unique', properties: ['agencyId', 'network', 'identityHash'] }],
  // The scheduler asks for the due accounts of all agencies.
  indexes: [
    {
      name: 'network_account_due_index',
      expression:
        'create index "network_account_due_index" on "network_account" ("next_due_at") where not "is_paused"',
    },
  ],
});
