import {
  type CalendarDay,
  type Currency,
  currency,
  divideDecimals,
  type DecimalText,
} from '@tributary/domain';
import type { ExchangeRateRepository, StoredRate } from '@tributary/ports';

/** How figures of a day turn `from` into `to`: an amount times `rate`. */
export interface Conversion {
  readonly from: Currency;
  readonly to: Currency;
  /** Ten digits after the point; null when one of the currencies has no rate for the day. */
  readonly rate: DecimalText | null;
  /** The day the older of the two rates was published. */
  readonly rateDay: CalendarDay | null;
  readonly source: string | null;
}

export interface PublishedRates {
  /** The newest day with rates; null before the first. */
  readonly day: CalendarDay | null;
  readonly source: string | null;
  /** From each currency that was quoted on that day. */
  readonly conversions: readonly Conversion[];
}

const EURO = currency('EUR');
const DIGITS = 10;

/** Shows the reference rates that figures are converted with, both currencies by way of the euro. */
export class ReadExchangeRates {
  constructor(private readonly rates: ExchangeRateRepository) {}

  /** The rate that a sale of `day` is converted with. */
  async on(from: Currency, to: Currency, day: CalendarDay): Promise<Conversion> {
    const [one, other] = await Promise.all([this.perEuro(from, day), this.perEuro(to, day)]);
    return conversion({ from, to }, one, other);
  }

  async newest(to: Currency): Promise<PublishedRates> {
    const day = await this.rates.latestDay();
    if (day === null) return { day, source: null, conversions: [] };
    const published = await this.rates.listOn(day);
    const target = await this.perEuro(to, day);
    const euro: StoredRate = { currency: EURO, day, perEuro: '1', source: published[0]?.source ?? '' };
    const conversions = [euro, ...published]
      .filter((rate) => rate.currency !== to)
      .map((rate) => conversion({ from: rate.currency, to }, rate, target));
    return { day, source: published[0]?.source ?? null, conversions };
  }

  /** The euro against itself is always 1, whoever asks. */
  private async perEuro(code: Currency, day: CalendarDay): Promise<StoredRate | null> {
    if (code === EURO) return { currency: EURO, day, perEuro: '1', source: '' };
    return this.rates.rateOn(code, day);
  }
}

function conversion(
  pair: { readonly from: Currency; readonly to: Currency },
  from: StoredRate | null,
  to: StoredRate | null,
): Conversion {
  if (from === null || to === null) return { ...pair, rate: null, rateDay: null, source: null };
  const older = from.day < to.day ? from : to;
  const published = pair.from === EURO ? to : from;
  return {
    ...pair,
    rate: divideDecimals(to.perEuro, from.perEuro, DIGITS),
    rateDay: older.day,
    source: published.source,
  };
}
