import type { CalendarDay, Currency, DecimalText } from '@tributary/domain';

/** Units of `currency` that one euro bought on `day`, as the European Central Bank published it. */
export interface ReferenceRate {
  readonly day: CalendarDay;
  readonly currency: Currency;
  readonly perEuro: DecimalText;
}

export abstract class ExchangeRateSource {
  /** Shown beside converted figures: `European Central Bank`. */
  abstract readonly name: string;
  /** All published rates since `since`, or the whole history when null. @throws Error when the feed cannot be read. */
  abstract fetchRates(since: CalendarDay | null): Promise<readonly ReferenceRate[]>;
}

/** The history that an installation starts with when it cannot reach the source. */
export abstract class ShippedExchangeRates {
  /** Tells these rates from those the source itself sent. */
  abstract readonly name: string;
  /** @throws Error when the history is missing or damaged. */
  abstract readAll(): Promise<readonly ReferenceRate[]>;
}

/** A stored rate and who published it. */
export interface StoredRate extends ReferenceRate {
  readonly source: string;
}

export abstract class ExchangeRateRepository {
  abstract save(rates: readonly ReferenceRate[], source: string): Promise<number>;
  abstract latestDay(): Promise<CalendarDay | null>;
  /** The rate that figures of `day` use: of that day, or of the last one published in the ten days before. */
  abstract rateOn(currency: Currency, day: CalendarDay): Promise<StoredRate | null>;
  /** Every rate published for exactly `day`, by currency. */
  abstract listOn(day: CalendarDay): Promise<readonly StoredRate[]>;
}
