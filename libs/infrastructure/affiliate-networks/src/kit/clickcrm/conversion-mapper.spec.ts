import { UnexpectedResponse } from '@tributary/ports';
import { CLICKCRM_COLUMNS } from './columns';
import { normalizeConversion } from './conversion-mapper';

const KEY = '20417:118204';
/** What reversals point at, postbacks included: the vendor's id is left out. */
const LINK = '118204:nc6_main';
const SALE_TIME = new Date('2026-03-14T19:22:41Z');

/** What every row of the list has. */
const ORDER = {
  order_id_global: '7KQ2M9XA',
  order_id: '118204',
  account_id: '20417',
  rr_createdate: '2026-03-14 15:22:41',
  aff_commission: '41.30',
  action_type: 'neworder',
  product_codename: 'nc6_main',
  product_name: 'NightCalm 6 Bottles',
};

/** A row that is changed in place has these as well. */
const UNCHANGED = {
  was_refunded: '0',
  date_refunded: '0000-00-00 00:00:00',
  refund_amount: '0.00',
  commission_voided: '0',
};

function normalize(row: Record<string, unknown>, zone = 'America/New_York') {
  const envelope = { kind: 'conversion', zone, currency: 'USD', row };
  return normalizeConversion(envelope, { networkName: 'BuyGoods', columns: CLICKCRM_COLUMNS });
}

function event(columns: Record<string, unknown> = {}) {
  return normalize({ ...ORDER, ...columns });
}

function inPlace(columns: Record<string, unknown> = {}) {
  return normalize({ ...ORDER, ...UNCHANGED, ...columns });
}

function refusal(read: () => unknown): UnexpectedResponse {
  try {
    read();
  } catch (error) {
    if (error instanceof UnexpectedResponse) return error;
    throw error;
  }
  throw new Error('the row was read');
}

const NOTHING = { sales: [], reversals: [], dailyTotals: [], reversalsAreComplete: false, neverPaid: [] };

describe('an affiliate’s commission', () => {
  it('is a sale of unknown gross with the commission as it stands there', () => {
    expect(inPlace()).toEqual({
      ...NOTHING,
      reversalsAreComplete: true,
      sales: [
        {
          externalOrderId: KEY,
          orderNumber: '118204',
          linkKey: LINK,
          state: 'completed',
          amount: null,
          currency: 'USD',
          commission: '41.30',
          commissionCurrency: 'USD',
          productId: 'nc6_main',
          productName: 'NightCalm 6 Bottles',
          customerEmail: null,
          saleDate: SALE_TIME,
          isRebill: false,
        },
      ],
    });
  });

  it.each([
    ['neworder', 'completed', false],
    ['newsale', 'completed', false],
    ['New Order', 'completed', false],
    ['frontend', 'completed', false],
    ['upsell', 'completed', false],
    ['Completed', 'completed', false],
    ['rebill', 'completed', true],
    ['pending', 'pending', false],
  ])('with the event "%s" is %s in both shapes of the list', (action_type, state, isRebill) => {
    expect(inPlace({ action_type }).sales).toEqual([expect.objectContaining({ state, isRebill })]);
    expect(event({ action_type }).sales).toEqual([expect.objectContaining({ state, isRebill })]);
  });

  it('is pending while its payment is', () => {
    expect(inPlace({ payment_status: 'Pending' }).sales[0]?.state).toBe('pending');
    expect(event({ payment_status: 'Pending' }).sales[0]?.state).toBe('pending');
  });

  it.each([
    ['a connection test', { action_type: 'connection_test' }],
    ['a test order', { is_test: '1' }],
    ['the ping of a vendor', { order_id_global: 'TSTFWD77' }],
    ['a rebill that failed', { action_type: 'failedrebill' }],
    ['a visit of the checkout', { action_type: 'Checkout Visit' }],
  ])('is nothing when it is %s', (_, columns) => {
    expect(inPlace(columns)).toEqual(NOTHING);
  });

  it.each([
    ['an unknown event', { action_type: 'partially_shipped' }],
    ['no event at all', { action_type: '' }],
    ['no commission', { aff_commission: ' ' }],
    ['a commission with a decimal comma', { aff_commission: '41,30' }],
    ['a commission in words', { aff_commission: 'n/a' }],
    ['a commission below zero', { aff_commission: '-41.30' }],
    ['no id', { order_id: '', order_id_global: '' }],
    ['macros instead of ids', { account_id: '', order_id: '{ORDERID}', order_id_global: null }],
    ['no date', { rr_createdate: '0000-00-00 00:00:00' }],
    ['a date that does not exist', { rr_createdate: '2026-02-30 10:00:00' }],
  ])('goes to quarantine with %s', (_, columns) => {
    const error = refusal(() => inPlace(columns));
    expect(error.retry).toBe('skip-row');
    expect(error.where.field).not.toBe('');
    expect(error.message).not.toMatch(/41|partially|n\/a/);
  });
});

