import { currency } from '../money/currency';
import { settledSale } from './settled-sale';

const [USD, EUR] = [currency('USD'), currency('EUR')];
const SALE: Parameters<typeof settledSale>[0] = {
  ...{ state: 'completed', amount: '100.00', currency: USD, commission: '40.00', commissionCurrency: USD },
};
const refund = (change: object) => ({
  ...{ kind: 'refund', amount: '100.00', currency: USD, commission: '40.00', commissionCurrency: USD },
  ...change,
});
type Refunds = Parameters<typeof settledSale>[1];
type Settled = ReturnType<typeof settledSale>;

describe('settledSale', () => {
  it.each<[string, object, object[], Partial<Settled>]>([
    [
      'nothing taken back',
      {},
      [],
      { status: 'completed', reversedAmount: '0.0000', reversedCommission: '0.0000', hasRefund: false },
    ],
    [
      'all of it',
      {},
      [{}],
      { status: 'refunded', reversedAmount: '100.0000', reversedCommission: '40.0000', hasRefund: true },
    ],
    ['a part of it', {}, [{ amount: '99.99' }], { status: 'completed', reversedAmount: '99.9900' }],
    [
      'all of it in two parts',
      {},
      [{ amount: '0.1' }, { amount: '99.9' }],
      { status: 'refunded', reversedCommission: '80.0000' },
    ],
    [
      'all of the gross, the commission kept',
      {},
      [{ commission: '0' }],
      { status: 'refunded', reversedCommission: '0.0000' },
    ],
    [
      'by the commission where the gross is not told',
      { amount: null },
      [{ commission: '39.99' }],
      { status: 'completed' },
    ],
    [
      'by the commission where the gross is of another currency',
      {},
      [{ currency: EUR, amount: '1' }],
      { status: 'refunded', reversedAmount: '0.0000' },
    ],
    [
      'where neither tells',
      { amount: null, commission: null },
      [{ amount: '1', commission: '1' }],
      { status: 'refunded' },
    ],
    [
      'a commission in another currency',
      {},
      [{ commissionCurrency: EUR }],
      { status: 'refunded', reversedCommission: '0.0000' },
    ],
    [
      'a void gives nothing back',
      {},
      [{ kind: 'void' }],
      { status: 'completed', reversedCommission: '40.0000', hasRefund: false },
    ],
    [
      'a chargeback of any size',
      {},
      [{ kind: 'chargeback', amount: '1' }],
      { status: 'chargeback', hasRefund: true },
    ],
    ['a pending sale in part', { state: 'pending' }, [{ amount: '1' }], { status: 'pending' }],
  ])('%s', (_, sale, refunds, expected) => {
    expect(settledSale({ ...SALE, ...sale }, refunds.map(refund) as Refunds)).toMatchObject(expected);
  });
});
