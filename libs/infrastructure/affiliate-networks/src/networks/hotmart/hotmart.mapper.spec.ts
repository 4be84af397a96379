import { UnexpectedResponse } from '@tributary/ports';
import { normalizeHotmartRow } from './hotmart.mapper';

const ID = 'HP40213587719604';

function row(
  fields: Record<string, unknown> = {},
  commissions: unknown = [lineOf('AFFILIATE', 52.4, 'BRL')],
): Record<string, unknown> {
  return {
    role: 'AFFILIATE',
    history: {
      product: { id: 3481207, name: 'Curso Jardim em Casa' },
      buyer: { email: ' Marta@Example.test' },
      purchase: {
        transaction: ID,
        order_date: 1767571200000,
        approved_date: 1767571320000,
        status: 'APPROVED',
        recurrency_number: 1,
        is_subscription: false,
        commission_as: 'AFFILIATE',
        price: { value: 129.9, currency_code: 'BRL' },
        ...fields,
      },
    },
    commissions,
  };
}

function lineOf(source: string, value: number | null, currency: string | null) {
  return { source, commission: { value, currency_value: currency } };
}

function refusalOf(raw: Record<string, unknown>): UnexpectedResponse {
  try {
    normalizeHotmartRow(raw);
  } catch (error) {
    if (error instanceof UnexpectedResponse) return error;
    throw error;
  }
  throw new Error('the row was read');
}

