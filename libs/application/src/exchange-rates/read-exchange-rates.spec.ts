import { calendarDay, currency } from '@tributary/domain';
import { InMemoryExchangeRateRepository } from '@tributary/ports/testing';
import { ReadExchangeRates } from './read-exchange-rates';

const [EUR, USD, BRL, JPY] = ['EUR', 'USD', 'BRL', 'JPY'].map(currency) as [never, never, never, never];
const FRIDAY = calendarDay('2026-03-13');

let rates: InMemoryExchangeRateRepository;
let read: ReadExchangeRates;

beforeEach(async () => {
  rates = new InMemoryExchangeRateRepository();
  read = new ReadExchangeRates(rates);
  const thursday = calendarDay('2026-03-12');
  await rates.save(
    [
      { day: thursday, currency: BRL, perEuro: '6.3' },
      { day: FRIDAY, currency: USD, perEuro: '1.08' },
    ],
    'European Central Bank',
  );
});

describe('ReadExchangeRates', () => {
  it('goes by way of the euro and dates a rate by its older part', async () => {
    expect(await read.on(BRL, USD, calendarDay('2026-03-15'))).toEqual({
      from: 'BRL',
      to: 'USD',
      rate: '0.1714285714',
      rateDay: '2026-03-12',
      source: 'European Central Bank',
    });
  });

  it.each([
    ['into euros', USD, EUR, '0.9259259259'],
    ['out of euros', EUR, USD, '1.0800000000'],
  ])('converts %s', async (_, from, to, rate) => {
    expect(await read.on(from, to, FRIDAY)).toMatchObject({
      rate,
      rateDay: FRIDAY,
      source: 'European Central Bank',
    });
  });

  it('knows no rate before the first, long after the last, and of a currency nobody quotes', async () => {
    const unknown = { rate: null, rateDay: null, source: null };
    expect(await read.on(USD, EUR, calendarDay('2026-03-12'))).toMatchObject(unknown);
    expect(await read.on(USD, EUR, calendarDay('2026-03-24'))).toMatchObject(unknown);
    expect(await read.on(JPY, EUR, FRIDAY)).toMatchObject(unknown);
  });

  it('lists the newest day, the euro included and the target left out', async () => {
    const newest = await read.newest(USD);
    expect(newest).toMatchObject({ day: FRIDAY, source: 'European Central Bank' });
    expect(newest.conversions.map(({ from, rate }) => [from, rate])).toEqual([['EUR', '1.0800000000']]);
    expect((await read.newest(EUR)).conversions.map(({ from }) => from)).toEqual(['USD']);
  });

  it('has nothing to list before the first rate', async () => {
    const empty = new ReadExchangeRates(new InMemoryExchangeRateRepository());
    expect(await empty.newest(EUR)).toEqual({ day: null, source: null, conversions: [] });
  });
});
