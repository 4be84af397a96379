import { calendarDay, currency } from '@tributary/domain';
import { createTestDatabase, type TestDatabase } from '../testing';
import { rowsOf } from '../testing/world';
import { PostgresExchangeRateRepository } from './exchange-rate.repository';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const rate = (day: string, code: string, perEuro: string) => ({
  day: calendarDay(day),
  currency: currency(code),
  perEuro,
});

describe('PostgresExchangeRateRepository', () => {
  it('keeps rates exactly, corrects them, and counts what was new or different', async () => {
    const rates = new PostgresExchangeRateRepository(database.orm);
    expect(await rates.latestDay()).toBeNull();
    const first = [rate('2026-03-12', 'IDR', '17654.123456'), rate('2026-03-13', 'USD', '1.0850')];
    expect(await rates.save(first, 'European Central Bank')).toBe(2);
    expect(await rates.save(first, 'European Central Bank')).toBe(0);
    expect(await rates.save([rate('2026-03-13', 'USD', '1.09')], 'European Central Bank')).toBe(1);
    expect(await rates.save([], 'European Central Bank')).toBe(0);
    expect(await rates.latestDay()).toBe('2026-03-13');
    const stored = await rowsOf(
      database.owner,
      'select currency, per_euro, source from exchange_rate order by 1',
    );
    expect(stored).toEqual([
      { currency: 'IDR', per_euro: '17654.123456', source: 'European Central Bank' },
      { currency: 'USD', per_euro: '1.09', source: 'European Central Bank' },
    ]);
  });

  it('keeps what a corrected rate was and until when, but nothing when only its source is another', async () => {
    const rates = new PostgresExchangeRateRepository(database.orm);
    const save = (perEuro: string, source: string) =>
      rates.save([rate('2024-01-02', 'CHF', perEuro)], source);
    const current = async () => {
      const [row] = await rowsOf(database.owner, `select saved_at from exchange_rate where currency = 'CHF'`);
      return row?.saved_at;
    };
    await save('0.93', 'Shipped history');
    const first = await current();
    await save('0.930', 'European Central Bank');
    expect(await current()).toEqual(first);
    await save('0.94', 'European Central Bank');
    await save('0.95', 'European Central Bank');
    const kept = await rowsOf(
      database.owner,
      `select per_euro, saved_at, superseded_at from superseded_exchange_rate where currency = 'CHF' order by saved_at`,
    );
    expect(kept).toEqual([
      { per_euro: '0.930', saved_at: first, superseded_at: kept[1]?.saved_at },
      { per_euro: '0.94', saved_at: kept[0]?.superseded_at, superseded_at: await current() },
    ]);
  });

  it('finds the rate of a day, of the last day published before it, and none after ten days', async () => {
    const rates = new PostgresExchangeRateRepository(database.orm);
    await rates.save([rate('2025-05-02', 'SEK', '10.9500')], 'European Central Bank');
    const found = { currency: 'SEK', day: '2025-05-02', perEuro: '10.95', source: 'European Central Bank' };
    const on = (day: string) => rates.rateOn(currency('SEK'), calendarDay(day));
    expect(await on('2025-05-01')).toBeNull();
    expect(await on('2025-05-02')).toEqual(found);
    expect(await on('2025-05-12')).toEqual(found);
    expect(await on('2025-05-13')).toBeNull();
    expect(await rates.rateOn(currency('NOK'), calendarDay('2025-05-02'))).toBeNull();
    expect(await rates.listOn(calendarDay('2025-05-02'))).toEqual([found]);
    expect(await rates.listOn(calendarDay('2025-05-03'))).toEqual([]);
  });

  it('stores a history of more rates than one statement carries', async () => {
    const rates = new PostgresExchangeRateRepository(database.orm);
    const history = Array.from({ length: 10_050 }, (_, index) =>
      rate(new Date(Date.UTC(1999, 0, 4 + index)).toISOString().slice(0, 10), 'GBP', '0.8'),
    );
    expect(await rates.save(history, 'European Central Bank')).toBe(10_050);
  });
});
