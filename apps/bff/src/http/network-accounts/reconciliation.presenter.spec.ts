import type { Reconciliation } from '@tributary/application';
import { calendarDay, currency, judgeDays } from '@tributary/domain';
import { reconciliationView } from './reconciliation.presenter';

const FIGURES = {
  conversions: 2,
  reversals: 0,
  grossCommission: '40.0000',
  voidedCommission: '0.0000',
  netCommission: '40.0000',
};

function reconciliation(overrides: Partial<Reconciliation> = {}): Reconciliation {
  const days = judgeDays([
    {
      day: calendarDay('2026-03-13'),
      startsAt: new Date('2026-03-13T07:00:00Z'),
      endsAt: new Date('2026-03-14T07:00:00Z'),
      statedAt: new Date('2026-03-14T09:00:00Z'),
      lastReading: null,
      quarantinedRows: 3,
      amounts: [
        {
          currency: currency('USD'),
          network: { ...FIGURES, conversions: 3, grossCommission: '60.0000', netCommission: null },
          ours: FIGURES,
          pendingSales: 0,
          pendingCommission: '0',
          salesWithoutCommission: 0,
          changedAt: null,
        },
      ],
    },
  ]);
  return {
    summary: {
      state: 'differs',
      checkedDays: 31,
      differingDays: 1,
      comparedAt: new Date('2026-03-14T10:00:00Z'),
      failure: null,
    },
    offer: {
      source: 'per-day',
      reversalsCountOn: 'own-day',
      counts: 'sales',
      daysARun: 4,
      says: 'Counts of orders by day.',
    },
    zone: 'America/Los_Angeles',
    days,
    ...overrides,
  };
}

describe('reconciliationView', () => {
  it('tells both sides, the difference and its likely cause, and nothing else', () => {
    expect(reconciliationView(reconciliation(), 'Europe/Berlin')).toEqual({
      summary: {
        ...{ state: 'differs', checkedDays: 31, differingDays: 1, failure: null },
        comparedAt: '2026-03-14T10:00:00.000Z',
      },
      basis: 'Counts of orders by day.',
      zone: 'America/Los_Angeles',
      days: [
        {
          day: '2026-03-13',
          verdict: 'differs',
          statedAt: '2026-03-14T09:00:00.000Z',
          quarantinedRows: 3,
          amounts: [
            {
              currency: 'USD',
              network: { ...FIGURES, conversions: 3, grossCommission: '60.0000', netCommission: null },
              ours: FIGURES,
              difference: {
                ...{ conversions: -1, reversals: 0 },
                ...{ grossCommission: '-20', voidedCommission: '0', netCommission: null },
              },
              cause: 'quarantine',
              pendingSales: 0,
            },
          ],
          reread: { from: '2026-03-13', until: '2026-03-14' },
        },
      ],
    });
  });

  it('asks for one day again where the agency’s day is the network’s', () => {
    const view = reconciliationView(reconciliation(), 'America/Los_Angeles');
    expect(view.days[0]?.reread).toEqual({ from: '2026-03-13', until: '2026-03-13' });
  });

  it('has no basis where the network states nothing', () => {
    expect(reconciliationView(reconciliation({ offer: null, days: [] }), 'UTC').basis).toBeNull();
  });
});
