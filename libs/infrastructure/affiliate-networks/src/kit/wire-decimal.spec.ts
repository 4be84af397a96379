import fc from 'fast-check';
import { absoluteDecimal, isNegativeDecimal, isZeroDecimal, parseDecimal } from './wire-decimal';

describe('parseDecimal', () => {
  it.each([
    ['27.1', '27.10'],
    ['27.11', '27.11'],
    [27.1, '27.10'],
    [0, '0.00'],
    ['0.0', '0.00'],
    ['-0', '0.00'],
    ['+5', '5.00'],
    ['007.5', '7.50'],
    ['12.', '12.00'],
    ['-29.10', '-29.10'],
    ['1.2345', '1.2345'],
    ['1.23450000', '1.2345'],
    ['1.125', '1.125'],
    ['999999999999999.9999', '999999999999999.9999'],
    [' 9.99 ', '9.99'],
  ])('reads %p as %s', (value, expected) => {
    expect(parseDecimal(value)).toBe(expected);
  });

  it.each([[''], ['  '], [null], [undefined]])('reads %p as unknown', (value) => {
    expect(parseDecimal(value)).toBeNull();
  });

  it.each([
    ['12,50'],
    ['1.234,50'],
    ['1e3'],
    ['NaN'],
    ['$5'],
    ['5 USD'],
    ['--5'],
    ['.'],
    ['1.23456'],
    ['1234567890123456'],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [1e21],
    [0.1 + 0.2],
    [true],
    [{}],
    [['5']],
  ])('refuses %p and does not quote it', (value) => {
    expect(() => parseDecimal(value)).toThrow('is not a plain decimal number with at most 4 decimals');
  });

  it('gives back every amount in cents that JSON can carry', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), (cents) => {
        const wire = JSON.parse(JSON.stringify({ amount: cents / 100 })) as { amount: number };
        const sign = cents < 0 ? '-' : '';
        const digits = String(Math.abs(cents)).padStart(3, '0');
        expect(parseDecimal(wire.amount)).toBe(`${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`);
      }),
    );
  });
});

describe('signs', () => {
  it('tells them by the text, exactly', () => {
    expect(absoluteDecimal('-1.50')).toBe('1.50');
    expect(absoluteDecimal('1.50')).toBe('1.50');
    expect(isNegativeDecimal('-0.01')).toBe(true);
    expect(isNegativeDecimal('-0.00')).toBe(false);
    expect(isZeroDecimal('0.00')).toBe(true);
    expect(isZeroDecimal('0.001')).toBe(false);
  });
});
