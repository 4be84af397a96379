import { addDays, type CalendarDay, type Currency } from '@tributary/domain';
import type { Clock } from '../../clock';
import {
  ExchangeRateRepository,
  ExchangeRateSource,
  type ReferenceRate,
  ShippedExchangeRates,
  type StoredRate,
} from '../../exchange-rates';

export class InMemoryExchangeRateRepository extends ExchangeRateRepository {
  /** By day and currency. */
  readonly rates = new Map<string, StoredRate>();
  private readonly saves: { readonly rate: StoredRate; readonly at: Date }[] = [];

  /** @param clock dates what is saved, for {@link ratesAt}. */
  constructor(private readonly clock: Clock | null = null) {
    super();
  }

  /** The rates that were known at that instant, by day and currency; of now when null. */
  ratesAt(moment: Date | null): ReadonlyMap<string, StoredRate> {
    if (moment === null) return this.rates;
    const known = this.saves.filter(({ at }) => at.getTime() <= moment.getTime());
    return new Map(known.map(({ rate }) => [`${rate.day} ${rate.currency}`, rate]));
  }

  save(rates: readonly ReferenceRate[], source: string): Promise<number> {
    let saved = 0;
    for (const rate of rates) {
      const key = `${rate.day} ${rate.currency}`;
      const known = this.rates.get(key);
      if (known?.perEuro === rate.perEuro && known.source === source) continue;
      this.rates.set(key, { ...rate, source });
      this.saves.push({ rate: { ...rate, source }, at: this.clock?.now() ?? new Date(0) });
      saved += 1;
    }
    return Promise.resolve(saved);
  }

  latestDay(): Promise<CalendarDay | null> {
    const days = [...this.rates.values()].map((rate) => rate.day).sort();
    return Promise.resolve(days.at(-1) ?? null);
  }

  rateOn(currency: Currency, day: CalendarDay): Promise<StoredRate | null> {
    const usable = [...this.rates.values()]
      .filter((rate) => rate.currency === currency && rate.day <= day && rate.day >= addDays(day, -10))
      .sort((one, other) => one.day.localeCompare(other.day));
    return Promise.resolve(usable.at(-1) ?? null);
  }

  listOn(day: CalendarDay): Promise<readonly StoredRate[]> {
    const published = [...this.rates.values()].filter((rate) => rate.day === day);
    return Promise.resolve(published.sort((one, other) => one.currency.localeCompare(other.currency)));
  }
}

/** Publishes the rates it is given, or fails like a feed that cannot be read. */
export class ScriptedExchangeRateSource extends ExchangeRateSource {
  readonly name = 'European Central Bank';
  readonly asked: (CalendarDay | null)[] = [];

  constructor(public published: readonly ReferenceRate[] | Error) {
    super();
  }

  fetchRates(since: CalendarDay | null): Promise<readonly ReferenceRate[]> {
    this.asked.push(since);
    if (this.published instanceof Error) return Promise.reject(this.published);
    return Promise.resolve(this.published.filter((rate) => since === null || rate.day >= since));
  }
}

export class InMemoryShippedExchangeRates extends ShippedExchangeRates {
  readonly name = 'European Central Bank (shipped)';

  constructor(private readonly history: readonly ReferenceRate[] = []) {
    super();
  }

  readAll(): Promise<readonly ReferenceRate[]> {
    return Promise.resolve(this.history);
  }
}
