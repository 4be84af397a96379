import fc from 'fast-check';
import { Money } from './money';

const cents = fc.integer({ min: -100_000_000, max: 100_000_000 });

/** Whole cents as decimal text, without a float on the way. */
function decimal(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

describe('Money', () => {
  it.each([
    ['12.5', 'EUR', '12.50'],
    ['12', 'JPY', '12'],
    ['1.2345', 'USD', '1.2345'],
    ['0.5', 'KWD', '0.500'],
    ['-3', 'EUR', '-3.00'],
  ])('writes %s %s as %s', (amount, code, text) => {
    expect(Money.of(amount, code).toDecimal()).toBe(text);
  });

  it.each(['1,5', '1e3', '', 'NaN', '1.23456', '1234567890123456', '٣'])('refuses %p', (amount) => {
    expect(() => Money.of(amount, 'EUR')).toThrow(RangeError);
  });

  it('never adds across currencies', () => {
    expect(() => Money.of('1', 'EUR').plus(Money.of('1', 'USD'))).toThrow('USD cannot be combined with EUR');
  });

  it('rounds half up to the minor unit of its currency', () => {
    expect(Money.of('2.345', 'EUR').rounded().toDecimal()).toBe('2.35');
    expect(Money.of('2.5', 'JPY').rounded().toDecimal()).toBe('3');
  });

  it('sums to the cent, where floats would not', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 50 }), (amounts) => {
        const parts = amounts.map((amount) => Money.of(decimal(amount), 'USD'));
        const sum = parts.reduce((total, part) => total.plus(part), Money.zero('USD'));
        const exact = amounts.reduce((total, amount) => total + amount, 0);
        expect(sum.toDecimal()).toBe(decimal(exact).replace(/^-0\.00$/, '0.00'));
      }),
    );
  });

  it('takes back what it gave', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const one = Money.of(decimal(a), 'EUR');
        expect(
          one
            .plus(Money.of(decimal(b), 'EUR'))
            .minus(Money.of(decimal(b), 'EUR'))
            .compare(one),
        ).toBe(0);
      }),
    );
  });
});
