import { readAmount } from './read-amount';

const read = (cell: string, decimalSign: 'point' | 'comma' = 'point', currency: string | null = 'USD') =>
  readAmount(cell, { decimalSign, currency });

describe('readAmount', () => {
  it.each([
    ['12.5', 'point', '12.50'],
    ['$1,234.56', 'point', '1234.56'],
    ['-$1,234.56', 'point', '-1234.56'],
    ['$-12.50', 'point', '-12.50'],
    ['(12.50)', 'point', '-12.50'],
    ['12.50-', 'point', '-12.50'],
    ['−3', 'point', '-3.00'],
    ['USD 7', 'point', '7.00'],
    ['7 USD', 'point', '7.00'],
    ['.5', 'point', '0.50'],
    ['007', 'point', '7.00'],
    ['1,234', 'point', '1234.00'],
    ["1'234.50", 'point', '1234.50'],
    ['1 234.50', 'point', '1234.50'],
    ['1.234,56', 'comma', '1234.56'],
    ['1.234', 'comma', '1234.00'],
    ['0,1234', 'comma', '0.1234'],
    ['0.12340000', 'point', '0.1234'],
    ['-0.00', 'point', '0.00'],
    ['999999999999999.9999', 'point', '999999999999999.9999'],
  ] as const)('reads %s with a decimal %s as %s', (cell, sign, amount) => {
    expect(read(cell, sign)).toBe(amount);
  });

  it('knows that blank is unknown', () => {
    expect(read('  ')).toBeNull();
  });

  it.each([
    ['1,5', 'point', 'is not a number with a decimal point'],
    ['1,23,456', 'point', 'is not a number with a decimal point'],
    ['1.5', 'comma', 'is not a number with a decimal comma'],
    ['1.2.3', 'point', 'is not a number with a decimal point'],
    ['12.34567', 'point', 'has more than 15 digits before or 4 after the decimal sign'],
    ['1234567890123456', 'point', 'has more than 15 digits before or 4 after the decimal sign'],
    ['1e3', 'point', 'is not an amount of money'],
    ['n/a', 'point', 'is not an amount of money'],
    ['(12.50', 'point', 'is not an amount of money'],
    ['-(12)', 'point', 'is not an amount of money'],
    ['-12-', 'point', 'has two minus signs'],
    ['€12', 'point', 'has the sign €, but the currency of the row is USD'],
    ['12 EUR', 'point', 'has the sign EUR, but the currency of the row is USD'],
  ] as const)('refuses %s with a decimal %s: it %s', (cell, sign, reason) => {
    expect(() => read(cell, sign)).toThrow(new RangeError(reason));
  });

  it('takes a dollar sign for any dollar, and any sign where the currency is not known', () => {
    expect(read('$5', 'point', 'CAD')).toBe('5.00');
    expect(read('€5', 'point', null)).toBe('5.00');
    expect(read('R$ 5', 'point', 'BRL')).toBe('5.00');
  });
});