describe('a Hotmart sale', () => {
  it('is what its row and its own commission line say', () => {
    expect(normalizeHotmartRow(row())).toEqual({
      sales: [
        {
          externalOrderId: ID,
          orderNumber: 'HP40213587719604',
          linkKey: ID,
          state: 'completed',
          amount: '129.90',
          currency: 'BRL',
          commission: '52.40',
          commissionCurrency: 'BRL',
          productId: '3481207',
          productName: 'Curso Jardim em Casa',
          customerEmail: 'marta@example.test',
          saleDate: new Date('2026-01-05T00:00:00Z'),
          isRebill: false,
        },
      ],
      reversals: [],
      dailyTotals: [],
      reversalsAreComplete: true,
      neverPaid: [],
    });
  });

  it.each([
    ['APPROVED', 'completed', null],
    ['COMPLETE', 'completed', null],
    ['complete', 'completed', null],
    ['REFUNDED', 'completed', 'refund'],
    ['CHARGEBACK', 'completed', 'chargeback'],
    ['PARTIALLY_REFUNDED', 'completed', null],
    ['PROTESTED', 'pending', null],
    ['DISPUTE', 'pending', null],
    ['WAITING_PAYMENT', 'pending', null],
    ['PRINTED_BILLET', 'pending', null],
    ['BILLET_PRINTED', 'pending', null],
    ['PROCESSING_TRANSACTION', 'pending', null],
    ['STARTED', 'pending', null],
    ['UNDER_ANALISYS', 'pending', null],
    ['UNDER_ANALYSIS', 'pending', null],
    ['DLOCAL_ANALYSIS', 'pending', null],
    ['PRE_ORDER', 'pending', null],
    ['OVERDUE', 'pending', null],
    ['DELAYED', 'pending', null],
  ])('with the status %s is %s with the reversal %s', (status, state, reversal) => {
    const { sales, reversals, neverPaid } = normalizeHotmartRow(row({ status }));
    expect(sales.map((sale) => sale.state)).toEqual([state]);
    expect(reversals.map(({ externalReversalId }) => externalReversalId)).toEqual(
      reversal === null ? [] : [`${ID}:${reversal}`],
    );
    expect(neverPaid).toEqual([]);
  });

  it.each(['CANCELLED', 'CANCELED', 'EXPIRED', 'NO_FUNDS', 'BLOCKED'])(
    'with the status %s was never paid',
    (status) => {
      expect(normalizeHotmartRow(row({ status }))).toMatchObject({
        sales: [],
        reversals: [],
        neverPaid: [ID],
      });
    },
  );

  it.each([
    ['REFUNDED', 'refund'],
    ['CHARGEBACK', 'chargeback'],
  ])('that is %s gives back price and commission, dated by first sight', (status, kind) => {
    const commissions = [lineOf('PRODUCER', 60, 'USD'), lineOf('AFFILIATE', 9.75, 'USD')];
    const price = { value: 5000, currency_code: 'CLP' };
    expect(normalizeHotmartRow(row({ status, price }, commissions)).reversals).toEqual([
      {
        externalReversalId: `${ID}:${kind}`,
        linkKey: ID,
        kind,
        amount: '5000.00',
        currency: 'CLP',
        commission: '9.75',
        commissionCurrency: 'USD',
        reversedAt: null,
      },
    ]);
  });

  it('that is refunded without a commission line gives back an unknown commission', () => {
    const { sales, reversals } = normalizeHotmartRow(row({ status: 'REFUNDED' }, null));
    expect(sales).toMatchObject([{ commission: null }]);
    expect(reversals).toMatchObject([{ amount: '129.90', commission: null }]);
  });

  it('that is partly refunded counts what its commission line still states, and guesses no refund', () => {
    const { sales, reversals } = normalizeHotmartRow(
      row({ status: 'PARTIALLY_REFUNDED' }, [lineOf('AFFILIATE', 31.1, 'BRL')]),
    );
    expect(sales).toMatchObject([{ state: 'completed', amount: '129.90', commission: '31.10' }]);
    expect(reversals).toEqual([]);
  });

  it.each([
    ['no lines', null],
    ['an empty list', []],
    ['lines of others only', [lineOf('PRODUCER', 60, 'BRL'), lineOf('MARKETPLACE', 13.86, 'BRL')]],
    ['an own line without value', [lineOf('AFFILIATE', null, 'BRL')]],
  ])('with %s has an unknown commission, never zero', (_what, commissions) => {
    const [sale] = normalizeHotmartRow(row({}, commissions)).sales;
    expect(sale).toMatchObject({ commission: null, commissionCurrency: 'BRL' });
  });

  it('takes the line of the role the sale names, whatever was asked for', () => {
    const commissions = [lineOf('AFFILIATE', 10, 'BRL'), lineOf('PRODUCER', 60, 'BRL')];
    const [sale] = normalizeHotmartRow(row({ commission_as: 'PRODUCER' }, commissions)).sales;
    expect(sale?.commission).toBe('60.00');
  });

  it('takes the role asked for where the sale names none', () => {
    const [sale] = normalizeHotmartRow(row({ commission_as: null })).sales;
    expect(sale?.commission).toBe('52.40');
  });

  it('reads the currency of a commission under both names', () => {
    const commissions = [{ source: 'AFFILIATE', commission: { value: 9.75, currency_code: 'usd' } }];
    const [sale] = normalizeHotmartRow(row({}, commissions)).sales;
    expect(sale).toMatchObject({ commission: '9.75', commissionCurrency: 'USD', currency: 'BRL' });
  });

  it('without a price has an unknown amount in the currency of the commission', () => {
    const [sale] = normalizeHotmartRow(row({ price: null })).sales;
    expect(sale).toMatchObject({ amount: null, currency: 'BRL', commission: '52.40' });
  });

  it.each([
    [1, false],
    [2, true],
    [null, false],
    [undefined, false],
  ])('with the charge number %s: rebill is %s', (recurrency_number, isRebill) => {
    expect(normalizeHotmartRow(row({ recurrency_number })).sales).toMatchObject([{ isRebill }]);
  });

  it('without buyer and product is still a sale', () => {
    const raw = row();
    raw.history = { purchase: (raw.history as { purchase: unknown }).purchase };
    const [sale] = normalizeHotmartRow(raw).sales;
    expect(sale).toMatchObject({ customerEmail: null, productId: null, productName: null });
  });

  it.each([
    ['an unknown status', row({ status: 'TELEPORTED' }), 'purchase.status'],
    ['no status', row({ status: null }), 'history.purchase.status'],
    ['no transaction', row({ transaction: '' }), 'history.purchase.transaction'],
    ['no order date', row({ order_date: undefined }), 'history.purchase.order_date'],
    ['an order date in seconds', row({ order_date: 1767571200 }), 'history.purchase.order_date'],
    ['no currency at all', row({ price: { value: 1 } }, null), 'purchase.price.currency_code'],
    [
      'a currency that is none',
      row({ price: { value: 1, currency_code: 'R$' } }),
      'purchase.price.currency_code',
    ],
    ['a commission without currency', row({}, [lineOf('AFFILIATE', 5, null)]), 'commission.currency_value'],
    [
      'two lines of the own role',
      row({}, [lineOf('AFFILIATE', 5, 'BRL'), lineOf('AFFILIATE', 6, 'BRL')]),
      'commissions',
    ],
    [
      'an amount with binary noise',
      row({ price: { value: 0.1 + 0.2, currency_code: 'BRL' } }),
      'history.purchase.price.value',
    ],
  ])('with %s goes to quarantine', (_what, raw, field) => {
    const error = refusalOf(raw);
    expect(error.retry).toBe('skip-row');
    expect(error.where.field).toBe(field);
  });
});
