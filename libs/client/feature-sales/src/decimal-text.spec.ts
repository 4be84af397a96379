import { isZero, negate, subtract } from './decimal-text';

describe('decimal text', () => {
  it.each([
    ['52.77', '52.77', '0.00'],
    ['10', '0.1', '9.9'],
    ['0.1', '0.3', '-0.2'],
    ['-5.5', '-5.5000', '0.0000'],
    ['9007199254740993.01', '0.02', '9007199254740992.99'],
    ['0.05', '0.1', '-0.05'],
  ])('subtracts exactly: %s - %s', (a, b, difference) => {
    expect(subtract(a, b)).toBe(difference);
  });

  it('turns the sign and knows no negative zero', () => {
    expect(negate('12.50')).toBe('-12.50');
    expect(negate('-3')).toBe('3');
    expect(negate('0.00')).toBe('0.00');
  });

  it.each([
    ['0', true],
    ['-0.000', true],
    ['0.0001', false],
  ])('knows that %s is zero: %s', (text, expected) => {
    expect(isZero(text)).toBe(expected);
  });

  it('refuses what is no decimal number instead of counting it as zero', () => {
    expect(() => subtract('1,5', '0')).toThrow(RangeError);
    expect(() => isZero('')).toThrow(RangeError);
  });
});
