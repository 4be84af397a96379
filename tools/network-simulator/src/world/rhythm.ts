import { Dice } from './dice';

const REFERENCE_DAY = 20_600;
const LAUNCH_EVERY = 67;
const WEEK = [1.02, 0.9, 0.86, 0.94, 1.16, 1.18, 0.94] as const;

/** The launch boost of a day: sudden, then fading within a week. */
function launch(day: number, seed: number): number {
  const shift = new Dice(seed).between(41, 0, LAUNCH_EVERY - 1);
  const since = (((day + shift) % LAUNCH_EVERY) + LAUNCH_EVERY) % LAUNCH_EVERY;
  return since < 7 ? 1 + 1.6 * Math.exp(-since / 2.2) : 1;
}

/** Orders made on a day (since 1970): growth over years, a weekly rhythm, launches, chance. */
export function ordersOn(day: number, seed: number, salesPerDay: number): number {
  const growth = Math.min(2.2, Math.max(0.35, 1 + (0.4 * (day - REFERENCE_DAY)) / 365));
  const dice = new Dice(seed, day);
  const weather = 0.65 + dice.unit(42) * 0.7;
  const expected = salesPerDay * growth * (WEEK[((day % 7) + 7) % 7] ?? 1) * launch(day, seed) * weather;
  return Math.floor(expected) + (dice.chance(43, expected % 1) ? 1 : 0);
}
