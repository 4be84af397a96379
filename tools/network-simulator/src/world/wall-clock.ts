export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The n-th (from 1) Sunday of a month (0-based) as a day number since 1970; n = 0 means the last one. */
function sunday(year: number, month: number, nth: number): number {
  const first = Date.UTC(year, nth === 0 ? month + 1 : month, 1) / DAY;
  const weekday = (first + 4) % 7;
  const onOrAfter = first + ((7 - weekday) % 7);
  return nth === 0 ? onOrAfter - 7 : onOrAfter + (nth - 1) * 7;
}

interface Zone {
  readonly standard: number;
  /** Summer time of a year as two instants. */
  summer(year: number): readonly [start: number, end: number];
}

function american(hours: number): Zone {
  return {
    standard: hours * HOUR,
    summer: (year) => [
      sunday(year, 2, 2) * DAY + (2 - hours) * HOUR,
      sunday(year, 10, 1) * DAY + (1 - hours) * HOUR,
    ],
  };
}

/** The rules of today, by hand: the zone database of the runtime is some hundred times slower per row. */
const ZONES = {
  'America/Los_Angeles': american(-8),
  'America/New_York': american(-5),
  'Europe/Berlin': {
    standard: HOUR,
    summer: (year: number) => [sunday(year, 2, 0) * DAY + HOUR, sunday(year, 9, 0) * DAY + HOUR],
  },
} as const satisfies Record<string, Zone>;

/** A network's wall clock: instants to local text and back. */
export class WallClock {
  readonly #zone: Zone;
  readonly #summers = new Map<number, readonly [number, number]>();

  constructor(zone: keyof typeof ZONES) {
    this.#zone = ZONES[zone];
  }

  offset(instant: number): number {
    const year = new Date(instant).getUTCFullYear();
    let summer = this.#summers.get(year);
    if (summer === undefined) {
      summer = this.#zone.summer(year);
      this.#summers.set(year, summer);
    }
    const isSummer = instant >= summer[0] && instant < summer[1];
    return this.#zone.standard + (isSummer ? HOUR : 0);
  }

  /** `2026-03-29 01:12:44`, without zone. */
  naive(instant: number): string {
    return new Date(instant + this.offset(instant)).toISOString().slice(0, 19).replace('T', ' ');
  }

  day(instant: number): string {
    return this.naive(instant).slice(0, 10);
  }

  /** `2026-02-18T15:11:38-08:00`. */
  withOffset(instant: number): string {
    const minutes = Math.round(this.offset(instant) / MINUTE);
    const size = Math.abs(minutes);
    const hours = String(Math.floor(size / 60)).padStart(2, '0');
    const sign = minutes < 0 ? '-' : '+';
    return `${this.naive(instant).replace(' ', 'T')}${sign}${hours}:${String(size % 60).padStart(2, '0')}`;
  }

  /** The instant of a local `YYYY-MM-DD[ HH:MM:SS]`; the earlier one where the clock shows it twice. */
  instant(local: string): number {
    const pretended = Date.parse(`${local.replace(' ', 'T')}${local.length === 10 ? 'T00:00:00' : ''}Z`);
    const summer = pretended - this.#zone.standard - HOUR;
    return this.offset(summer) === this.#zone.standard + HOUR ? summer : pretended - this.#zone.standard;
  }

  /** What a reader of the naive text can know of an instant: in the repeated hour of autumn, only the earlier one. */
  tellable(instant: number): number {
    return this.instant(this.naive(instant));
  }
}

/** A calendar day that exists, as `YYYY-MM-DD`. */
export function isCalendarDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON().startsWith(text);
}

/** The day after a `YYYY-MM-DD`. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}
