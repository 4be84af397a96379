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

/**
 * An index for those who ask for its second column. Every index begins with the agency, and to a planner without statistics
 * one is as good as another, whatever else it knows: so each says which rows it is for.
 */
function servesOnly(
  table: 'sale' | 'reversal',
  name: string,
  columns: readonly [string, string, ...string[]],
) {
  const [, told] = columns;
  const list = columns.map((column) => `"${column}"`).join(', ');
  return { name, expression: `create index "${name}" on "${table}" (${list}) where "${told}" is not null` };
}

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
    servesOnly('sale', 'sale_link_index', ['agency_id', 'link_key', 'account_id']),
    servesOnly('sale', 'sale_date_index', ['agency_id', 'sale_date', 'account_id', 'external_order_id']),
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
    servesOnly('reversal', 'reversal_link_index', ['agency_id', 'link_key', 'account_id']),
    servesOnly('reversal', 'reversal_order_index', ['agency_id', 'external_order_id', 'account_id']),
    servesOnly('reversal', 'reversal_date_index', ['agency_id', 'reversed_at']),
    servesOnly('reversal', 'reversal_sale_date_index', ['agency_id', 'sale_date']),
  ],
  partitionBy: { type: 'hash', expression: ['agencyId'], partitions: PARTITIONS },
  ...tenantPolicies,
});
