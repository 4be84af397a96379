import { Temporal } from 'temporal-polyfill';

const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/i;
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):([0-5]\d)(?::([0-5]\d(?:\.\d{1,9})?))?(Z|[+-]\d{2}:?\d{2})$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})/;
const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):([0-5]\d)(?::([0-5]\d(?:\.\d{1,9})?))?)?$/;
const US = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,?\s+(\d{1,2}):([0-5]\d)(?::([0-5]\d))?\s*([AP]M)?)?$/i;

/** Before it no network of ours existed; after it a date is a mistake. Seconds and milliseconds never share this range. */
const EARLIEST = Date.UTC(1995, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const HOUR = 3_600_000;

/**
 * ISO 8601 with an offset or Z: `2026-02-18T15:11:38-08:00`, also compact (`20260423T175704-0700`) and with a space for the T.
 * @throws {RangeError} without an offset, for a day that does not exist, for `0000-00-00`.
 */
export function parseInstant(text: string): Date {
  const trimmed = text.trim().replace(COMPACT, '$1-$2-$3T$4:$5:$6');
  const parts = INSTANT.exec(trimmed);
  if (parts) {
    const [, day = '', hour = '', minute = '0', second = '0', offset = ''] = parts;
    return withOffset(`${day}T${hour}:00:00${offset}`, Number(minute) * 60_000 + milliseconds(second));
  }
  if (!OFFSET.test(trimmed)) throw new RangeError('is not a date with an offset');
  return plausible(guarded(() => Temporal.Instant.from(trimmed).epochMilliseconds));
}

/**
 * `2026-03-29 01:12:44` (with T or space, seconds and fraction optional, or the day alone: its first moment) as wall-clock
 * time in `zone`, an IANA name. A text that brings its own offset is read by that.
 *
 * An hour that does not exist (clocks go forward) or exists twice (back) is read with the offset that was valid before the change.
 * @throws {RangeError} for any other form, for a day that does not exist, for `0000-00-00`.
 */
export function parseZonedTime(text: string, zone: string): Date {
  const trimmed = text.trim();
  const parts = LOCAL.exec(trimmed);
  if (!parts) return parseInstant(trimmed);
  const [, day = '', hour = '00', minute = '0', second = '0'] = parts;
  return inZone(`${day}T${hour}`, zone, Number(minute) * 60_000 + milliseconds(second));
}

/**
 * `MM/DD/YYYY`, `MM/DD/YYYY hh:mm`, `… hh:mm:ss`, each optionally with AM or PM, in `zone`. Clock changes as in {@link parseZonedTime}.
 * @throws {RangeError} for any other form and for a day or an hour that does not exist.
 */
export function parseUsTime(text: string, zone: string): Date {
  const parts = US.exec(text.trim());
  if (!parts) throw new RangeError('is not a date in the form MM/DD/YYYY hh:mm:ss');
  const [, month = '', day = '', year = '', hour = '0', minute = '00', second = '00', half] = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const inHour = Number(minute) * 60_000 + Number(second) * 1000;
  return inZone(`${date}T${two(hourOfDay(Number(hour), half))}`, zone, inHour);
}

/** Seconds since 1970, as number or text. @throws {RangeError} when they are milliseconds or nonsense. */
export function parseEpochSeconds(value: unknown): Date {
  return plausible(numberOf(value) * 1000);
}

/** Milliseconds since 1970, as number or text. @throws {RangeError} when they are seconds or nonsense. */
export function parseEpochMilliseconds(value: unknown): Date {
  return plausible(numberOf(value));
}

/** Hours already looked up: rows of a page share few of them, and a look-up is slow. */
const knownHours = new Map<string, number>();
const KEPT_HOURS = 20_000;

function remember(key: string, start: number): void {
  if (knownHours.size >= KEPT_HOURS) knownHours.clear();
  knownHours.set(key, start);
}

/** @param hour `YYYY-MM-DDTHH:00:00` with its offset, @param inHour milliseconds after it. */
function withOffset(hour: string, inHour: number): Date {
  const known = knownHours.get(hour);
  if (known !== undefined) return new Date(known + inHour);
  const start = plausible(guarded(() => Temporal.Instant.from(hour).epochMilliseconds)).getTime();
  remember(hour, start);
  return new Date(start + inHour);
}

/** @param hour `YYYY-MM-DDTHH`, @param inHour milliseconds after it. */
function inZone(hour: string, zone: string, inHour: number): Date {
  const key = `${hour} ${zone}`;
  const known = knownHours.get(key);
  if (known !== undefined) return new Date(known + inHour);
  const start = lookUp(hour, zone, 0);
  // Where the clocks change within the hour (some do at half past), each moment is looked up by itself.
  if (lookUp(hour, zone, HOUR - 1) - start !== HOUR - 1) return new Date(lookUp(hour, zone, inHour));
  remember(key, start);
  return new Date(start + inHour);
}

function lookUp(hour: string, zone: string, inHour: number): number {
  // "compatible" is the rule of parseZonedTime: in the gap and in the overlap the offset before the change counts.
  const read = () =>
    Temporal.PlainDateTime.from(hour, { overflow: 'reject' })
      .add({ milliseconds: inHour })
      .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
  return plausible(guarded(read)).getTime();
}

/** Cut, not rounded, to whole milliseconds; the small addend undoes what binary fractions lose (`1.005` is 1004.99…). */
function milliseconds(second: string): number {
  return Math.floor(Number(second) * 1000 + 1e-6);
}

function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) throw new RangeError('has an hour that does not exist');
  return (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function numberOf(value: unknown): number {
  const isText = typeof value === 'string' && /^\d{1,16}(\.\d+)?$/.test(value.trim());
  if (typeof value !== 'number' && !isText)
    throw new RangeError('is not a number of seconds or milliseconds');
  return Number(value);
}

function plausible(time: number): Date {
  if (!(time >= EARLIEST && time < LATEST)) throw new RangeError('is not a plausible date');
  return new Date(Math.trunc(time));
}

/** Temporal's own messages quote the text, which may come from anywhere in a row. */
function guarded(read: () => number): number {
  try {
    return read();
  } catch {
    throw new RangeError('is not an existing date');
  }
}
