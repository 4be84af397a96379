import fc from 'fast-check';
import { currency } from '../money/currency';
import { compareDecimals, sumDecimals } from '../money/decimal';
import { changeKind, earningsEffects, earningsOf, type SaleSnapshot } from './sale-change';

const SALE: SaleSnapshot = {
  orderNumber: 'order-1',
  productName: 'Acme Course',
  status: 'completed',
  amount: '100.0000',
  currency: currency('USD'),
  commission: '40.0000',
  commissionCurrency: currency('USD'),
  reversedAmount: '0.0000',
  reversedCommission: '0.0000',
  saleDate: new Date('2026-03-14T12:00:00Z'),
};
const EUR = currency('EUR');
const snapshot = (change: Partial<SaleSnapshot>): SaleSnapshot => ({ ...SALE, ...change });
const REFUNDED = snapshot({ status: 'refunded', reversedAmount: '100', reversedCommission: '40' });

describe('changeKind', () => {
  it.each<[string, Partial<SaleSnapshot>, Partial<SaleSnapshot> | null, string]>([
    ['a refund', {}, REFUNDED, 'reversed'],
    ['a refund that leaves the commission', {}, { status: 'refunded' }, 'reversed'],
    ['a partial refund', {}, { reversedCommission: '4' }, 'reversed'],
    ['gross given back alone', {}, { reversedAmount: '10' }, 'reversed'],
    ['a refund taken back', REFUNDED, SALE, 'reversal-withdrawn'],
    ['a smaller refund', { reversedCommission: '9' }, { reversedCommission: '4' }, 'reversal-withdrawn'],
    ['a refund that became a chargeback', REFUNDED, { ...REFUNDED, status: 'chargeback' }, 'status'],
    ['a pending sale that is paid', { status: 'pending' }, SALE, 'status'],
    ['another commission', {}, { commission: '41' }, 'commission'],
    ['a commission that is told now', { commission: null }, SALE, 'commission'],
    ['a commission in another currency', {}, { commissionCurrency: EUR }, 'commission'],
    ['another price', {}, { amount: '99' }, 'amount'],
    ['both, of which the commission counts', {}, { amount: '99', commission: '39' }, 'commission'],
    ['the same money, spelled differently', {}, { amount: '100', commission: '40.0' }, 'details'],
    ['another date', {}, { saleDate: new Date('2026-03-15T12:00:00Z') }, 'date'],
    ['another name', {}, { productName: 'Acme Course 2' }, 'details'],
    ['a sale that is gone', {}, null, 'removed'],
  ])('%s', (_, before, after, kind) => {
    expect(changeKind(snapshot(before), after && snapshot(after))).toBe(kind);
  });
});

describe('earningsEffects', () => {
  it.each<[string, Partial<SaleSnapshot>, Partial<SaleSnapshot> | null, readonly [string, string][]]>([
    ['a refund takes the commission', {}, REFUNDED, [['USD', '-40']]],
    ['a paid sale brings it', { status: 'pending' }, {}, [['USD', '40']]],
    ['a pending sale that is gone takes nothing', { status: 'pending' }, null, [['USD', '0']]],
    ['a refunded sale that is gone takes nothing more', REFUNDED, null, [['USD', '0']]],
    ['an unknown commission counts for nothing', { commission: null }, {}, [['USD', '40']]],
    ['a partial refund takes its part', {}, { reversedCommission: '4.5' }, [['USD', '-4.5']]],
    ['another name moves nothing', {}, { productName: null }, [['USD', '0']]],
    [
      'another currency takes one and brings the other',
      {},
      { commissionCurrency: EUR, commission: '36' },
      [
        ['USD', '-40'],
        ['EUR', '36'],
      ],
    ],
  ])('%s', (_, before, after, effects) => {
    const found = earningsEffects(snapshot(before), after && snapshot(after));
    expect(found.map((effect) => [effect.currency, effect.amount])).toEqual(effects);
  });

  it('add up: a history of changes moves Earnings by the difference of its ends', () => {
    const money = fc.integer({ min: 0, max: 10_000_000 }).map((cents) => (cents / 100).toFixed(2));
    const state = fc
      .record({
        status: fc.constantFrom('pending', 'completed', 'refunded', 'chargeback'),
        commission: fc.option(money),
        reversedCommission: money,
      })
      .map((change) => snapshot(change));
    fc.assert(
      fc.property(fc.array(state, { minLength: 2 }), (states) => {
        const effects = states
          .slice(1)
          .flatMap((after, index) => earningsEffects(states[index] ?? after, after));
        const [first, last] = [states[0] ?? SALE, states.at(-1) ?? SALE];
        const moved = sumDecimals([earningsOf(first), ...effects.map((effect) => effect.amount)]);
        expect(compareDecimals(moved, earningsOf(last))).toBe(0);
      }),
    );
  });
});
