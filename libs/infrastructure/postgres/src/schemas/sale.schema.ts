import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicies } from './tenant-policies';

export const money = () => p.decimal().precision(19).scale(4);

/** Spread by agency: one agency's rows sit in one partition, and UNIQUE (agency, account, order) stays valid. */
export const PARTITIONS = 16;

/*
 * No index but the primary key starts with (agency, account): two that do look alike to a planner without statistics,
 * and it takes the wrong one.
 */

/** What a sale says, now or in an older version. */
export const saleFacts = () => ({
  network: p.text(),
  orderNumber: p.text(),
  linkKey: p.text(),
  state: p.text(),
  status: p.text(),
  amount: money().nullable(),
  currency: p.text(),
  commission: money().nullable(),
  commissionCurrency: p.text(),
  productId: p.text().nullable(),
  productName: p.text().nullable(),
  isRebill: p.boolean(),
  saleDate: p.datetime(6),
});

/** What a reversal says, now or in an older version. */
export const reversalFacts = () => ({
  network: p.text(),
  linkKey: p.text(),
  kind: p.text(),
  amount: money().nullable(),
  currency: p.text(),
  commission: money().nullable(),
  commissionCurrency: p.text(),
  reversedAt: p.datetime(6),
  observed: p.boolean(),
  /** Null until its sale is known. */
  externalOrderId: p.text().nullable(),
  /** Its sale's date, repeated here so that figures by sale date need no join. */
  saleDate: p.datetime(6).nullable(),
  /** Its sale's status, repeated for the same reason. Null until its sale is known. */
  saleStatus: p.text().nullable(),
});

export const SaleSchema = defineEntity({
  name: 'SaleRow',
  tableName: 'sale',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    externalOrderId: p.text().primary(),
    ...saleFacts(),
    reversedAmount: money().defaultRaw('0'),
    reversedCommission: money().defaultRaw('0'),
    /** Some refund or chargeback is linked to it. */
    hasRefund: p.boolean().default(false),
    createdByRun: p.uuid().nullable(),
    /** When the network told what the row says. Null: when it last changed. */
    toldAt: p.datetime(6).nullable(),
    toldByRun: p.uuid().nullable(),
    firstSeenAt: p.datetime(6).defaultRaw('now()'),
    changedAt: p.datetime(6).defaultRaw('now()'),
  },
  indexes: [
    { name: 'sale_link_index', properties: ['agencyId', 'linkKey', 'accountId'] },
    { name: 'sale_date_index', properties: ['agencyId', 'saleDate', 'accountId', 'externalOrderId'] },
  ],
  partitionBy: { type: 'hash', expression: ['agencyId'], partitions: PARTITIONS },
  ...tenantPolicies,
});

export const ReversalSchema = defineEntity({
  name: 'ReversalRow',
  tableName: 'reversal',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    externalReversalId: p.text().primary(),
    ...reversalFacts(),
    /** False when its sale's gross is unknown: then what was given back of it is no part of the known gross. */
    saleTellsAmount: p.boolean().default(true),
    createdByRun: p.uuid().nullable(),
    /** When the network told what the row says. Null: when it last changed. */
    toldAt: p.datetime(6).nullable(),
    toldByRun: p.uuid().nullable(),
    firstSeenAt: p.datetime(6).defaultRaw('now()'),
    changedAt: p.datetime(6).defaultRaw('now()'),
  },
  indexes: [
    { name: 'reversal_link_index', properties: ['agencyId', 'linkKey', 'accountId'] },
    { name: 'reversal_order_index', properties: ['agencyId', 'externalOrderId', 'accountId'] },
    { name: 'reversal_date_index', properties: ['agencyId', 'reversedAt'] },
    { name: 'reversal_sale_date_index', properties: ['agencyId', 'saleDate'] },
  ],
  partitionBy: { type: 'hash', expression: ['agencyId'], partitions: PARTITIONS },
  ...tenantPolicies,
});
