import type { NetworkDescriptor, ReversalRow, SaleRow } from '@tributary/api-contract';
import type { SaleWords } from './sale-row-view';

/** Friday, 14:32 in Amsterdam. */
export const NOW = new Date('2026-11-20T13:32:00Z');

export function aSaleRow(change: Partial<SaleRow> = {}): SaleRow {
  return {
    accountId: 'account-1',
    orderId: 'HP2391845067',
    orderNumber: 'HP2391845067',
    network: 'hotmart',
    accountLabel: 'Northbank BR',
    productName: 'Inglês em 90 Dias',
    status: 'completed',
    saleDate: '2026-11-11T09:02:00Z',
    amount: '497.00',
    currency: 'BRL',
    commission: '327.92',
    commissionCurrency: 'BRL',
    reversedCommission: '0',
    reversals: [],
    ...change,
  };
}

export function aReversal(change: Partial<ReversalRow> = {}): ReversalRow {
  return {
    kind: 'refund',
    reversedAt: '2026-11-20T13:23:00Z',
    observed: true,
    amount: '497.00',
    commission: '327.92',
    ...change,
  };
}

export function aRefundedSale(change: Partial<SaleRow> = {}): SaleRow {
  return aSaleRow({
    status: 'refunded',
    reversedCommission: '327.92',
    reversals: [aReversal()],
    ...change,
  });
}

export function aNetwork(change: Partial<NetworkDescriptor> = {}): NetworkDescriptor {
  return {
    id: 'hotmart',
    name: 'Hotmart',
    monogram: 'HM',
    slot: 6,
    credentialFields: [],
    keySteps: [],
    timeZone: 'America/Sao_Paulo',
    reportsVisits: false,
    limitations: [],
    ...change,
  };
}

/** Words that show what they were given, so that specs need no locale. */
export const PLAIN_WORDS: SaleWords = {
  money: (value, currency) => `${currency} ${value}`,
  day: (at) => at.slice(0, 10),
  time: (at) => at.slice(11, 16),
  exact: (at, timeZone) => `${at.slice(0, 16)}${timeZone ? ` (${timeZone})` : ''}`,
};
