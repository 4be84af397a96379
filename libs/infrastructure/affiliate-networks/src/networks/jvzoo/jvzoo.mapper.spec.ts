import { UnexpectedResponse } from '@tributary/ports';
import { normalizeJvzooRow } from './jvzoo.mapper';

function latestRow(fields: Record<string, unknown> = {}, side = 'affiliate') {
  return {
    side,
    version: '2.0',
    row: {
      transaction_id: 'AP-7KD93MZQ2XW4TB61C',
      date: '2026-02-02T12:50:30+00:00',
      product_name: 'Acme Launch Kit',
      product_id: 412345,
      status: 'COMPLETED',
      price: '27.00',
      customer_email: ' Buyer@Example.com ',
      affiliate_id: 1234567,
      affiliate_commission: '13.50',
      affiliate_commission_status: 'PENDING',
      ...fields,
    },
  };
}

function datedRow(fields: Record<string, unknown> = {}) {
  return {
    side: 'vendor',
    version: '3.0',
    row: {
      transaction_id: 'NQ7RT2K9PWX4M1ZD5',
      sale_date: '2026-07-26 04:25:29',
      amount: '294.00',
      status: 'COMPLETED',
      product_id: 446000,
      product_name: 'Acme 6 Pack',
      customer: { email: 'ada@example.com', country: 'US' },
      payouts: { jvzoo_fee: '25.99', seller_earnings: '38.01' },
      ...fields,
    },
  };
}

function refusalOf(raw: Record<string, unknown>): UnexpectedResponse {
  try {
    normalizeJvzooRow(raw);
  } catch (error) {
    if (error instanceof UnexpectedResponse) return error;
    throw error;
  }
  throw new Error('the row was read');
}

describe('a JVZoo row', () => {
  it('of the affiliate list is a sale with the commission', () => {
    expect(normalizeJvzooRow(latestRow())).toEqual({
      sales: [
        {
          externalOrderId: 'affiliate:AP-7KD93MZQ2XW4TB61C',
          orderNumber: 'AP-7KD93MZQ2XW4TB61C',
          linkKey: 'affiliate:AP-7KD93MZQ2XW4TB61C',
          state: 'completed',
          amount: '27.00',
          currency: 'USD',
          commission: '13.50',
          commissionCurrency: 'USD',
          productId: '412345',
          productName: 'Acme Launch Kit',
          customerEmail: 'buyer@example.com',
          saleDate: new Date('2026-02-02T12:50:30Z'),
          isRebill: false,
        },
      ],
      reversals: [],
      dailyTotals: [],
      reversalsAreComplete: true,
      neverPaid: [],
    });
  });

  it('of v3.0 is a sale with what the seller earned, on the wall clock of New York', () => {
    const [sale] = normalizeJvzooRow(datedRow()).sales;
    expect(sale).toMatchObject({
      externalOrderId: 'vendor:NQ7RT2K9PWX4M1ZD5',
      amount: '294.00',
      commission: '38.01',
      customerEmail: 'ada@example.com',
      saleDate: new Date('2026-07-26T08:25:29Z'),
    });
  });

  it('of the v2.0 vendor list has an unknown commission, not zero', () => {
    const [sale] = normalizeJvzooRow(latestRow({ affiliate_commission: '13.50' }, 'vendor')).sales;
    expect(sale).toMatchObject({ externalOrderId: 'vendor:AP-7KD93MZQ2XW4TB61C', commission: null });
  });

  it.each([
    ['COMPLETED', 'completed', null],
    ['completed', 'completed', null],
    ['Refunded', 'completed', 'refund'],
    ['PARTIAL_REFUND', 'completed', 'refund'],
    ['CHARGED_BACK', 'completed', 'chargeback'],
    ['CHARGEBACK', 'completed', 'chargeback'],
    ['IN DISPUTE', 'completed', 'chargeback'],
    ['CGBK', 'completed', 'chargeback'],
    ['CHARGEBACK_REFUNDED', 'completed', 'chargeback'],
    ['PENDING', 'pending', null],
    ['PROCESSING', 'pending', null],
    ['HELD', 'pending', null],
    ['INCOMPLETED', 'pending', null],
    ['SOMETHING NEW', 'pending', null],
  ])('with the status %s is %s with the reversal %s', (status, state, kind) => {
    for (const raw of [latestRow({ status }), datedRow({ status })]) {
      const { sales, reversals, reversalsAreComplete } = normalizeJvzooRow(raw);
      expect(sales.map((sale) => sale.state)).toEqual([state]);
      expect(reversals.map((reversal) => reversal.kind)).toEqual(kind === null ? [] : [kind]);
      expect(reversalsAreComplete).toBe(true);
    }
  });

  it('that was refunded gives back the whole sale, on the date v3.0 tells', () => {
    const raw = datedRow({ status: 'REFUNDED', refund: { refund_date: '2026-08-19' } });
    expect(normalizeJvzooRow(raw).reversals).toEqual([
      {
        externalReversalId: 'vendor:NQ7RT2K9PWX4M1ZD5:refund',
        linkKey: 'vendor:NQ7RT2K9PWX4M1ZD5',
        kind: 'refund',
        amount: '294.00',
        currency: 'USD',
        commission: '38.01',
        commissionCurrency: 'USD',
        reversedAt: new Date('2026-08-19T04:00:00Z'),
      },
    ]);
  });

  it('that was refunded in v2.0 is dated by first sight and positive, whatever its sign', () => {
    const raw = latestRow({ status: 'REFUNDED', price: '-27.00', affiliate_commission: '-13.50' });
    const { sales, reversals } = normalizeJvzooRow(raw);
    expect(sales).toMatchObject([{ amount: '27.00', commission: '13.50' }]);
    expect(reversals).toMatchObject([{ amount: '27.00', commission: '13.50', reversedAt: null }]);
  });

  it.each([
    ['NQ7RT2K9PWX4M1ZD5-B001', true],
    ['NQ7RT2K9PWX4M1ZD5-B014', true],
    ['NQ7RT2K9PWX4M1ZD5', false],
    ['AP-B0017KD93', false],
  ])('with the id %s: rebill is %s', (transaction_id, isRebill) => {
    expect(normalizeJvzooRow(datedRow({ transaction_id })).sales).toMatchObject([{ isRebill }]);
  });

  it('without amounts has unknown ones', () => {
    const raw = datedRow({ amount: null, payouts: undefined });
    expect(normalizeJvzooRow(raw).sales).toMatchObject([{ amount: null, commission: null }]);
  });

  it.each([
    ['no id', { transaction_id: null }, 'row.transaction_id'],
    ['a blank id', { transaction_id: ' ' }, 'row.transaction_id'],
    ['no date', { date: undefined }, 'row.date'],
    ['a date that does not exist', { date: '0000-00-00 00:00:00' }, 'row.date'],
    ['no status', { status: null }, 'row.status'],
    ['a decimal comma', { price: '27,00' }, 'row.price'],
    ['an amount beyond storage', { price: '1e21' }, 'row.price'],
  ])('with %s goes to quarantine', (_what, fields, field) => {
    const error = refusalOf(latestRow(fields));
    expect(error.retry).toBe('skip-row');
    expect(error.where.field).toBe(field);
  });
});
