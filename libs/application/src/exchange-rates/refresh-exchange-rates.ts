import { addDays } from '@tributary/domain';
import type { ExchangeRateRepository, ExchangeRateSource, ShippedExchangeRates } from '@tributary/ports';

/** A few days of overlap, because the source corrects a rate now and then. */
const OVERLAP_DAYS = 7;

/**
 * Brings the stored reference rates up to date: the whole history first, later only what is new. An installation
 * without any rate that cannot read the feed starts with the shipped history, so that its figures convert.
 */
export class RefreshExchangeRates {
  constructor(
    private readonly source: ExchangeRateSource,
    private readonly rates: ExchangeRateRepository,
    private readonly shipped: ShippedExchangeRates,
  ) {}

  /** @returns how many rates were new or corrected. @throws Error when the feed cannot be read; stored rates stay. */
  async run(): Promise<number> {
    const latest = await this.rates.latestDay();
    const since = latest === null ? null : addDays(latest, -OVERLAP_DAYS);
    try {
      return await this.rates.save(await this.source.fetchRates(since), this.source.name);
    } catch (error) {
      if (latest === null) await this.rates.save(await this.shipped.readAll(), this.shipped.name);
      throw error;
    }
  }
}
