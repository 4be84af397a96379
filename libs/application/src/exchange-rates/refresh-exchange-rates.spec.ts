import { calendarDay, currency } from '@tributary/domain';
import type { ReferenceRate } from '@tributary/ports';
import {
  InMemoryExchangeRateRepository,
  InMemoryShippedExchangeRates,
  ScriptedExchangeRateSource,
} from '@tributary/ports/testing';
import { RefreshExchangeRates } from './refresh-exchange-rates';

function rate(day: string, perEuro: string): ReferenceRate {
  return { day: calendarDay(day), currency: currency('USD'), perEuro };
}

const SHIPPED = new InMemoryShippedExchangeRates([rate('2026-01-30', '1.08')]);

describe('RefreshExchangeRates', () => {
  it('reads the whole history first, later what is new with a week of overlap', async () => {
    const source = new ScriptedExchangeRateSource([rate('2026-03-02', '1.10'), rate('2026-03-12', '1.11')]);
    const rates = new InMemoryExchangeRateRepository();
    const refresh = new RefreshExchangeRates(source, rates, SHIPPED);
    expect(await refresh.run()).toBe(2);
    source.published = [rate('2026-03-12', '1.12'), rate('2026-03-13', '1.13')];
    expect(await refresh.run()).toBe(2);
    expect(await refresh.run()).toBe(0);
    expect(source.asked).toEqual([null, '2026-03-05', '2026-03-06']);
    expect([...rates.rates.values()].map(({ day, perEuro }) => [day, perEuro])).toEqual([
      ['2026-03-02', '1.10'],
      ['2026-03-12', '1.12'],
      ['2026-03-13', '1.13'],
    ]);
    expect([...rates.rates.values()].every((one) => one.source === 'European Central Bank')).toBe(true);
  });

  it('keeps what it has when the feed cannot be read', async () => {
    const source = new ScriptedExchangeRateSource([rate('2026-03-12', '1.11')]);
    const rates = new InMemoryExchangeRateRepository();
    const refresh = new RefreshExchangeRates(source, rates, SHIPPED);
    await refresh.run();
    source.published = new Error('The feed is a web page');
    await expect(refresh.run()).rejects.toThrow('The feed is a web page');
    expect(rates.rates.size).toBe(1);
  });

  it('starts with the shipped history when there is no rate and no feed, and says that there is no feed', async () => {
    const source = new ScriptedExchangeRateSource(new Error('No answer'));
    const rates = new InMemoryExchangeRateRepository();
    const refresh = new RefreshExchangeRates(source, rates, SHIPPED);
    await expect(refresh.run()).rejects.toThrow('No answer');
    expect([...rates.rates.values()]).toEqual([{ ...rate('2026-01-30', '1.08'), source: SHIPPED.name }]);
    source.published = [rate('2026-01-30', '1.0801'), rate('2026-03-12', '1.11')];
    expect(await refresh.run()).toBe(2);
    expect(source.asked).toEqual([null, '2026-01-23']);
    expect((await rates.rateOn(currency('USD'), calendarDay('2026-01-31')))?.source).toBe(source.name);
  });
});
