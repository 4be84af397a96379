import type { CalendarDay, DecimalText } from '@tributary/domain';
import { calendarDay, dayInZone } from '@tributary/domain';
import { isNegativeDecimal, parseDecimal } from '../wire-decimal';
import { unreadableRow } from '../wire-schema';
import { parseUsTime, parseZonedTime } from '../wire-time';
import { type Alias, textAt, type WireRow } from './columns';

/** How the platform writes that there is no date. */
const NO_DATE = '0000-00-00';
const US_DATE = /^\d{1,2}\//;
/** `March 14, 2026, 3:22 PM`, the way orders show it. */
const DISPLAY_DATE = /^([A-Z][a-z]+) (\d{1,2}), (\d{4})(?:,? (.+))?$/;
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
/** A sign of currency before, thousands commas inside: what may be dropped without changing the number. */
const GROUPED = /^(-?)\$?\s*(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)$/;

/** Reads typed values from one row; a value that is there but unreadable sends the row to quarantine, without quoting it. */
export class RowValues {
  constructor(
    private readonly row: WireRow,
    private readonly about: { readonly networkName: string; readonly zone: string },
  ) {}

  text(names: Alias): string | null {
    return textAt(this.row, names);
  }

  /** Exact, or null when blank. */
  decimal(names: Alias): DecimalText | null {
    return this.guarded(names, (text) => parseDecimal(withoutGrouping(text)));
  }

  /** As {@link decimal}, refusing what is below zero. */
  price(names: Alias): DecimalText | null {
    const price = this.decimal(names);
    if (price === null || !isNegativeDecimal(price)) return price;
    throw unreadableRow(this.about.networkName, names.join('|'), 'is below zero');
  }

  /** A whole number, or null when blank. */
  count(names: Alias): number | null {
    return this.guarded(names, (text) => {
      if (!/^\d{1,12}(\.0+)?$/.test(text)) throw new RangeError('is not a whole number');
      return Number(text);
    });
  }

  /** An instant; texts without offset are wall-clock time of the connection's zone. Null when blank or `0000-00-00`. */
  time(names: Alias): Date | null {
    return this.guarded(names, (text) => parseTime(text, this.about.zone));
  }

  day(names: Alias): CalendarDay | null {
    return this.guarded(names, (text) => {
      if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return calendarDay(text);
      const time = parseTime(text, this.about.zone);
      return time && dayInZone(time, this.about.zone);
    });
  }

  required<T>(names: Alias, value: T | null): T {
    if (value === null) throw unreadableRow(this.about.networkName, names.join('|'), 'is missing');
    return value;
  }

  private guarded<T>(names: Alias, read: (text: string) => T | null): T | null {
    const text = this.text(names);
    if (text === null) return null;
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw unreadableRow(this.about.networkName, names.join('|'), error.message);
    }
  }
}

function parseTime(text: string, zone: string): Date | null {
  if (text.startsWith(NO_DATE)) return null;
  if (US_DATE.test(text)) return parseUsTime(text, zone);
  const display = DISPLAY_DATE.exec(text);
  if (!display) return parseZonedTime(text, zone);
  const [, month = '', day = '', year = '', time = ''] = display;
  // An unknown month becomes 0, which is no existing date.
  return parseUsTime(`${MONTHS.indexOf(month) + 1}/${day}/${year} ${time}`, zone);
}

function withoutGrouping(text: string): string {
  const parts = GROUPED.exec(text);
  return parts ? `${parts[1] ?? ''}${parts[2] ?? ''}`.replaceAll(',', '') : text;
}
