import { UnexpectedResponse } from '@tributary/ports';
import { normalizeBuyGoods } from './buygoods.mapper';

const KEY = '10421:118204';
/** What reversals point at, postbacks included: the vendor's id is left out. */
const LINK = '118204:nc6_main';

const ORDER = {
  account_id: '10421',
  order_id: '118204',
  order_id_global: '7KQ2M9XA',
  rr_createdate: '2026-03-14 15:22:41',
  order_date_eu: '14/03/2026',
  action_type: 'neworder',
  payment_status: 'Completed',
  was_refunded: '0',
  date_refunded: '0000-00-00 00:00:00',
  refund_amount: '0.00',
  was_charged_back: '0',
  was_canceled: '0',
  is_test: '0',
  total: '$&#36;73.78',
  total_clean: '73.78',
  total_amount_charged: '68.95',
  taxes: '4.83',
  currency: 'USD',
  aff_commission: '41.30',
  net_commissions: '99999.00',
  product_codename: 'nc6_main',
  product_name: 'NightCalm 6 Bottles',
  customer_emailaddress: ' Jo@Example.com ',
};

function order(columns: Record<string, unknown> = {}) {
  return normalizeBuyGoods({
    kind: 'vendor-order',
    zone: 'America/New_York',
    currency: 'USD',
    row: { ...ORDER, ...columns },
  });
}

describe('a vendor’s order', () => {
  it('has its gross, and a commission nobody knows', () => {
    expect(order()).toEqual({
      sales: [
        {
          externalOrderId: KEY,
          orderNumber: '118204',
          linkKey: LINK,
          state: 'completed',
          amount: '73.78',
          currency: 'USD',
          commission: null,
          commissionCurrency: 'USD',
          productId: 'nc6_main',
          productName: 'NightCalm 6 Bottles',
          customerEmail: 'jo@example.com',
          saleDate: new Date('2026-03-14T19:22:41Z'),
          isRebill: false,
        },
      ],
      reversals: [],
      dailyTotals: [],
      reversalsAreComplete: true,
      neverPaid: [],
    });
  });

  it('keeps the currency of the order, not of the connection', () => {
    expect(order({ currency: 'cad' }).sales[0]?.currency).toBe('CAD');
  });

  it.each([
    ['in part', '20.00', '20.00'],
    ['in full', '73.78', '73.78'],
    ['by an amount with a sign', '-73.78', '73.78'],
    ['by an amount it does not tell', '0.00', null],
  ])('can be refunded %s', (_, refund_amount, amount) => {
    const columns = { action_type: 'refund', was_refunded: '1', date_refunded: '2026-03-20 08:00:00' };
    expect(order({ ...columns, refund_amount }).reversals).toEqual([
      {
        externalReversalId: `${KEY}:refund`,
        linkKey: LINK,
        kind: 'refund',
        amount,
        currency: 'USD',
        commission: null,
        commissionCurrency: 'USD',
        reversedAt: new Date('2026-03-20T12:00:00Z'),
      },
    ]);
  });

  it('is charged back by its whole gross, also after a refund', () => {
    const columns = { was_refunded: '1', refund_amount: '20.00', was_charged_back: '1' };
    expect(order(columns).reversals).toMatchObject([
      { kind: 'chargeback', amount: '73.78', reversedAt: null },
    ]);
  });

  it('is pending while its payment is', () => {
    expect(order({ payment_status: 'Pending' }).sales[0]?.state).toBe('pending');
  });

  it('is given back as a whole when it was cancelled before it was charged', () => {
    const result = order({ was_canceled: '1', charges_count: '0', total_amount_charged: '0.00' });
    expect(result.sales).toMatchObject([{ amount: '73.78', commission: '0.00' }]);
    expect(result.reversals).toMatchObject([{ kind: 'refund', amount: '73.78', commission: '0.00' }]);
  });

  it('stays a sale when only its next charge was cancelled', () => {
    const result = order({ was_canceled: '1', charges_count: '1' });
    expect([result.sales[0]?.state, result.reversals]).toEqual(['completed', []]);
  });

  it.each([
    ['a test', { is_test: '1' }],
    ['a ping', { order_id_global: 'TSTFWD01' }],
    ['a connection test', { action_type: 'connection_test', total_clean: '' }],
  ])('is nothing when it is %s', (_, columns) => {
    expect(order(columns)).toMatchObject({ sales: [], reversals: [] });
  });

  it.each([
    ['gross', { total_clean: '' }],
    ['gross above zero', { total_clean: '-73.78' }],
    ['currency', { currency: '' }],
    ['date', { rr_createdate: '0000-00-00 00:00:00' }],
    ['known event', { action_type: 'moved' }],
  ])('goes to quarantine without a %s', (_, columns) => {
    expect(() => order(columns)).toThrow(UnexpectedResponse);
  });
});

it('a row of another kind goes to quarantine', () => {
  expect(() => normalizeBuyGoods({ kind: 'postback', row: ORDER })).toThrow(UnexpectedResponse);
});
