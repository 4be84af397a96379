import type { DashboardReport } from '@tributary/application';
import { calendarDay, currency, networkId, Period } from '@tributary/domain';
import { aNetworkAccount } from '@tributary/domain/testing';
import type { SaleView } from '@tributary/ports';
import { aNetwork } from '@tributary/ports/testing';
import { AGENCY } from '../../testing/in-process-bff';
import { dashboardView } from './dashboard.presenter';

const NOW = new Date('2026-03-14T12:00:00Z');
const PERIOD = Period.lastDays(30, NOW, 'Europe/Berlin');
const LATE = {
  account: aNetworkAccount({
    lastFailure: {
      kind: 'network-unavailable',
      message: 'It did not answer.',
      since: new Date('2026-03-14T08:00:00Z'),
      attempts: 4,
    },
  }),
  health: 'late',
  progress: null,
} as const;
const SALE: SaleView = {
  id: { accountId: LATE.account.id, externalOrderId: 'o-1' },
  orderNumber: '4711',
  network: networkId('clickbank'),
  accountLabel: 'northbank',
  status: 'refunded',
  amount: null,
  currency: 'USD',
  commission: '40.00',
  commissionCurrency: 'USD',
  reversedCommission: '40.00',
  productName: null,
  saleDate: new Date('2026-03-10T10:00:00Z'),
  reversals: [
    {
      kind: 'refund',
      reversedAt: new Date('2026-03-12T00:00:00Z'),
      observed: true,
      amount: null,
      commission: '40.00',
    },
  ],
};

function aReport(change: Partial<DashboardReport> = {}): DashboardReport {
  return {
    generatedAt: NOW,
    isPast: false,
    agency: AGENCY,
    figures: 'money',
    clock: 'sale-date',
    period: PERIOD,
    comparison: Period.between(calendarDay('2026-01-14'), calendarDay('2026-02-12'), {
      zone: 'Europe/Berlin',
      now: NOW,
    }),
    coverage: { asOf: null, accounts: 1, accountsRead: 0, late: [LATE] },
    accounts: [LATE],
    kpis: [],
    trend: [],
    share: [],
    year: { year: 2026, toDate: '0', previousToDate: null, change: null, months: [] },
    recentSales: [SALE],
    notConverted: [{ currency: currency('BRL'), sales: 1, earned: '10', reversed: '0' }],
    insights: [],
    ...change,
  };
}

const view = (change: Partial<DashboardReport> = {}, showsFailures = true) =>
  dashboardView(aReport(change), { networks: [aNetwork()], rateSource: 'ECB', showsFailures });

describe('dashboardView', () => {
  it('tells periods as days and the moment as an instant', () => {
    expect(view()).toMatchObject({
      generatedAt: '2026-03-14T12:00:00.000Z',
      currency: 'EUR',
      period: { from: '2026-02-13', to: '2026-03-14', isOpen: true },
      comparison: { from: '2026-01-14', to: '2026-02-12', isOpen: false },
      rateSource: 'ECB',
    });
  });

  it('tells which accounts are late and why, and no more of them', () => {
    const state = {
      id: LATE.account.id,
      network: 'clickbank',
      label: 'northbank',
      health: 'late',
      lastGoodSyncAt: null,
    };
    expect(view().coverage).toEqual({ asOf: null, accounts: 1, accountsRead: 0, late: [state] });
    expect(view().accounts).toEqual([
      {
        ...state,
        nextSyncAt: '2026-03-14T12:00:00.000Z',
        outageSince: null,
        failure: {
          kind: 'network-unavailable',
          message: 'It did not answer.',
          since: '2026-03-14T08:00:00.000Z',
        },
        progress: null,
      },
    ]);
  });

  it('tells why to nobody who may not see connections', () => {
    expect(view({}, false).accounts).toMatchObject([{ label: 'northbank', health: 'late', failure: null }]);
  });

  it('names no currency beside an index', () => {
    expect(view({ figures: 'index' })).toMatchObject({ figures: 'index', currency: null });
  });

  it('leaves what is not known null', () => {
    const [sale] = view().recentSales;
    expect(sale).toMatchObject({ amount: null, productName: null, orderId: 'o-1', orderNumber: '4711' });
    expect(sale?.reversals).toEqual([
      {
        kind: 'refund',
        reversedAt: '2026-03-12T00:00:00.000Z',
        observed: true,
        amount: null,
        commission: '40.00',
      },
    ]);
  });

  it('says who wrote the insights, and when; nobody while there are none', () => {
    const insight = {
      title: 'Earnings moved',
      body: 'x',
      factIds: [],
      facts: [],
      stance: 'neutral',
      suggestedAction: null,
      writer: 'computed',
      generatedAt: NOW,
    } as const;
    expect(view({ insights: [insight] }).insights).toMatchObject({
      writer: 'computed',
      generatedAt: '2026-03-14T12:00:00.000Z',
      items: [{ stance: 'neutral' }],
    });
    expect(view().insights).toEqual({ writer: null, generatedAt: null, items: [] });
  });
});
