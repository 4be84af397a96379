import { defineEntity, p } from '@mikro-orm/core';
import { tenantPolicies } from './tenant-policies';

const count = () => p.integer().default(0);
const sum = () => p.decimal().columnType('numeric').defaultRaw('0');

/** Sales of one day of the agency, summed; the triggers on `sale` keep it exact. A cell without a sale has no row. */
export const DailySalesSchema = defineEntity({
  name: 'DailySalesRow',
  tableName: 'daily_sales',
  properties: {
    agencyId: p.uuid().primary(),
    day: p.date().primary(),
    accountId: p.uuid().primary(),
    currency: p.text().primary(),
    commissionCurrency: p.text().primary(),
    network: p.text(),
    pendingCount: count(),
    pendingCommission: sum(),
    pendingGross: sum(),
    pendingGrossKnown: count(),
    /** Of pending sales whose commission is known. */
    pendingReversed: sum(),
    completedCount: count(),
    completedCommission: sum(),
    completedGross: sum(),
    completedGrossKnown: count(),
    /** Partly refunded. */
    completedReversedCount: count(),
    refundedCount: count(),
    refundedCommission: sum(),
    refundedGross: sum(),
    refundedGrossKnown: count(),
    chargebackCount: count(),
    chargebackCommission: sum(),
    chargebackGross: sum(),
    chargebackGrossKnown: count(),
  },
  ...tenantPolicies,
});

const reversed = () => ({
  network: p.text(),
  unlinkedCount: count(),
  unlinkedCommission: sum(),
  unlinkedGross: sum(),
  completedCount: count(),
  completedCommission: sum(),
  completedGross: sum(),
  refundedCount: count(),
  refundedCommission: sum(),
  refundedGross: sum(),
  chargebackCount: count(),
  chargebackCommission: sum(),
  chargebackGross: sum(),
});

/**
 * Reversals by the day of their sale and their own day, summed per status of the sale; those of pending sales moved
 * no money and are not counted. Gross without voids and without sales whose gross is unknown.
 */
export const DailyReversalsSchema = defineEntity({
  name: 'DailyReversalsRow',
  tableName: 'daily_reversals',
  properties: {
    agencyId: p.uuid().primary(),
    /** Of an unlinked reversal: its own day. */
    saleDay: p.date().primary(),
    eventDay: p.date().primary(),
    accountId: p.uuid().primary(),
    currency: p.text().primary(),
    commissionCurrency: p.text().primary(),
    ...reversed(),
  },
  indexes: [{ name: 'daily_reversals_event_index', properties: ['agencyId', 'eventDay'] }],
  ...tenantPolicies,
});

/** The same by the day of their sale alone: nearly every reversal has a cell of its own there, and few have here. */
export const DailyRefundsSchema = defineEntity({
  name: 'DailyRefundsRow',
  tableName: 'daily_refunds',
  properties: {
    agencyId: p.uuid().primary(),
    /** Of an unlinked reversal: its own day. */
    saleDay: p.date().primary(),
    accountId: p.uuid().primary(),
    currency: p.text().primary(),
    commissionCurrency: p.text().primary(),
    ...reversed(),
  },
  ...tenantPolicies,
});
