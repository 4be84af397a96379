import type { ImportField } from './import-field';
import { type ImportIdentity, PLAIN_IDENTITY } from './import-identity';
import type { FieldSource, ImportMapping } from './import-mapping';
import { ImportRowReader, type RowMeaning } from './read-import-row';

const HEADERS: readonly ImportField[] = [
  ...(['orderId', 'saleDate', 'status', 'commission', 'currency', 'gross', 'productName'] as const),
  ...(['refundDate', 'refundedGross', 'refundedCommission', 'testMark', 'productId', 'line'] as const),
];
type Row = Partial<Record<ImportField, string>>;

const GOOD: Row = {
  orderId: 'A-1',
  saleDate: '2026-03-14 10:00',
  status: 'Paid',
  commission: '40.00',
  currency: 'USD',
  gross: '100',
  productName: 'Acme Course',
};

function mapping(change: Partial<ImportMapping> = {}): ImportMapping {
  const fields = HEADERS.map((field, column): [string, FieldSource] => [field, { kind: 'column', column }]);
  return {
    fields: Object.fromEntries(fields),
    dateFormat: 'iso',
    timeZone: 'UTC',
    decimalSign: 'point',
    statusWords: {
      paid: 'completed',
      open: 'pending',
      back: 'refunded',
      dispute: 'chargeback',
      demo: 'leave-out',
    },
    refundRows: 'same-row',
    refundTakes: 'all',
    ...change,
  };
}

function read(
  row: Row,
  change: Partial<ImportMapping> = {},
  identity: ImportIdentity = PLAIN_IDENTITY,
): RowMeaning {
  const cells = HEADERS.map((field) => ({ ...GOOD, ...row })[field] ?? '');
  return new ImportRowReader(mapping(change), identity).read(cells);
}

const reasons = (meaning: RowMeaning) =>
  meaning.problems.map(({ column, reason }) => `${HEADERS[column ?? -1] ?? 'row'}: ${reason}`);

describe('a row', () => {
  it('is a sale', () => {
    expect(read({})).toMatchObject({
      problems: [],
      reversals: [],
      word: 'paid',
      sale: {
        externalOrderId: 'A-1',
        linkKey: 'A-1',
        state: 'completed',
        amount: '100.00',
        currency: 'USD',
        commission: '40.00',
        commissionCurrency: 'USD',
        productName: 'Acme Course',
        saleDate: new Date('2026-03-14T10:00:00Z'),
        saleDateUntil: null,
        isRebill: null,
      },
    });
  });

  it('takes its identity from its ids, not from its place', () => {
    expect(read({ line: 'SKU-2' }).sale?.externalOrderId).toBe('A-1:SKU-2');
    expect(read({}).sale).toEqual(read({}).sale);
  });

  it.each([
    ['Open', 'pending'],
    [' PAID ', 'completed'],
  ])('with the word %s is %s', (status, state) => {
    expect(read({ status }).sale?.state).toBe(state);
  });

  it('leaves out what was said to be no sale, and test orders, whatever else is in them', () => {
    expect(read({ status: 'demo', saleDate: 'never' })).toMatchObject({
      isLeftOut: true,
      problems: [],
      sale: null,
    });
    expect(read({ testMark: '1', commission: 'x' })).toMatchObject({ isLeftOut: true, sale: null });
    expect(read({ testMark: '0' })).toMatchObject({ isLeftOut: false });
  });

  it('takes an unknown amount for unknown, never for zero', () => {
    expect(read({ commission: '', gross: ' ' }).sale).toMatchObject({ commission: null, amount: null });
  });

  it.each<[string, Row, readonly string[]]>([
    [
      'an unknown status word',
      { status: 'Lost' },
      ['status: is a status word whose meaning has not been chosen'],
    ],
    ['no status', { status: '' }, ['status: is empty. Status is needed']],
    [
      'a status of the language',
      { status: 'constructor' },
      ['status: is a status word whose meaning has not been chosen'],
    ],
    ['no order id', { orderId: ' ' }, ['orderId: is empty. Order ID is needed']],
    ['no date', { saleDate: '' }, ['saleDate: is empty. Sale date is needed']],
    ['another form of date', { saleDate: '03/14/2026' }, ['saleDate: is not a date in the form YYYY-MM-DD']],
    ['no currency', { currency: '' }, ['currency: is empty. Currency of the commission is needed']],
    [
      'a currency that is none',
      { currency: 'Dollar' },
      ['currency: is not a currency code of three letters'],
    ],
    ['an amount that is none', { commission: 'forty' }, ['commission: is not an amount of money']],
    ['a commission below zero', { commission: '-4' }, ['commission: is below zero on a row that is a sale']],
    ['a formula for an id', { orderId: '=A1' }, ['orderId: is a formula, not an id']],
    ['a formula for an amount', { commission: '=SUM(A1)' }, ['commission: is a formula, not an amount']],
    ['a formula for a date', { saleDate: '=TODAY()' }, ['saleDate: is a formula, not a date']],
    [
      'an id that a spreadsheet has shortened',
      { orderId: '1.23457E+11' },
      ['orderId: was shortened by a spreadsheet. Export the file again and do not save it there'],
    ],
    ['a test mark that is none', { testMark: 'maybe' }, ['testMark: is neither yes nor no']],
    [
      'several faults',
      { orderId: '', commission: 'x', saleDate: 'y' },
      [
        'orderId: is empty. Order ID is needed',
        'saleDate: is not a date in the form YYYY-MM-DD',
        'commission: is not an amount of money',
      ],
    ],
  ])('with %s is refused', (_, row, problems) => {
    const meaning = read(row);
    expect(reasons(meaning)).toEqual(problems);
    expect([meaning.sale, meaning.reversals]).toEqual([null, []]);
  });

  it('keeps a formula in a text as text and flags it', () => {
    expect(read({ productName: '=HYPERLINK("x")' })).toMatchObject({
      formulas: [HEADERS.indexOf('productName')],
      sale: { productName: '=HYPERLINK("x")' },
    });
    expect(read({ productName: '-12' }).formulas).toEqual([]);
    expect(read({ productName: "'+escaped" }).sale?.productName).toBe('+escaped');
  });

  it('needs what the identity of its network needs', () => {
    const identity = { ...PLAIN_IDENTITY, needs: ['line', 'party'] as const };
    expect(reasons(read({}, {}, identity))).toEqual([
      'line: is empty. Order line or SKU is needed',
      'row: is empty. Your part in the sale is needed',
    ]);
  });

  it('takes a fixed value where one was given', () => {
    const { fields } = mapping();
    const fixed = {
      ...fields,
      currency: { kind: 'value', value: 'eur' },
      status: { kind: 'value', value: 'pending' },
    } as const;
    expect(read({ currency: 'USD', status: 'Lost' }, { fields: fixed }).sale).toMatchObject({
      commissionCurrency: 'EUR',
      currency: 'EUR',
      state: 'pending',
    });
  });

  it('says that a sale is no rebill only where the file tells rebills', () => {
    const statusWords = { ...mapping().statusWords, again: 'rebill' } as const;
    expect(read({}, { statusWords }).sale?.isRebill).toBe(false);
    expect(read({ status: 'Again' }, { statusWords }).sale?.isRebill).toBe(true);
  });
});

