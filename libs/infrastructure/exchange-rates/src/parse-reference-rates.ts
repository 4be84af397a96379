import { type CalendarDay, calendarDay, currency } from '@tributary/domain';
import type { ReferenceRate } from '@tributary/ports';

const TAG = /<([^<>]*)>/g;
const DAY_CUBE = /^Cube\s+time=["']([^"']*)["']\s*$/;
const RATE_CUBE = /^Cube\s+currency=["']([^"']*)["']\s+rate=["']([^"']*)["']\s*\/$/;
const ENVELOPE = /^gesmes:Envelope(\s[^<>]*)?$/;
const RATE = /^\d{1,12}(\.\d{1,12})?$/;

/** The feed says everything in attributes; these tags frame them. */
const FRAME =
  /^(\?xml\s.*\?|gesmes:(subject|Sender|name)|\/gesmes:(subject|Sender|name|Envelope)|Cube|\/Cube|!--[^]*--)$/;

/**
 * Reads the envelope of the European Central Bank: `Cube` → `Cube time="…"` → `Cube currency="…" rate="…"`.
 * Strict: a tag it does not know, a day or a rate outside its place, or a text that ends early is an error, because a
 * misread rate would silently bend every converted figure.
 * @throws {Error} when the text is not that envelope, whole, with at least one rate.
 */
export function parseReferenceRates(xml: string): ReferenceRate[] {
  const tags = [...xml.matchAll(TAG)].map((match) => match[1] ?? '');
  if (!tags.some((tag) => ENVELOPE.test(tag)) || tags.at(-1) !== '/gesmes:Envelope') {
    throw new Error('The answer is not a whole envelope of reference rates');
  }
  const rates: ReferenceRate[] = [];
  let day: CalendarDay | null = null;
  for (const tag of tags) {
    const rate = RATE_CUBE.exec(tag);
    if (rate) rates.push(toRate(day, rate[1] ?? '', rate[2] ?? ''));
    else day = dayAfter(tag, day);
  }
  if (rates.length === 0) throw new Error('The envelope holds no rate');
  return rates;
}

/** The day that is open after a tag that is no rate. */
function dayAfter(tag: string, day: CalendarDay | null): CalendarDay | null {
  const opened = DAY_CUBE.exec(tag)?.[1];
  if (opened !== undefined) return calendarDay(opened);
  if (!FRAME.test(tag) && !ENVELOPE.test(tag)) throw new Error('The envelope holds an unknown element');
  return tag === '/Cube' ? null : day;
}

function toRate(day: CalendarDay | null, code: string, perEuro: string): ReferenceRate {
  if (day === null) throw new Error('A rate of the envelope belongs to no day');
  if (!RATE.test(perEuro) || /^[0.]+$/.test(perEuro))
    throw new Error(`The rate of ${day} is not a positive decimal`);
  return { day, currency: currency(code), perEuro };
}