describe('the identity of a commission', () => {
  it.each([
    [{}, KEY, LINK],
    [{ account_id: '' }, '7KQ2M9XA', LINK],
    [{ order_id: '' }, '7KQ2M9XA', '7KQ2M9XA'],
    [{ account_id: '', order_id_global: '' }, '118204:nc6_main', LINK],
    [{ account_id: '', order_id_global: '', product_codename: '' }, '118204', '118204'],
    [{ product_codename: '' }, KEY, KEY],
    [{ account_id: 20417, order_id: 118204 }, KEY, LINK],
  ])('of %j is %s, and its reversals point at %s', (columns, key, link) => {
    const [sale] = inPlace(columns).sales;
    expect([sale?.externalOrderId, sale?.linkKey]).toEqual([key, link]);
  });
});

describe('the time of a commission', () => {
  it.each([
    ['2026-03-14 15:22:41', '2026-03-14T19:22:41Z'],
    ['2026-01-14 15:22:41', '2026-01-14T20:22:41Z'],
    ['2026-03-14', '2026-03-14T04:00:00Z'],
    ['2026-03-14T15:22:41Z', '2026-03-14T15:22:41Z'],
    ['2026-03-14T15:22:41+02:00', '2026-03-14T13:22:41Z'],
    ['03/14/2026', '2026-03-14T04:00:00Z'],
    ['03/14/2026 15:22', '2026-03-14T19:22:00Z'],
    ['03/14/2026 03:22:41 PM', '2026-03-14T19:22:41Z'],
    ['March 14, 2026', '2026-03-14T04:00:00Z'],
    ['March 14, 2026, 3:22 PM', '2026-03-14T19:22:00Z'],
    // The clocks of New York go forward at 2 on 8 March and back at 2 on 1 November 2026.
    ['2026-03-08 02:30:00', '2026-03-08T07:30:00Z'],
    ['2026-11-01 01:30:00', '2026-11-01T05:30:00Z'],
  ])('%s is read as New York’s', (rr_createdate, instant) => {
    expect(inPlace({ rr_createdate }).sales[0]?.saleDate).toEqual(new Date(instant));
  });

  it('is read in the zone of the connection', () => {
    const [sale] = normalize({ ...ORDER, ...UNCHANGED }, 'Europe/Berlin').sales;
    expect(sale?.saleDate).toEqual(new Date('2026-03-14T14:22:41Z'));
  });

  it('is never taken from the European spelling', () => {
    const columns = { rr_createdate: '', order_date_eu: '14/03/2026' };
    expect(refusal(() => inPlace(columns)).where.field).toContain('rr_createdate');
  });
});

