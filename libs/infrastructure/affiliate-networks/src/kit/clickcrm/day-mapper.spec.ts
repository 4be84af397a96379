import { UnexpectedResponse } from '@tributary/ports';
import { normalizeDay } from './day-mapper';

const DAY = {
  date: '2026-03-14',
  visits: '412',
  gross_commissions: 1186.5,
  voided_commissions: '98.00',
  net_commissions: '1088.50',
  conversions_count: 11,
};

function totalsOf(...rows: Record<string, unknown>[]) {
  const envelope = { kind: 'day', zone: 'America/New_York', currency: 'USD', rows };
  const result = normalizeDay(envelope, 'BuyGoods');
  expect([result.sales, result.reversals, result.neverPaid]).toEqual([[], [], []]);
  return result.dailyTotals;
}

describe('a day of byday', () => {
  it('is a total, never an order, whether its numbers are text or not', () => {
    expect(totalsOf(DAY)).toEqual([
      {
        day: '2026-03-14',
        zone: 'America/New_York',
        currency: 'USD',
        grossCommission: '1186.50',
        voidedCommission: '98.00',
        netCommission: '1088.50',
        conversions: 11,
        reversals: null,
        visits: 412,
      },
    ]);
  });

  it.each([['2026-03-14 00:00:00'], ['2026-03-14T00:00:00'], ['03/14/2026'], ['March 14, 2026']])(
    'may be written %s',
    (date) => {
      expect(totalsOf({ ...DAY, date })[0]?.day).toBe('2026-03-14');
    },
  );

  it('is summed over its offers', () => {
    const offer = { date: '2026-03-14', net_commissions: '0.10', conversions_count: 1, visits: 3 };
    expect(totalsOf(offer, { ...offer, net_commissions: '0.20', visits: 4 })).toMatchObject([
      { netCommission: '0.30', conversions: 2, visits: 7, grossCommission: null },
    ]);
  });

  it('does not know a sum of which a part is missing', () => {
    expect(totalsOf(DAY, { ...DAY, visits: '' })[0]).toMatchObject({ visits: null, conversions: 22 });
  });

  it('tells what was voided without a sign', () => {
    expect(totalsOf({ ...DAY, voided_commissions: '-98.00' })[0]?.voidedCommission).toBe('98.00');
  });

  it.each([
    [{ date: '2026-03-14', net_commission: '5' }, { netCommission: '5.00' }],
    [
      { date: '2026-03-14', payout: '5', conversions: '2' },
      { netCommission: '5.00', conversions: 2 },
    ],
    [
      { date: '2026-03-14', commission: '5', sales: 2 },
      { netCommission: '5.00', conversions: 2 },
    ],
  ])('may use the names of %j', (row, expected) => {
    expect(totalsOf(row)).toMatchObject([{ ...expected, visits: null }]);
  });

  it.each([
    ['no day', { ...DAY, date: '' }],
    ['a day that does not exist', { ...DAY, date: '2026-02-30' }],
    ['no figure at all', { date: '2026-03-14' }],
    ['half a visit', { ...DAY, visits: '0.5' }],
    ['a decimal comma', { ...DAY, net_commissions: '1088,50' }],
  ])('goes to quarantine with %s', (_, row) => {
    expect(() => totalsOf(row)).toThrow(UnexpectedResponse);
  });
});
