import { guessMapping } from './guess-mapping';
import { PLAIN_IDENTITY } from './import-identity';
import { mappingProblems } from './mapping-problems';
import type { ImportPreset } from './import-preset';

const PRESET: ImportPreset = {
  name: 'Orders CSV',
  signature: ['Order ID', 'Date Created', 'Is Test'],
  columns: { orderId: 'Order ID', saleDate: 'Date Created', gross: 'Total', testMark: 'Is Test' },
  values: { currency: 'USD' },
  unknown: ['commission'],
  dateFormat: 'month-first',
  statusWords: { Canceled: 'leave-out' },
};

function guess(
  headers: readonly string[],
  rows: readonly (readonly string[])[] = [],
  presets: readonly ImportPreset[] = [],
) {
  return guessMapping({ headers, rows }, { timeZone: 'America/New_York', presets, identity: PLAIN_IDENTITY });
}

describe('guessMapping', () => {
  it('knows common headers and the only form that reads the samples', () => {
    const { mapping, guessed, preset } = guess(
      ['Transaction ID', 'Date', 'Status', 'Commission', 'Currency', 'Product Name', 'Note'],
      [['1', '14.03.2026', 'paid', '1.234,50', 'EUR', 'Course', '']],
    );
    expect(mapping).toMatchObject({
      fields: {
        orderId: { kind: 'column', column: 0 },
        saleDate: { kind: 'column', column: 1 },
        status: { kind: 'column', column: 2 },
        commission: { kind: 'column', column: 3 },
        currency: { kind: 'column', column: 4 },
        productName: { kind: 'column', column: 5 },
      },
      dateFormat: 'dotted',
      decimalSign: 'comma',
      timeZone: 'America/New_York',
      refundRows: 'same-row',
    });
    expect(guessed).toEqual(['orderId', 'saleDate', 'status', 'commission', 'currency', 'productName']);
    expect(preset).toBeNull();
  });

  it.each([
    ['11/03/2026', null],
    ['11/23/2026', 'month-first'],
    ['23/11/2026', 'day-first'],
    ['2026-11-03', 'iso'],
    ['1773500000', 'epoch-seconds'],
    ['yesterday', null],
    ['', null],
  ])('takes the form of %j for %s', (cell, format) => {
    expect(guess(['Date'], [[cell]]).mapping.dateFormat).toBe(format);
  });

  it.each([
    ['1,234', null],
    ['1.50', 'point'],
    ['1,50', 'comma'],
    ['15', 'point'],
    ['', 'point'],
  ])('takes the decimal sign of %j for %s', (cell, sign) => {
    expect(guess(['Commission'], [[cell]]).mapping.decimalSign).toBe(sign);
  });

  it('leaves open which of two columns of one name is meant', () => {
    expect(guess(['Date', 'Date', 'Order ID']).guessed).toEqual(['orderId']);
  });

  it('gives each column to one field only', () => {
    expect(guess(['Transaction']).mapping.fields).toEqual({ orderId: { kind: 'column', column: 0 } });
  });

  it('recognises a known file by its headers, also behind a byte order mark', () => {
    const headers = ['\uFEFFOrder ID', 'Total', 'Date Created', 'Is Test', 'Status'];
    const { mapping, preset } = guess(headers, [['1', '$1.00', '11/03/2026', '0', 'x']], [PRESET]);
    expect(preset).toBe('Orders CSV');
    expect(mapping.fields).toMatchObject({
      gross: { kind: 'column', column: 1 },
      currency: { kind: 'value', value: 'USD' },
      commission: { kind: 'unknown' },
      status: { kind: 'column', column: 4 },
    });
    expect(mapping.dateFormat).toBe('month-first');
    expect(mapping.statusWords.canceled).toBe('leave-out');
    expect(mappingProblems(mapping, { columns: 5, identity: PLAIN_IDENTITY })).toEqual([]);
    expect(guess(['Order ID', 'Total'], [], [PRESET]).preset).toBeNull();
  });
});

describe('mappingProblems', () => {
  const identity = { ...PLAIN_IDENTITY, needs: ['party'] as const };
  const problems = (fields: object) => {
    const { mapping } = guess(['Order ID']);
    return mappingProblems(
      { ...mapping, fields, timeZone: 'Mars', decimalSign: null },
      {
        columns: 1,
        identity,
      },
    ).map(({ setting, reason }) => `${setting}: ${reason}`);
  };

  it('names every decision that is missing or cannot be', () => {
    expect(
      problems({
        orderId: { kind: 'column', column: 3 },
        currency: { kind: 'value', value: 'Euro' },
        status: { kind: 'value', value: 'fine' },
        saleDate: { kind: 'unknown' },
        gross: { kind: 'value', value: '5' },
        productName: { kind: 'value', value: ' ' },
      }),
    ).toEqual([
      'orderId: "Order ID" is in a column that the file does not have.',
      'party: Choose the column of "Your part in the sale".',
      'saleDate: "Sale date" is needed: choose its column.',
      'status: Choose what every row is.',
      'commission: Choose the column of "Commission".',
      'currency: "Currency of the commission" must be a currency code of three letters.',
      'gross: "Gross" differs from row to row: choose its column.',
      'productName: Enter the value of "Product".',
      'dateFormat: Choose how dates are written.',
      'decimalSign: Choose the decimal sign of the amounts.',
      'timeZone: Choose the time zone of the dates.',
    ]);
  });
});
