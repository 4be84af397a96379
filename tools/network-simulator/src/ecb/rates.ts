import { Dice } from '../world/dice';
import { DAY, HOUR, WallClock } from '../world/wall-clock';

const BERLIN = new WallClock('Europe/Berlin');
/** Units of a currency for one euro, around which the invented rates move. */
const CENTRES = {
  USD: 1.16,
  JPY: 172.4,
  CZK: 24.6,
  DKK: 7.462,
  GBP: 0.8675,
  HUF: 392,
  PLN: 4.258,
  RON: 5.07,
  SEK: 11.05,
  CHF: 0.9365,
  ISK: 142.6,
  NOK: 11.72,
  TRY: 47.9,
  AUD: 1.772,
  BRL: 6.318,
  CAD: 1.612,
  CNY: 8.285,
  HKD: 9.03,
  IDR: 19105.42,
  ILS: 3.905,
  INR: 102.6,
  KRW: 1629.4,
  MXN: 21.63,
  MYR: 4.903,
  NZD: 1.983,
  PHP: 66.6,
  SGD: 1.492,
  THB: 37.6,
  ZAR: 20.42,
} as const;

/** Easter Sunday as a day number since 1970 (anonymous Gregorian computus). */
function easter(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const skipped = Math.floor((century + 8) / 25);
  const lunar = Math.floor((century - skipped + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - lunar + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const number = epact + weekday - 7 * correction + 114;
  return Date.UTC(year, Math.floor(number / 31) - 1, (number % 31) + 1) / DAY;
}

/** No rates on week-ends and on the closing days of the payment system. */
function isWorkingDay(day: number): boolean {
  const date = new Date(day * DAY);
  if (date.getUTCDay() === 0 || date.getUTCDay() === 6) return false;
  if (['01-01', '05-01', '12-25', '12-26'].includes(date.toISOString().slice(5, 10))) return false;
  const sunday = easter(date.getUTCFullYear());
  return day !== sunday - 2 && day !== sunday + 1;
}

/** Slow waves and a daily tremble, four or five significant digits as the bank prints them. */
function rate(currency: string, centre: number, { day, seed }: { day: number; seed: number }): string {
  const dice = new Dice(seed, currency.charCodeAt(0), currency.charCodeAt(1), currency.charCodeAt(2));
  const wave = (name: number, days: number): number =>
    Math.sin((day / days) * 2 * Math.PI + dice.unit(name) * 6);
  const tremble = new Dice(seed, day, currency.charCodeAt(0), currency.charCodeAt(2)).unit(3) - 0.5;
  const value = centre * (1 + 0.025 * wave(1, 410) + 0.012 * wave(2, 97) + 0.006 * tremble);
  const decimals = centre >= 10_000 ? 2 : Math.max(2, 4 - Math.floor(Math.log10(centre)));
  return String(Number(value.toFixed(centre >= 100 ? 2 : decimals)));
}

export interface DayOfRates {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly rates: readonly (readonly [currency: string, rate: string])[];
}

/** The rates of every working day from `from` up to `now`, newest first; a day appears at 16:00 in Frankfurt. */
export function ratesBetween(from: string, now: number, seed: number): readonly DayOfRates[] {
  const days: DayOfRates[] = [];
  for (let day = Math.floor(now / DAY); day >= Date.parse(`${from}T00:00:00Z`) / DAY; day -= 1) {
    const date = new Date(day * DAY).toISOString().slice(0, 10);
    if (!isWorkingDay(day) || BERLIN.instant(date) + 16 * HOUR > now) continue;
    const rates = Object.entries(CENTRES).map(
      ([currency, centre]) => [currency, rate(currency, centre, { day, seed })] as const,
    );
    days.push({ date, rates });
  }
  return days;
}