describe('money of a commission', () => {
  it.each([
    ['41.3', '41.30'],
    [41.3, '41.30'],
    ['$41.30', '41.30'],
    ['1,041.30', '1041.30'],
    ['$1,234,567.8901', '1234567.8901'],
    ['0042.50', '42.50'],
    ['0', '0.00'],
    ['1e15', null],
    ['1,04.30', null],
    [19.990000000000002, null],
  ])('%j is %j', (aff_commission, expected) => {
    if (expected === null) expect(refusal(() => inPlace({ aff_commission })).retry).toBe('skip-row');
    else expect(inPlace({ aff_commission }).sales[0]?.commission).toBe(expected);
  });

  it.each(['aff_commission', 'commission_amount', 'COMMISSION_AMOUNT', 'net_commissions', 'commission'])(
    'may stand under "%s"',
    (name) => {
      const { aff_commission, ...order } = ORDER;
      const [sale] = normalize({ ...order, ...UNCHANGED, [name]: aff_commission }).sales;
      expect(sale?.commission).toBe('41.30');
    },
  );

  it('never takes `total` or `amount` for what the customer paid, but takes `total_clean`', () => {
    expect(inPlace({ total: '$&#36;73.78', amount: '41.30' }).sales[0]?.amount).toBeNull();
    expect(inPlace({ total_clean: '73.78' }).sales[0]?.amount).toBe('73.78');
  });
});

describe('a commission that was changed in place', () => {
  const refund = {
    externalReversalId: `${KEY}:refund`,
    linkKey: LINK,
    kind: 'refund',
    amount: null,
    currency: 'USD',
    commission: '0.00',
    commissionCurrency: 'USD',
    reversedAt: null,
  };

  it('stays a sale and leaves the commission where it is when the buyer is refunded', () => {
    const result = inPlace({ action_type: 'refund', was_refunded: '1', refund_amount: '73.78' });
    expect(result.sales[0]).toMatchObject({ state: 'completed', commission: '41.30' });
    expect(result.reversals).toEqual([{ ...refund, amount: '73.78' }]);
    expect(result.reversalsAreComplete).toBe(true);
  });

  it.each([
    ['2026-03-16 10:15:00', new Date('2026-03-16T14:15:00Z')],
    ['0000-00-00 00:00:00', null],
    ['', null],
  ])('with the refund date "%s" is dated by it, or by first sight', (date_refunded, reversedAt) => {
    const result = inPlace({ action_type: 'refund', was_refunded: '1', date_refunded });
    expect(result.reversals).toEqual([{ ...refund, reversedAt }]);
  });

  it.each([
    ['the event', { action_type: 'refund' }],
    ['the mark', { was_refunded: 1 }],
  ])('is refunded by %s alone', (_, columns) => {
    expect(inPlace(columns).reversals).toEqual([refund]);
  });

  it.each([
    ['1', '41.30'],
    ['yes', '41.30'],
    ['41.30', '41.30'],
    ['-20.00', '20.00'],
    ['0', null],
    ['0.00', null],
    ['no', null],
    ['', null],
  ])(
    'with commission_voided "%s" loses %j of the commission, beside the refund',
    (commission_voided, commission) => {
      const columns = { action_type: 'refund', was_refunded: '1', commission_voided };
      const voids = inPlace({ ...columns, date_voided: '2026-03-17 09:00:00' }).reversals.filter(
        (reversal) => reversal.kind === 'void',
      );
      const reversedAt = new Date('2026-03-17T13:00:00Z');
      const expected = { ...refund, externalReversalId: `${KEY}:void`, kind: 'void', commission, reversedAt };
      expect(voids).toEqual(commission === null ? [] : [expected]);
    },
  );

  it('can lose its commission without a refund', () => {
    const result = inPlace({ action_type: 'void' });
    expect(result.sales[0]?.state).toBe('completed');
    expect(result.reversals).toMatchObject([{ kind: 'void', commission: '41.30', reversedAt: null }]);
  });

  it('is charged back rather than refunded when it is both', () => {
    const result = inPlace({
      action_type: 'refund',
      was_refunded: '1',
      was_charged_back: '1',
      date_refunded: '2026-03-16 10:15:00',
    });
    expect(result.reversals).toMatchObject([{ kind: 'chargeback', commission: '0.00', reversedAt: null }]);
  });

  it.each([
    [{ date_charged_back: '2026-03-18 10:00:00' }, new Date('2026-03-18T14:00:00Z')],
    [{ date_refunded: '2026-03-17 10:00:00' }, new Date('2026-03-17T14:00:00Z')],
    [{}, null],
  ])('and charged back is dated by %j', (columns, reversedAt) => {
    const [reversal] = inPlace({ action_type: 'chargeback', ...columns }).reversals;
    expect(reversal).toMatchObject({ kind: 'chargeback', reversedAt });
  });

  it('has no reversal any more once a chargeback was won', () => {
    expect(inPlace({ was_charged_back: '0' })).toMatchObject({ reversals: [], reversalsAreComplete: true });
  });

  it('is worth nothing when it was cancelled before it was charged', () => {
    const result = inPlace({
      action_type: 'cancel',
      charges_count: '0',
      date_canceled: '2026-03-15 08:00:00',
    });
    expect(result.sales).toMatchObject([{ commission: '0.00' }]);
    expect(result.reversals).toEqual([{ ...refund, reversedAt: new Date('2026-03-15T12:00:00Z') }]);
  });

  it.each([
    ['charges', { charges_count: '2' }],
    ['a completed payment', { payment_status: 'Completed' }],
    ['a commission', {}],
  ])('stays a sale when it was cancelled after %s', (_, columns) => {
    const result = inPlace({ action_type: 'canceledfromrebill', ...columns });
    expect(result.sales).toMatchObject([{ state: 'completed', commission: '41.30' }]);
    expect(result.reversals).toEqual([]);
  });

  it('ignores the sign of the commission beside a reversal', () => {
    const result = inPlace({ action_type: 'refund', aff_commission: '-41.30' });
    expect(result.sales[0]?.commission).toBe('41.30');
    expect(result.reversals).toEqual([refund]);
  });
});

