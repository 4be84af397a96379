import type { CalendarDay } from '@tributary/domain';
import { ExchangeRateRepository, ExchangeRateSource, type ReferenceRate } from '../../exchange-rates';

export class InMemoryExchangeRateRepository extends ExchangeRateRepository {
  /** By day and currency. */
  readonly rates = new Map<string, ReferenceRate & { readonly source: string }>();

  save(rates: readonly ReferenceRate[], source: string): Promise<number> {
    let saved = 0;
    for (const rate of rates) {
      const key = `${rate.day} ${rate.currency}`;
      const known = this.rates.get(key);
      if (known?.perEuro === rate.perEuro && known.source === source) continue;
      this.rates.set(key, { ...rate, source });
      saved += 1;
    }
    return Promise.resolve(saved);
  }

  latestDay(): Promise<CalendarDay | null> {
    const days = [...this.rates.values()].map((rate) => rate.day).sort();
    return Promise.resolve(days.at(-1) ?? null);
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
