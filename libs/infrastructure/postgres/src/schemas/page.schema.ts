import { defineEntity, p } from '@mikro-orm/core';

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
  },
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
});
