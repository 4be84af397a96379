import type { CurrencyCode, DayText, DecimalText } from './primitives';

/** An amount in `from` times `rate` is what the agency's figures show in `to`. */
export interface ConversionView {
  readonly from: CurrencyCode;
  readonly to: CurrencyCode;
  /** null when no rate is known for the day: such money is shown as not converted. */
  readonly rate: DecimalText | null;
  /** The day the rate was published for: that day, or the last working day before it. */
  readonly rateDay: DayText | null;
  readonly source: string | null;
}

/** `GET /api/v1/exchange-rates`: the newest rates into the agency's reporting currency. `…/:currency/:day` answers one `ConversionView`. */
export interface ExchangeRatesView {
  /** null before the first rates were read. */
  readonly day: DayText | null;
  readonly source: string | null;
  readonly conversions: readonly ConversionView[];
}