describe('a list with a row for each event', () => {
  const at = '2026-03-16T14:15:00.000Z';
  const later = { rr_createdate: '2026-03-16 10:15:00' };

  it.each(['refund', 'chargeback'])(
    'never counts a %s as a second sale, nor as all there is',
    (action_type) => {
      expect(event({ ...later, action_type })).toEqual({
        ...NOTHING,
        reversals: [
          {
            externalReversalId: `${KEY}:${action_type}:${at}`,
            linkKey: LINK,
            kind: action_type,
            amount: null,
            currency: 'USD',
            commission: '0.00',
            commissionCurrency: 'USD',
            reversedAt: new Date(at),
          },
        ],
      });
    },
  );

  it('keeps two refunds of one order apart', () => {
    const [first] = event({ ...later, action_type: 'refund' }).reversals;
    const [second] = event({ rr_createdate: '2026-03-17 10:15:00', action_type: 'refund' }).reversals;
    expect(first?.externalReversalId).not.toBe(second?.externalReversalId);
  });

  it('takes a commission below zero beside a refund for a void', () => {
    const { reversals } = event({ ...later, action_type: 'refund', aff_commission: '-41.30' });
    expect(reversals).toMatchObject([
      { kind: 'refund', commission: '0.00' },
      { kind: 'void', commission: '41.30', externalReversalId: `${KEY}:void:${at}` },
    ]);
  });

  it.each([
    ['41.30', '41.30'],
    ['-41.30', '41.30'],
    ['0.00', null],
  ])('reads a void of %s as %j', (aff_commission, commission) => {
    expect(event({ ...later, action_type: 'void', aff_commission }).reversals).toMatchObject([
      { kind: 'void', commission, reversedAt: new Date(at) },
    ]);
  });

  it('drops a pending sale that was cancelled', () => {
    expect(event({ action_type: 'cancel' })).toEqual({ ...NOTHING, neverPaid: [KEY] });
  });
});
