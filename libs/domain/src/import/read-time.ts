import { Temporal } from 'temporal-polyfill';
import type { DateFormat } from './import-mapping';

/** A moment, or a day of which the time is not known. */
export interface ReadTime {
  readonly at: Date;
  /** First moment after the day, where the cell holds a day alone; null for an exact moment. */
  readonly until: Date | null;
}

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour?: string;
  readonly minute?: string;
  readonly second?: string;
  readonly fraction?: string;
  readonly half?: string;
  readonly offset?: string;
}

const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?:[.,](?<fraction>\d{1,9}))?)?\s*(?<half>[AP]M)?`;
const OFFSET = String.raw`\s*(?<offset>Z|UTC|[+-]\d{2}:?\d{2})?`;
const form = (day: string) => new RegExp(`^${day}(?:(?:T|,?\\s+)${TIME}${OFFSET})?$`, 'i');
const FORMS: Readonly<Record<Exclude<DateFormat, 'epoch-seconds' | 'epoch-milliseconds'>, RegExp>> = {
  iso: form(String.raw`(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})`),
  'month-first': form(String.raw`(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})`),
  'day-first': form(String.raw`(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})`),
  dotted: form(String.raw`(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})`),
};
const WORDS: Readonly<Record<DateFormat, string>> = {
  iso: 'YYYY-MM-DD',
  'month-first': 'MM/DD/YYYY',
  'day-first': 'DD/MM/YYYY',
  dotted: 'DD.MM.YYYY',
  'epoch-seconds': 'seconds since 1970',
  'epoch-milliseconds': 'milliseconds since 1970',
};
/** Before it no network of ours existed; after it a date is a mistake. Seconds and milliseconds never share this range. */
const EARLIEST = Date.UTC(1995, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const KEPT_HOURS = 20_000;

/**
 * Reads the dates of one file. An hour that does not exist where the clocks go forward, or exists twice, is read with
 * the offset that was valid before the change, as the networks' own dates are.
 */
export class TimeReader {
  /** Looking an hour up in a zone is slow, and the rows of a file share few of them. */
  private readonly known = new Map<string, number>();

  constructor(
    private readonly format: DateFormat,
    private readonly zone: string,
  ) {}

  /** Null when the cell is blank. @throws {RangeError} with a reason that does not quote the cell. */
  read(cell: string): ReadTime | null {
    const text = cell.trim();
    if (text === '') return null;
    if (this.format === 'epoch-seconds' || this.format === 'epoch-milliseconds') {
      return { at: epoch(text, this.format), until: null };
    }
    const parts = FORMS[this.format].exec(text)?.groups as Parts | undefined;
    if (!parts) throw new RangeError(`is not a date in the form ${WORDS[this.format]}`);
    return parts.hour === undefined ? this.wholeDay(parts) : { at: this.moment(parts), until: null };
  }

  private wholeDay(parts: Parts): ReadTime {
    const day = existingDay(parts);
    const until = this.inZone(day.add({ days: 1 }).toString(), 0);
    return { at: plausible(this.inZone(day.toString(), 0)), until: new Date(until) };
  }

  private moment(parts: Parts): Date {
    const hour = hourOfDay(Number(parts.hour), parts.half);
    const inHour =
      Number(parts.minute ?? 0) * 60_000 +
      Number(parts.second ?? 0) * 1000 +
      Number((parts.fraction ?? '0').padEnd(3, '0').slice(0, 3));
    const day = existingDay(parts).toString();
    if (parts.offset === undefined) return plausible(this.inZone(day, hour) + inHour);
    const offset = /^(z|utc)$/i.test(parts.offset) ? 0 : minutesOf(parts.offset);
    return plausible(Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000 + inHour - offset * 60_000);
  }

  private inZone(day: string, hour: number): number {
    const key = `${day}T${String(hour).padStart(2, '0')}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found = Temporal.PlainDateTime.from(key).toZonedDateTime(this.zone).epochMilliseconds;
    if (this.known.size >= KEPT_HOURS) this.known.clear();
    this.known.set(key, found);
    return found;
  }
}

function existingDay({ year, month, day }: Parts): Temporal.PlainDate {
  try {
    const fields = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(fields, { overflow: 'reject' });
  } catch {
    throw new RangeError('is a day that does not exist');
  }
}

function hourOfDay(hour: number, half: string | undefined): number {
  const isWrong = half === undefined ? hour > 23 : hour < 1 || hour > 12;
  if (isWrong) throw new RangeError('has an hour that does not exist');
  if (half === undefined) return hour;
  return (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
}

function minutesOf(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return offset.startsWith('-') ? -minutes : minutes;
}

function epoch(text: string, unit: 'epoch-seconds' | 'epoch-milliseconds'): Date {
  if (!/^\d{1,16}$/.test(text)) throw new RangeError(`is not a number of ${WORDS[unit]}`);
  return plausible(Number(text) * (unit === 'epoch-seconds' ? 1000 : 1));
}

function plausible(time: number): Date {
  if (!(time >= EARLIEST && time < LATEST)) throw new RangeError('is not between 1995 and 2100');
  return new Date(time);
}