describe('a refund in the row of its sale', () => {
  const refund = (row: Row, change: Partial<ImportMapping> = {}) =>
    read({ status: 'back', ...row }, change).reversals;

  it('leaves the sale as it was and takes it back, with a key of its own', () => {
    const meaning = read({ status: 'back', refundDate: '2026-03-20' });
    expect(meaning.sale).toMatchObject({ state: 'completed', amount: '100.00', commission: '40.00' });
    expect(meaning.reversals).toMatchObject([
      {
        externalReversalId: 'A-1:refund',
        linkKey: 'A-1',
        kind: 'refund',
        amount: '100.00',
        commission: '40.00',
        reversedAt: new Date('2026-03-20T00:00:00Z'),
        reversedUntil: new Date('2026-03-21T00:00:00Z'),
      },
    ]);
  });

  it('may be a chargeback, and have no date', () => {
    expect(refund({ status: 'Dispute' })).toMatchObject([
      { externalReversalId: 'A-1:chargeback', kind: 'chargeback', reversedAt: null },
    ]);
  });

  it.each([
    [
      'takes what its columns tell',
      { refundedGross: '-30', refundedCommission: '12' },
      {},
      ['30.00', '12.00'],
    ],
    ['takes nothing of the commission', {}, { refundTakes: 'nothing' }, [null, '0.00']],
    ['takes nobody knows what', {}, { refundTakes: 'not-told' }, [null, null]],
    ['in part takes nobody knows what of the commission', { refundedGross: '30' }, {}, ['30.00', null]],
    ['of all takes all', { refundedGross: '100.00' }, {}, ['100.00', '40.00']],
  ] as const)('%s', (_, row, change, [amount, commission]) => {
    expect(refund(row, change)).toMatchObject([{ amount, commission }]);
  });

  it('is there where a completed row tells an amount given back, and not where it is zero', () => {
    expect(read({ refundedGross: '30' }).reversals).toMatchObject([{ kind: 'refund', amount: '30.00' }]);
    expect(read({ refundedGross: '0.00', refundedCommission: '0' }).reversals).toEqual([]);
  });
});

describe('a refund in a row of its own', () => {
  const own = { refundRows: 'own-row' } as const;

  it('is a reversal and no sale; signs do not matter', () => {
    const meaning = read({ status: 'back', commission: '-40.00', gross: '(100)' }, own);
    expect(meaning).toMatchObject({ sale: null, problems: [] });
    expect(meaning.reversals).toMatchObject([
      {
        externalReversalId: 'A-1:refund:2026-03-14T10:00:00.000Z',
        amount: '100.00',
        commission: '40.00',
        reversedAt: new Date('2026-03-14T10:00:00Z'),
      },
    ]);
  });

  it('is refused where its network tells refunds apart by their time and the file has only days', () => {
    const identity = { ...PLAIN_IDENTITY, reversalNeedsTime: true };
    const meaning = read({ status: 'back', saleDate: '2026-03-14' }, own, identity);
    expect(reasons(meaning)).toEqual([expect.stringMatching(/^saleDate: has no time of day/)]);
    expect(read({ status: 'back' }, own, identity).problems).toEqual([]);
  });
});
