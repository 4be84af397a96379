import type { Currency } from '../money/currency';

/** A customer of Tributary: owns its accounts, its members and every figure. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  readonly reportingCurrency: Currency;
  /** IANA name; the agency's calendar days are days of this zone. */
  readonly timeZone: string;
  /** BCP 47 tag for money and dates. */
  readonly locale: string;
}
