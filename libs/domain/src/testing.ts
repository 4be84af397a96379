import type { Agency } from './agency/agency';
import type { Member } from './agency/member';
import { currency } from './money/currency';
import type { NetworkAccount } from './network-account/network-account';
import { networkId } from './network-account/network-id';
import type { Reversal } from './sale/reversal';
import type { Sale } from './sale/sale';

/** A completed 100.00 USD sale with 40.00 commission; override what the test is about. */
export function aSale(overrides: Partial<Sale> = {}): Sale {
  const externalOrderId = overrides.externalOrderId ?? 'order-1';
  return {
    externalOrderId,
    orderNumber: externalOrderId,
    linkKey: externalOrderId,
    state: 'completed',
    amount: '100.00',
    currency: currency('USD'),
    commission: '40.00',
    commissionCurrency: currency('USD'),
    productId: 'p-1',
    productName: 'Acme Course',
    customerEmail: null,
    saleDate: new Date('2026-03-14T12:00:00Z'),
    isRebill: false,
    ...overrides,
  };
}

/** A full refund of {@link aSale}, two days later. */
export function aReversal(overrides: Partial<Reversal> = {}): Reversal {
  return {
    externalReversalId: 'order-1:refund',
    linkKey: 'order-1',
    kind: 'refund',
    amount: '100.00',
    currency: currency('USD'),
    commission: '40.00',
    commissionCurrency: currency('USD'),
    reversedAt: new Date('2026-03-16T12:00:00Z'),
    ...overrides,
  };
}

/** An active, never-synced ClickBank account. */
export function aNetworkAccount(overrides: Partial<NetworkAccount> = {}): NetworkAccount {
  return {
    id: '0198c0de-0000-7000-8000-00000000a001',
    agencyId: '0198c0de-0000-7000-8000-000000000001',
    network: networkId('clickbank'),
    label: 'northbank',
    clientId: null,
    isPaused: false,
    backfillFrom: new Date('2026-01-01T00:00:00Z'),
    history: { checkpoint: null, lastWarmAt: null, lastColdAt: null },
    lastGoodSyncAt: null,
    nextDueAt: new Date('2026-03-14T12:00:00Z'),
    lastFailure: null,
    outageSince: null,
    emptyAnswer: null,
    credentialHints: { apiKey: '7K2Q' },
    identityHash: 'a'.repeat(64),
    createdAt: new Date('2026-03-14T11:00:00Z'),
    ...overrides,
  };
}

/** A customer at work, in Berlin; override what the test is about. */
export function anAgency(overrides: Partial<Agency> = {}): Agency {
  return {
    id: '0198c0de-0000-7000-8000-000000000001',
    name: 'Northbank Media',
    reportingCurrency: currency('EUR'),
    timeZone: 'Europe/Berlin',
    locale: 'en-GB',
    kind: 'customer',
    suspendedAt: null,
    ...overrides,
  };
}

/** An owner; override what the test is about. */
export function aMember(overrides: Partial<Member> = {}): Member {
  return {
    id: '0198c0de-0000-7000-8000-00000000b001',
    agencyId: '0198c0de-0000-7000-8000-000000000001',
    email: 'ada@agency.example',
    name: 'Ada',
    role: 'owner',
    isDisabled: false,
    clientIds: [],
    figures: 'money',
    ...overrides,
  };
}
