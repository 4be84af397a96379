import { defineEntity, p } from '@mikro-orm/core';
import { sealedIndex } from '../sealed/sealed-column';
import { accountPolicies } from './tenant-policies';

export const NetworkAccountSchema = defineEntity({
  name: 'NetworkAccountRow',
  tableName: 'network_account',
  properties: {
    agencyId: p.uuid().primary(),
    id: p.uuid().primary(),
    network: p.text(),
    /** Null: of the agency itself. */
    clientId: p.uuid().nullable(),
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
    /** Of the newest claim: whoever writes under an older one is late. */
    claimNumber: p.integer().default(0),
    failureKind: p.text().nullable(),
    failureMessage: p.text().nullable(),
    failureSince: p.datetime(6).nullable(),
    failureAttempts: p.integer().default(0),
    /** Of the newest attempt; `failureSince` is of the first. */
    failedAt: p.datetime(6).nullable(),
    /** Set while it is put off because its network answers nobody. */
    outageSince: p.datetime(6).nullable(),
    /** Set while the newest reading with an answer had no rows where sales are stored. */
    emptySince: p.datetime(6).nullable(),
    emptyMessage: p.text().nullable(),
    /**
     * Out of the sequence of the pages' sightings: pages that were seen after it say nothing else than what is stored, as
     * far as they tell sales and reversals. Kept by triggers.
     */
    lastChange: p.bigint().defaultRaw('0'),
    createdAt: p.datetime(6).defaultRaw('now()'),
  },
  uniques: [{ name: 'network_account_identity_unique', properties: ['agencyId', 'network', 'identityHash'] }],
  // The scheduler asks for the due accounts of all agencies.
  indexes: [
    {
      name: 'network_account_due_index',
      expression:
        'create index "network_account_due_index" on "network_account" ("next_due_at", "id") where not "is_paused"',
    },
    // Whether a network is down is asked over all agencies.
    {
      name: 'network_account_unavailable_index',
      expression: `create index "network_account_unavailable_index" on "network_account" ("network", "failed_at") where "failure_kind" = 'network-unavailable'`,
    },
    { name: 'network_account_network_index', properties: ['network'] },
    sealedIndex('network_account', 'credentials_sealed'),
  ],
  ...accountPolicies,
});
