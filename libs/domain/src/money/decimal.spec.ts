import { Decimal as DecimalJs } from 'decimal.js';
import fc from 'fast-check';
import {
  compareDecimals,
  divideDecimals,
  relativeChange,
  roundDecimal,
  subtractDecimals,
  sumDecimals,
} from './decimal';

/** Enough digits to be exact. */
const Decimal = DecimalJs.clone({ precision: 60 });

describe('decimals', () => {
  it.each([
    ['110', '100', '0.1000'],
    ['90', '100', '-0.1000'],
    ['50', '-100', '1.5000'],
    ['99999.999', '100000', '0.0000'],
    ['1', '0', null],
  ])('%s after %s is a change of %s', (current, previous, change) => {
    expect(relativeChange(current, previous)).toBe(change);
  });

  it('is exact where floats are not', () => {
    expect(sumDecimals(['0.1', '0.2'])).toBe('0.3');
    expect(subtractDecimals('1000000000000000.01', '0.02')).toBe('999999999999999.99');
    expect(sumDecimals([])).toBe('0');
    expect(sumDecimals(['0.10', '-0.1'])).toBe('0');
    expect(subtractDecimals('0', '0')).toBe('0');
    expect(subtractDecimals('-0.5', '-12')).toBe('11.5');
  });

  it('adds and subtracts as decimal.js does, whatever the places and signs', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 14 }))
      .map(([units, places]) => new Decimal(`${units}e-${places}`).toFixed(places));
    fc.assert(
      fc.property(fc.array(decimal, { maxLength: 12 }), decimal, (values, other) => {
        const sum = values.reduce((total, value) => total.plus(value), new Decimal(0));
        expect(sumDecimals(values)).toBe(sum.toFixed());
        expect(subtractDecimals(sumDecimals(values), other)).toBe(
          sum.minus(other).toFixed().replace(/^-0$/, '0'),
        );
      }),
    );
  });

  it('divides by nothing into nothing', () => {
    expect(divideDecimals('1', '0', 2)).toBeNull();
    expect(divideDecimals('2', '3', 4)).toBe('0.6667');
  });

  it('rounds half up and compares by value', () => {
    expect(roundDecimal('2.345', 2)).toBe('2.35');
    expect(compareDecimals('2.50', '2.5')).toBe(0);
  });
});
