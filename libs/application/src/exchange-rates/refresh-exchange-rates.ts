import { addDays } from '@tributary/domain';
import type { ExchangeRateRepository, ExchangeRateSource } from '@tributary/ports';

/** A few days of overlap, because the source corrects a rate now and then. */
const OVERLAP_DAYS = 7;

/** Brings the stored reference rates up to date: the whole history first, later only what is new. */
export class RefreshExchangeRates {
  constructor(
    private readonly source: ExchangeRateSource,
    private readonly rates: ExchangeRateRepository,
  ) {}

  /** @returns how many rates were new or corrected. @throws Error when the feed cannot be read; stored rates stay. */
  async run(): Promise<number> {
    const latest = await this.rates.latestDay();
    const since = latest === null ? null : addDays(latest, -OVERLAP_DAYS);
    return this.rates.save(await this.source.fetchRates(since), this.source.name);
  }
}
