import { UnexpectedResponse } from '@tributary/ports';
import { normalizeMaxWeb } from './maxweb.mapper';

const PURCHASE = {
  ORDERID: '90011',
  PRODUCT_CODENAME: 'glow',
  order_date: '2026-03-14 15:22:41',
  COMMISSION_AMOUNT: '61.00',
  event: 'Purchase',
};

function normalize(row: Record<string, unknown>, currency = 'USD') {
  return normalizeMaxWeb({ kind: 'conversion', zone: 'America/New_York', currency, row });
}

describe('a conversion of MaxWeb', () => {
  it('is identified by order and product together', () => {
    expect(normalize(PURCHASE).sales).toMatchObject([
      { externalOrderId: '90011:glow', amount: null, commission: '61.00', productName: 'glow' },
    ]);
    const [upsell] = normalize({ ...PURCHASE, PRODUCT_CODENAME: 'glow_up1' }).sales;
    expect(upsell?.externalOrderId).toBe('90011:glow_up1');
  });

  it.each([
    ['commission', {}],
    ['net_commission', {}],
    ['payout', {}],
  ])('may have its commission under "%s"', (name) => {
    const { COMMISSION_AMOUNT, ...row } = PURCHASE;
    expect(normalize({ ...row, [name]: COMMISSION_AMOUNT }).sales[0]?.commission).toBe('61.00');
  });

  it.each([[{ order: { orderTotal: '149.00' } }], [{ orderTotal: 149 }], [{ order_total: '$149.00' }]])(
    'has a gross where %j tells one',
    (columns) => {
      expect(normalize({ ...PURCHASE, ...columns }).sales[0]?.amount).toBe('149.00');
    },
  );

  it.each(['offer_name', 'offer', 'campaign'])('has the name of its product in "%s"', (name) => {
    expect(normalize({ ...PURCHASE, [name]: 'GlowUp Serum' }).sales[0]?.productName).toBe('GlowUp Serum');
  });

  it('is in the currency of the connection', () => {
    expect(normalize(PURCHASE, 'EUR').sales[0]).toMatchObject({ currency: 'EUR', commissionCurrency: 'EUR' });
  });

  it('is nothing when it is a visit of the checkout', () => {
    expect(normalize({ ...PURCHASE, event: 'Checkout Visit' }).sales).toEqual([]);
  });

  it.each([
    ['without an event', { event: '{STATUS}' }],
    ['with an unknown event', { event: 'lead' }],
    ['with a macro for its order', { ORDERID: '{ORDERID}' }],
  ])('goes to quarantine %s', (_, columns) => {
    expect(() => normalize({ ...PURCHASE, ...columns })).toThrow(UnexpectedResponse);
  });
});

it('a day of MaxWeb is the sum of its offers', () => {
  const rows = [
    { date: '2026-03-14', offer: 'GlowUp', net_commissions: '61.00', conversions_count: '1' },
    { date: '2026-03-14', offer: 'SleepWell', net_commissions: '24.50', conversions_count: '2' },
  ];
  const { dailyTotals } = normalizeMaxWeb({ kind: 'day', zone: 'America/New_York', currency: 'USD', rows });
  expect(dailyTotals).toMatchObject([
    { day: '2026-03-14', netCommission: '85.50', conversions: 3, visits: null },
  ]);
});

it('a row of another kind goes to quarantine', () => {
  expect(() => normalizeMaxWeb({ kind: 'vendor-order', row: PURCHASE })).toThrow(UnexpectedResponse);
});
