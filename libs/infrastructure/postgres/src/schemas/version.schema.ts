import { defineEntity, p } from '@mikro-orm/core';
import { money, PARTITIONS, reversalFacts, saleFacts } from './sale.schema';
import { tenantPolicies } from './tenant-policies';

/** Shown in [validFrom, validUntil). Written by triggers only, never changed afterwards. */
const shown = () => ({
  validFrom: p.datetime(6).primary(),
  validUntil: p.datetime(6),
  /** The row was deleted at `validUntil`. */
  isRemoved: p.boolean(),
  replacedByRun: p.uuid().nullable(),
  /** Of the account, before that run: the network changed it between the two. */
  lastGoodSyncAt: p.datetime(6).nullable(),
});

/** What a sale was before it changed or was removed. */
export const SaleVersionSchema = defineEntity({
  name: 'SaleVersionRow',
  tableName: 'sale_version',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    externalOrderId: p.text().primary(),
    ...shown(),
    ...saleFacts(),
    reversedAmount: money(),
    reversedCommission: money(),
    hasRefund: p.boolean(),
  },
  indexes: [
    {
      name: 'sale_version_until_index',
      properties: ['agencyId', 'validUntil', 'accountId', 'externalOrderId'],
    },
  ],
  partitionBy: { type: 'hash', expression: ['agencyId'], partitions: PARTITIONS },
  ...tenantPolicies,
});

/** What a reversal was before it changed or was withdrawn. */
export const ReversalVersionSchema = defineEntity({
  name: 'ReversalVersionRow',
  tableName: 'reversal_version',
  properties: {
    agencyId: p.uuid().primary(),
    accountId: p.uuid().primary(),
    externalReversalId: p.text().primary(),
    ...shown(),
    ...reversalFacts(),
    saleTellsAmount: p.boolean(),
  },
  indexes: [
    {
      name: 'reversal_version_until_index',
      properties: ['agencyId', 'validUntil', 'accountId', 'externalReversalId'],
    },
    { name: 'reversal_version_order_index', properties: ['agencyId', 'externalOrderId', 'accountId'] },
  ],
  partitionBy: { type: 'hash', expression: ['agencyId'], partitions: PARTITIONS },
  ...tenantPolicies,
});
