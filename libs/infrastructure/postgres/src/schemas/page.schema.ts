import { defineEntity, p } from '@mikro-orm/core';
import { sealedIndex } from '../sealed/sealed-column';
import { directoryPolicies, tenantPolicies } from './tenant-policies';

/** A network's page as it was read: compressed with zstd, then sealed. */
export const RawPageSchema = defineEntity({
  name: 'RawPageRow',
  tableName: 'raw_page',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    hash: p.text().primary(),
    content: p.blob(),
    runId: p.uuid(),
    firstSeenAt: p.datetime(6).defaultRaw('now()'),
  },
  indexes: [sealedIndex('raw_page', 'content')],
  ...directoryPolicies,
});

/** When a kept page was last read: apart from the page, so that reading it again writes nothing big. */
export const RawPageSightingSchema = defineEntity({
  name: 'RawPageSightingRow',
  tableName: 'raw_page_sighting',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    hash: p.text().primary(),
    /** Out of one sequence, taken while the account is locked: the greatest is the page that was read last. */
    sighting: p.bigint(),
    seenAt: p.datetime(6),
    readingBeganAt: p.datetime(6),
    /** How many sales and reversals it tells; null when it has to be read each time. */
    told: p.integer().nullable(),
    /** The version of the program that read it last. */
    readBy: p.text().nullable(),
  },
  ...tenantPolicies,
});

/** While an account's kept pages are read once more: which of them is the newest to tell a fact. */
export const RenormalisedFactSchema = defineEntity({
  name: 'RenormalisedFactRow',
  tableName: 'renormalised_fact',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    runId: p.uuid().primary(),
    fact: p.text().primary(),
    hash: p.text(),
    sighting: p.bigint(),
    firstToldAt: p.datetime(6),
  },
  ...tenantPolicies,
});

/** A row that could not be read without guessing, kept sealed until a fix reads it. */
export const QuarantinedRowSchema = defineEntity({
  name: 'QuarantinedRowRow',
  tableName: 'quarantined_row',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    hash: p.text().primary(),
    reason: p.text(),
    content: p.blob(),
    runId: p.uuid(),
    firstSeenAt: p.datetime(6).defaultRaw('now()'),
    resolvedAt: p.datetime(6).nullable(),
    /** The field its reason is about. */
    field: p.text().nullable(),
    /** The sale or reversal it tells of, where its ids alone tell. */
    externalId: p.text().nullable(),
    setAsideAt: p.datetime(6).defaultRaw('now()'),
    dismissedAt: p.datetime(6).nullable(),
    dismissedReason: p.text().nullable(),
    dismissedBy: p.text().nullable(),
  },
  indexes: [
    {
      name: 'quarantined_row_external_index',
      expression:
        'create index "quarantined_row_external_index" on "quarantined_row" ("agency_id", "external_id", "account_id") where "resolved_at" is null and "external_id" is not null',
    },
    sealedIndex('quarantined_row', 'content'),
  ],
  ...directoryPolicies,
});

/** A day's totals in the network's own words; for reconciliation and visits, never turned into sales. */
export const NetworkDailyTotalSchema = defineEntity({
  name: 'NetworkDailyTotalRow',
  tableName: 'network_daily_total',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    day: p.date().primary(),
    currency: p.text().primary(),
    zone: p.text(),
    network: p.text(),
    grossCommission: p.decimal().precision(19).scale(4).nullable(),
    voidedCommission: p.decimal().precision(19).scale(4).nullable(),
    netCommission: p.decimal().precision(19).scale(4).nullable(),
    conversions: p.integer().nullable(),
    reversals: p.integer().nullable(),
    visits: p.integer().nullable(),
    changedAt: p.datetime(6).defaultRaw('now()'),
  },
  indexes: [{ name: 'network_daily_total_day_index', properties: ['agencyId', 'day'] }],
  ...tenantPolicies,
});
