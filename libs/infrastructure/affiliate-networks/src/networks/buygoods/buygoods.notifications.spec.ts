import { type NormalizedRow, UnexpectedResponse } from '@tributary/ports';
import { asked, fixtureText, postedForm, postedJson } from '../../kit/testing/notification-request';
import { normalizeConversion } from '../../kit/clickcrm/conversion-mapper';
import { normalizeBuyGoods } from './buygoods.mapper';
import { buygoodsNotifications } from './buygoods.notifications';
import { AFFILIATE_COLUMNS } from './buygoods.schema';

const POSTBACKS = JSON.parse(fixtureText(import.meta.dirname, 'postbacks.json')) as Readonly<
  Record<string, string>
>;
const RECEIVED = new Date('2026-03-14T18:22:41Z');
const KEY = '118204:nc6_main';

const read = (query: string, receivedAt = RECEIVED, secrets = {}) =>
  buygoodsNotifications.read(asked(query), secrets, receivedAt);

function meaningOf(query: string, secrets = {}): NormalizedRow {
  const told = read(query, RECEIVED, secrets);
  const [row, ...others] = told.kind === 'booking' ? told.rows : [];
  if (!row || others.length > 0) throw new Error('expected one row');
  return normalizeBuyGoods(JSON.parse(JSON.stringify(row)) as typeof row);
}

const postback = (name: string) => meaningOf(POSTBACKS[name] ?? '');

describe('BuyGoods’ postback', () => {
  it('books a sale at the time it arrived, known by order number and product', () => {
    expect(postback('sale')).toEqual({
      sales: [
        {
          ...{ externalOrderId: KEY, linkKey: KEY, orderNumber: '118204', state: 'completed' },
          ...{ amount: null, currency: 'USD', commission: '41.30', commissionCurrency: 'USD' },
          ...{ productId: 'nc6_main', productName: 'nc6_main', customerEmail: null },
          ...{ saleDate: RECEIVED, isRebill: false },
        },
      ],
      ...{ reversals: [], dailyTotals: [], neverPaid: [], reversalsAreComplete: false, isBooking: true },
    });
    expect(postback('upsell').sales[0]?.externalOrderId).toBe('118205:nc6_upsell');
  });

  it('leaves the commission with a refund and a chargeback, and takes it by a void', () => {
    const reversal = {
      linkKey: KEY,
      amount: null,
      currency: 'USD',
      commissionCurrency: 'USD',
      reversedAt: null,
    };
    expect(postback('refund').reversals).toEqual([
      { ...reversal, externalReversalId: `${KEY}:refund`, kind: 'refund', commission: '0.00' },
    ]);
    expect(postback('chargeback').reversals).toEqual([
      { ...reversal, externalReversalId: `${KEY}:chargeback`, kind: 'chargeback', commission: '0.00' },
    ]);
    const voided = { ...reversal, externalReversalId: `${KEY}:void`, kind: 'void', commission: '41.30' };
    expect(postback('void').reversals).toEqual([voided]);
    expect(postback('refundWithVoid').reversals.slice(1)).toEqual([voided]);
    for (const name of ['refund', 'chargeback', 'void']) expect(postback(name).sales).toEqual([]);
  });

  it('points at the order that the row report tells, whose own id has the vendor’s', () => {
    const row = {
      ...{ account_id: '10177', order_id: '118204', product_codename: 'nc6_main', action_type: 'neworder' },
      ...{ rr_createdate: '2026-03-14 14:22:41', aff_commission: '41.30' },
    };
    const raw = { kind: 'conversion', zone: 'America/New_York', currency: 'USD', row };
    const context = { networkName: 'BuyGoods', columns: AFFILIATE_COLUMNS };
    const [reported] = normalizeConversion(raw, context).sales;
    expect(reported?.linkKey).toBe(KEY);
    expect(postback('sale').sales[0]?.linkKey).toBe(reported?.linkKey);
  });

  it('is the same notification when it is sent again, however it is sent', () => {
    const query = POSTBACKS.sale ?? '';
    const first = read(query);
    const again = read(query, new Date('2026-03-15T00:00:00Z'));
    expect(again.meaning).toBe(first.meaning);
    const posted = buygoodsNotifications.read(postedForm(query), {}, RECEIVED);
    const json = buygoodsNotifications.read(
      postedJson(Object.fromEntries(new URLSearchParams(query))),
      {},
      RECEIVED,
    );
    expect([posted, json]).toEqual([first, first]);
    expect(read(POSTBACKS.refund ?? '').meaning).not.toBe(first.meaning);
  });

  it('means nothing as a visit of the checkout, a test, or a check of the address', () => {
    expect(read(POSTBACKS.checkout ?? '').kind).toBe('ignored');
    expect(read('event=test&orderid=1').kind).toBe('ignored');
    expect(read('').kind).toBe('ignored');
  });

  it.each([
    ['orderid', POSTBACKS.macrosLeft],
    ['product', 'event=sale&orderid=118204&commission=41.30&product=%7BPRODUCT_CODENAME%7D'],
    ['commission', 'event=sale&orderid=118204&product=nc6_main&commission='],
    ['commission', 'event=sale&orderid=118204&product=nc6_main&commission=a+lot'],
    ['commission', 'event=sale&orderid=118204&product=nc6_main&commission=-41.30'],
    ['commission', 'event=void&orderid=118204&product=nc6_main'],
    ['commission', 'event=void&orderid=118204&product=nc6_main&commission=0'],
    ['event', 'event=rebill&orderid=118204&product=nc6_main&commission=41.30'],
    ['event', 'event=jackpot&orderid=118204&product=nc6_main&commission=41.30'],
    ['event', 'orderid=118204&product=nc6_main&commission=41.30'],
  ])('is set aside rather than guessed when its %s cannot be read (%s)', (field, query = '') => {
    let failure: unknown;
    try {
      meaningOf(query);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(UnexpectedResponse);
    expect(failure).toMatchObject({
      retry: 'skip-row',
      where: { field: expect.stringContaining(field) as string },
    });
  });

  it('takes the currency that was entered', () => {
    const { sales } = meaningOf(POSTBACKS.sale ?? '', { currency: ' eur ' });
    expect(sales[0]).toMatchObject({ currency: 'EUR', commissionCurrency: 'EUR' });
  });

  it('keeps nothing of a person', () => {
    const told = read(POSTBACKS.personal ?? '');
    const rows = told.kind === 'booking' ? JSON.stringify(told.rows) : '';
    expect(rows).toContain('118206');
    for (const secret of ['Ada', '1555000', '0badc0de', 'ada@']) expect(rows).not.toContain(secret);
  });
});
