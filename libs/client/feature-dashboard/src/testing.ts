import type { Dashboard, KpiCard, NetworkDescriptor, SaleRow, TrendPoint } from '@tributary/api-contract';
import { AgencyWords } from './view/agency-words';
import { networkNames } from './view/network-names';

/** Fri 20 Nov 2026, 14:32 in Amsterdam. */
export const NOW = '2026-11-20T13:32:00Z';

export const WORDS = new AgencyWords(
  { locale: 'en-GB', timeZone: 'Europe/Amsterdam', currency: 'EUR' },
  new Date(NOW),
);

export const NETWORKS: readonly NetworkDescriptor[] = [
  aNetwork({ id: 'clickbank', name: 'ClickBank', monogram: 'CB', slot: 1 }),
  aNetwork({ id: 'digistore24', name: 'Digistore24', monogram: 'DS', slot: 2 }),
  aNetwork({ id: 'maxweb', name: 'MaxWeb', monogram: 'MW', slot: 4 }),
  aNetwork({ id: 'jvzoo', name: 'JVZoo', monogram: 'JV', slot: 5 }),
];

export const NAMES = networkNames(NETWORKS);

function aNetwork(identity: Pick<NetworkDescriptor, 'id' | 'name' | 'monogram' | 'slot'>): NetworkDescriptor {
  return {
    ...identity,
    credentialFields: [],
    keySteps: [],
    timeZone: 'UTC',
    reportsVisits: false,
    limitations: [],
  };
}

type Account = Dashboard['accounts'][number];

export function anAccount(part: Partial<Account> = {}): Account {
  return {
    id: 'account-1',
    network: 'clickbank',
    label: 'northbank',
    health: 'fresh',
    lastGoodSyncAt: '2026-11-20T13:26:00Z',
    nextSyncAt: '2026-11-20T13:40:00Z',
    outageSince: null,
    failure: null,
    progress: null,
    ...part,
  };
}

export function aPoint(part: Partial<TrendPoint> = {}): TrendPoint {
  return {
    day: '2026-11-18',
    earnings: '100.50',
    sales: 2,
    previous: '80.00',
    byNetwork: [{ network: 'clickbank', earnings: '100.50' }],
    notRead: [],
    ...part,
  };
}

export function aKpi(part: Partial<KpiCard> = {}): KpiCard {
  return {
    id: 'revenue',
    unit: 'money',
    state: 'filled',
    value: '89097.4500',
    change: { kind: 'relative', value: '0.2451' },
    risingIs: 'good',
    sparkline: ['1', '2', '3'],
    details: {},
    ...part,
  };
}

export function aSale(part: Partial<SaleRow> = {}): SaleRow {
  return {
    accountId: 'account-1',
    orderId: 'H6L34K6U',
    orderNumber: 'H6L34K6U',
    network: 'clickbank',
    accountLabel: 'northbank',
    productName: 'Quiet Mind Method',
    status: 'completed',
    saleDate: '2026-11-20T13:07:00Z',
    amount: '62.5100',
    currency: 'EUR',
    commission: '32.5000',
    commissionCurrency: 'EUR',
    reversedCommission: '0',
    reversals: [],
    ...part,
  };
}

/** Three days, the last one open, one account. */
export function aDashboard(part: Partial<Dashboard> = {}): Dashboard {
  return {
    generatedAt: NOW,
    currency: 'EUR',
    clock: 'sale-date',
    period: { from: '2026-11-18', to: '2026-11-20', isOpen: true },
    comparison: { from: '2026-11-15', to: '2026-11-17', isOpen: true },
    coverage: { asOf: NOW, accounts: 8, accountsRead: 6, late: [] },
    accounts: [anAccount()],
    kpis: [aKpi({ id: 'earnings', value: '301.5000' })],
    trend: [
      aPoint(),
      aPoint({ day: '2026-11-19', earnings: '160.40', previous: '100.00' }),
      aPoint({ day: '2026-11-20', earnings: '40.60', sales: 1, previous: '50.00' }),
    ],
    share: [{ network: 'clickbank', earnings: '301.50', share: '1', change: '0.10', sales: 5 }],
    year: {
      year: 2026,
      toDate: '504429.00',
      previousToDate: '405650.00',
      change: '0.244',
      months: [
        aMonth('2026-10-01'),
        { ...aMonth('2026-11-01'), isOpen: true },
        { ...aMonth('2026-12-01'), earned: '0', reversed: '0', net: '0', previousYearNet: '47600.00' },
      ],
    },
    recentSales: [aSale()],
    notConverted: [],
    rateSource: null,
    insights: { writer: null, generatedAt: null, items: [] },
    ...part,
  };
}

function aMonth(month: string) {
  return {
    month,
    earned: '67900.00',
    reversed: '4800.00',
    net: '63100.00',
    previousYearNet: null,
    isOpen: false,
  };
}
