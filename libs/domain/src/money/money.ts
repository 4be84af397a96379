import { Decimal } from 'decimal.js';
import { currency, type Currency, minorUnits } from './currency';

/** 40 significant digits: the sum of a billion rows of numeric(19,4) is still exact. */
const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

const PLAIN_DECIMAL = /^[+-]?\d{1,15}(\.\d{1,4})?$/;

/** A plain decimal number as text, at most 15 digits before and 4 after the point: what `numeric(19,4)` holds. */
export type DecimalText = string;

/** An exact amount in one currency. Immutable; never a floating point number. */
export class Money {
  private constructor(
    private readonly value: Decimal,
    readonly currency: Currency,
  ) {}

  /** @throws {RangeError} when `amount` is not a plain decimal that `numeric(19,4)` can hold, or the code is no currency. */
  static of(amount: DecimalText, code: string): Money {
    if (!PLAIN_DECIMAL.test(amount)) throw new RangeError(`"${amount}" is not a plain decimal amount`);
    return new Money(new Exact(amount), currency(code));
  }

  static zero(code: string): Money {
    return new Money(new Exact(0), currency(code));
  }

  /** @throws {RangeError} when the currencies differ: amounts are never added across currencies. */
  plus(other: Money): Money {
    return new Money(this.value.plus(this.sameCurrency(other).value), this.currency);
  }

  /** @throws {RangeError} when the currencies differ. */
  minus(other: Money): Money {
    return new Money(this.value.minus(this.sameCurrency(other).value), this.currency);
  }

  negate(): Money {
    return new Money(this.value.negated(), this.currency);
  }

  abs(): Money {
    return new Money(this.value.abs(), this.currency);
  }

  /** @throws {RangeError} when the currencies differ. */
  compare(other: Money): -1 | 0 | 1 {
    return this.value.comparedTo(this.sameCurrency(other).value) as -1 | 0 | 1;
  }

  get isZero(): boolean {
    return this.value.isZero();
  }

  get isNegative(): boolean {
    return this.value.isNegative() && !this.value.isZero();
  }

  /** The exact amount as plain decimal text, without trailing zeros beyond the currency's minor unit. */
  toDecimal(): DecimalText {
    return this.value.toFixed(Math.max(minorUnits(this.currency), this.value.decimalPlaces()));
  }

  /** Rounded half up to the currency's minor unit. */
  rounded(): Money {
    return new Money(this.value.toDecimalPlaces(minorUnits(this.currency)), this.currency);
  }

  toString(): string {
    return `${this.toDecimal()} ${this.currency}`;
  }

  private sameCurrency(other: Money): Money {
    if (other.currency !== this.currency) {
      throw new RangeError(`${other.currency} cannot be combined with ${this.currency}`);
    }
    return other;
  }
}
