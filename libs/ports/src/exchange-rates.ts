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

export abstract class ExchangeRateRepository {
  abstract save(rates: readonly ReferenceRate[], source: string): Promise<number>;
  abstract latestDay(): Promise<CalendarDay | null>;
}
