import type {
  ClientView,
  Dashboard,
  KpiCard,
  Me,
  NetworkDescriptor,
  Permission,
  SaleRow,
  TrendPoint,
} from '@tributary/api-contract';
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
    figures: 'money',
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

export const CLIENTS: readonly ClientView[] = [{ id: 'client-1', name: 'Acme', accounts: 1, logins: [] }];

export function aMember(permissions: readonly Permission[]): Me {
  const agency = {
    ...{ id: 'agency-1', name: 'Northbank Media', reportingCurrency: 'EUR' },
    ...{ timeZone: 'Europe/Amsterdam', locale: 'en-GB' },
  };
  return {
    ...{ id: 'member-1', name: 'Ada', email: 'ada@agency.example', role: 'viewer', figures: 'money' },
    ...{ permissions, agency },
  };
}

/** The same three days for a login that sees no amounts. */
export function anIndex(): Dashboard {
  const index = (part: Partial<KpiCard>) => aKpi({ unit: 'index', details: {}, ...part });
  return aDashboard({
    ...{ figures: 'index', currency: null, recentSales: [], rateSource: 'European Central Bank' },
    kpis: [
      index({ id: 'earnings', value: '106.34', change: { kind: 'relative', value: '0.06' } }),
      index({ id: 'sales', value: '120.00' }),
      aKpi({ id: 'momentum', unit: 'ratio', value: '0.04', details: { pace: 'steady' } }),
    ],
    trend: [
      aPoint({ earnings: '33.10', sales: null, previous: '30.00' }),
      aPoint({ day: '2026-11-19', earnings: '40.20', sales: null, previous: '40.00' }),
      aPoint({ day: '2026-11-20', earnings: '33.04', sales: null, previous: '30.00' }),
    ].map((point) => ({ ...point, byNetwork: [{ network: 'clickbank', earnings: point.earnings }] })),
    share: [{ network: 'clickbank', earnings: '106.34', share: '1.00', change: '0.06', sales: null }],
    year: {
      ...{ year: 2026, toDate: '1240.10', previousToDate: '1000.00', change: '0.24' },
      months: [{ ...aMonth('2026-11-01'), earned: '110.00', reversed: '3.66', net: '106.34', isOpen: true }],
    },
  });
}
