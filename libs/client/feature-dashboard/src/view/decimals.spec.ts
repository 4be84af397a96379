import { isZero, negated, sumDecimals } from './decimals';

describe('decimals', () => {
  it.each([
    [[], '0'],
    [['0.1', '0.2'], '0.3'],
    [['1.005', '-2'], '-0.995'],
    [['9007199254740993.01', '0.0001'], '9007199254740993.0101'],
  ])('sums %j exactly to %s', (values, sum) => {
    expect(sumDecimals(values)).toBe(sum);
  });

  it('refuses what is no decimal number', () => {
    expect(() => sumDecimals(['1,5'])).toThrow(RangeError);
  });

  it.each([
    ['14.51', '-14.51'],
    ['-3', '3'],
    ['0.00', '0.00'],
  ])('negates %s to %s', (value, expected) => {
    expect(negated(value)).toBe(expected);
  });

  it('sees a zero of any scale', () => {
    expect([isZero('0'), isZero('0.000'), isZero('0.001')]).toEqual([true, true, false]);
  });
});
