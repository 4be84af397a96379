import type {
  ChangesSummary,
  NetworkDescriptor,
  SaleChangeRow,
  SaleSnapshotView,
} from '@tributary/api-contract';

export function aSnapshot(change: Partial<SaleSnapshotView> = {}): SaleSnapshotView {
  return {
    orderNumber: '883146793',
    productName: 'Rücken Fit in 15 Minuten',
    status: 'completed',
    amount: '62.5100',
    currency: 'EUR',
    commission: '32.5000',
    commissionCurrency: 'EUR',
    reversedAmount: '0.0000',
    reversedCommission: '0.0000',
    saleDate: '2026-11-11T09:02:00Z',
    ...change,
  };
}

/** A refund, found between two hourly readings. */
export function aChange(change: Partial<SaleChangeRow> = {}): SaleChangeRow {
  return {
    accountId: 'account-1',
    orderId: 'DS:883146793',
    network: 'digistore24',
    accountLabel: 'northbank-de',
    kind: 'reversed',
    changedAt: '2026-11-18T13:23:00Z',
    before: aSnapshot(),
    after: aSnapshot({ status: 'refunded', reversedAmount: '62.5100', reversedCommission: '32.5000' }),
    effects: [{ currency: 'EUR', amount: '-32.5' }],
    lastGoodSyncAt: '2026-11-18T12:23:00Z',
    run: { id: 'run-1', trigger: 'schedule', tier: 'hot' },
    ...change,
  };
}

export function aSummary(change: Partial<ChangesSummary> = {}): ChangesSummary {
  return {
    since: '2026-11-17T13:02:00.000Z',
    until: '2026-11-20T13:32:00.000Z',
    lastLookedAt: '2026-11-17T13:02:00.000Z',
    currency: 'EUR',
    sales: 15,
    effect: '-292.4',
    networks: [
      { network: 'digistore24', sales: 14, effect: '-312.4' },
      { network: 'hotmart', sales: 1, effect: '20' },
    ],
    notConverted: [],
    ...change,
  };
}

export function aNetwork(change: Partial<NetworkDescriptor> = {}): NetworkDescriptor {
  return {
    id: 'digistore24',
    name: 'Digistore24',
    monogram: 'DS',
    slot: 2,
    credentialFields: [],
    keySteps: [],
    timeZone: 'Europe/Berlin',
    reportsVisits: false,
    limitations: [],
    ...change,
  };
}
