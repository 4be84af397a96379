import { UnexpectedResponse } from '@tributary/ports';
import { mapOrder } from './clickbank.mapper';

const NIL = { '@nil': 'true' };

function anOrder(overrides: Record<string, unknown> = {}, line: Record<string, unknown> = {}) {
  return {
    transactionTime: '2026-02-18T15:11:38-08:00',
    receipt: '9XKQ4T7B',
    transactionType: 'SALE',
    currency: 'PHP',
    role: 'AFFILIATE',
    email: NIL,
    lineItemData: {
      itemNo: '7',
      productTitle: 'Acme Course',
      customerAmount: '53.49',
      accountAmount: '27.1',
      ...line,
    },
    ...overrides,
  };
}

describe('mapOrder', () => {
  it('reads a sale in US dollars, whatever the customer paid with', () => {
    expect(mapOrder(anOrder()).sales).toEqual([
      {
        externalOrderId: 'AFFILIATE:9XKQ4T7B:SALE:7',
        orderNumber: '9XKQ4T7B',
        linkKey: 'AFFILIATE:9XKQ4T7B:7',
        state: 'completed',
        amount: '53.49',
        currency: 'USD',
        commission: '27.10',
        commissionCurrency: 'USD',
        productId: '7',
        productName: 'Acme Course',
        customerEmail: null,
        saleDate: new Date('2026-02-18T23:11:38Z'),
        isRebill: false,
      },
    ]);
  });

  it.each([
    ['RFND', 'refund', { customerAmount: '-20.00', accountAmount: '-10.5' }],
    ['RFND', 'refund', { customerAmount: '20.00', accountAmount: '10.5' }],
    ['CGBK', 'chargeback', { customerAmount: '-20.0', accountAmount: '-10.50' }],
    ['INSF', 'chargeback', { customerAmount: '20', accountAmount: '10.50' }],
  ])('reads %s as a %s of positive amounts, whatever its sign', (type, kind, amounts) => {
    const row = mapOrder(anOrder({ transactionType: type }, amounts));
    expect(row.sales).toEqual([]);
    expect(row.reversals).toEqual([
      {
        externalReversalId: `AFFILIATE:9XKQ4T7B:${type}:7:2026-02-18T23:11:38.000Z`,
        linkKey: 'AFFILIATE:9XKQ4T7B:7',
        kind,
        amount: '20.00',
        currency: 'USD',
        commission: '10.50',
        commissionCurrency: 'USD',
        reversedAt: new Date('2026-02-18T23:11:38Z'),
      },
    ]);
  });

  it('marks a rebill and turns a nil amount into unknown, never 0', () => {
    const [sale] = mapOrder(
      anOrder({ transactionType: 'BILL' }, { customerAmount: NIL, accountAmount: NIL }),
    ).sales;
    expect(sale).toMatchObject({ isRebill: true, amount: null, commission: null });
  });

  it('keeps the same receipt seen from both sides apart', () => {
    const ids = ['AFFILIATE', 'VENDOR'].map((role) => mapOrder(anOrder({ role })).sales[0]?.externalOrderId);
    expect(new Set(ids).size).toBe(2);
  });

  it.each([['FEE'], ['TEST_SALE'], ['TEST_BILL'], ['TEST_RFND'], ['TEST_FEE']])(
    'takes %s for nothing',
    (type) => {
      const row = mapOrder(anOrder({ transactionType: type }));
      expect([row.sales, row.reversals]).toEqual([[], []]);
    },
  );

  it.each([
    ['transactionType', anOrder({ transactionType: 'GIFT' })],
    ['transactionType', anOrder({ transactionType: NIL })],
    ['receipt', anOrder({ receipt: NIL })],
    ['role', anOrder({ role: undefined })],
    ['transactionTime', anOrder({ transactionTime: '2026-02-18T15:11:38' })],
    ['lineItemData', anOrder({ lineItemData: NIL })],
    ['lineItemData.0.accountAmount', anOrder({}, { accountAmount: '27,11' })],
    ['lineItemData.0.itemNo', anOrder({}, { itemNo: NIL })],
  ])('quarantines a row with a wrong %s', (field, row) => {
    try {
      mapOrder(row);
    } catch (error) {
      expect(error).toBeInstanceOf(UnexpectedResponse);
      expect((error as UnexpectedResponse).retry).toBe('skip-row');
      expect((error as UnexpectedResponse).where.field).toBe(field);
    }
    expect.assertions(3);
  });
});
