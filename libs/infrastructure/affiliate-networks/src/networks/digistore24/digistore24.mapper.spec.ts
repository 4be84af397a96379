import { UnexpectedResponse } from '@tributary/ports';
import { mapTransaction } from './digistore24.mapper';

function aRow(overrides: Record<string, unknown> = {}, context: { role?: string; zone?: string } = {}) {
  const transaction = {
    transaction_id: '48213377',
    purchase_id: 'K7QX2M9P',
    transaction_type: 'payment',
    transaction_amount: '97.00',
    amount: '97.00',
    earned_amount: '42.79',
    merchant_amount: '38.72',
    affiliate_amount: '42.79',
    currency: 'EUR',
    created_at: '2026-03-28 23:12:44',
    upsell_no: '0',
    main_product_id: '512345',
    main_product_name: 'Acme Kurs',
    buyer: { email: 'Zoe@Example.com ' },
    ...overrides,
  };
  return { transaction, zone: 'Europe/Berlin', role: 'affiliate', ...context };
}

const saleOf = (...row: Parameters<typeof aRow>) => mapTransaction(aRow(...row)).sales[0];
const reversalOf = (...row: Parameters<typeof aRow>) => mapTransaction(aRow(...row)).reversals[0];

describe('mapTransaction', () => {
  it('reads a payment', () => {
    expect(mapTransaction(aRow())).toMatchObject({
      reversals: [],
      sales: [
        {
          externalOrderId: '48213377',
          linkKey: 'K7QX2M9P:0',
          state: 'completed',
          amount: '97.00',
          currency: 'EUR',
          commission: '42.79',
          productId: '512345',
          productName: 'Acme Kurs',
          customerEmail: 'zoe@example.com',
          saleDate: new Date('2026-03-28T22:12:44Z'),
          isRebill: false,
        },
      ],
    });
  });

  it('reads a refund as what moved, never as the price of the order', () => {
    const refund = { transaction_type: 'refund', transaction_amount: '-29.10', earned_amount: '-12.84' };
    expect(reversalOf(refund)).toMatchObject({
      externalReversalId: '48213377',
      linkKey: 'K7QX2M9P:0',
      kind: 'refund',
      amount: '29.10',
      commission: '12.84',
    });
    expect(reversalOf({ ...refund, transaction_amount: null })?.amount).toBeNull();
  });

  it.each([
    ['vendor', '38.72'],
    ['affiliate', '42.79'],
    ['all', null],
  ])('takes the share of the role %s where the own earnings are missing', (role, expected) => {
    expect(saleOf({ earned_amount: undefined }, { role })?.commission).toBe(expected);
  });

  it('keeps earnings of zero apart from unknown ones', () => {
    expect(saleOf({ earned_amount: '0.00' })?.commission).toBe('0.00');
    expect(saleOf({ earned_amount: '' }, { role: 'all' })?.commission).toBeNull();
  });

  it('reads its dates in the zone of the answer', () => {
    expect(saleOf({}, { zone: 'UTC' })?.saleDate).toEqual(new Date('2026-03-28T23:12:44Z'));
  });

  it('dates by the payment where the creation is the order’s', () => {
    expect(saleOf({ transaction_pay_date: '2026-03-28' })?.saleDate).toEqual(
      new Date('2026-03-28T22:12:44Z'),
    );
    expect(saleOf({ transaction_pay_date: '2026-03-31' })?.saleDate).toEqual(
      new Date('2026-03-30T22:00:00Z'),
    );
    const own = { transaction_created_at: '2026-03-30 08:00:00', transaction_pay_date: '2026-03-31' };
    expect(saleOf(own)?.saleDate).toEqual(new Date('2026-03-30T06:00:00Z'));
  });

  it('names an upsell only where the row lists its one item', () => {
    const item = { product_id: 512399, product_name: 'Acme Plus' };
    expect(saleOf({ upsell_no: '1', items: [item] })).toMatchObject({
      linkKey: 'K7QX2M9P:1',
      productId: '512399',
    });
    expect(saleOf({ upsell_no: '1', items: [item, item] })).toMatchObject({
      productId: null,
      productName: null,
    });
  });

  it.each([
    ['a request for a refund', { transaction_type: 'Refund_Request' }],
    ['a test order', { transaction_pay_method: 'Test' }],
    ['a test order of the older shape', { pay_method: 'test' }],
  ])('takes %s for nothing', (_, overrides) => {
    const row = mapTransaction(aRow(overrides));
    expect([row.sales, row.reversals]).toEqual([[], []]);
  });

  it('uses the row’s id only where it cannot be the order’s', () => {
    expect(saleOf({ transaction_id: undefined, id: 48213377 })?.externalOrderId).toBe('48213377');
    for (const id of ['K7QX2M9P', undefined]) {
      expect(() => mapTransaction(aRow({ transaction_id: undefined, id }))).toThrow(
        /transaction_id is missing/,
      );
    }
  });

  it.each([
    ['currency', { currency: '' }],
    ['transaction_type', { transaction_type: 'upsell' }],
    ['transaction_type', { transaction_type: null }],
    ['created_at', { created_at: '' }],
    ['created_at', { created_at: '0000-00-00 00:00:00' }],
    ['transaction_amount', { transaction_amount: '97,00' }],
    ['purchase_id', { purchase_id: null }],
  ])('quarantines a row with a wrong %s', (field, overrides) => {
    try {
      mapTransaction(aRow(overrides));
    } catch (error) {
      expect(error).toBeInstanceOf(UnexpectedResponse);
      expect((error as UnexpectedResponse).retry).toBe('skip-row');
      expect((error as UnexpectedResponse).where.field).toBe(field);
    }
    expect.assertions(3);
  });
});
