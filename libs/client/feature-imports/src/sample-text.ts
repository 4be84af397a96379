import type { ImportField, ImportSample } from '@tributary/api-contract';
import { MEANINGS } from './field-words';

const DATES: readonly ImportField[] = ['saleDate', 'refundDate'];

/** What a cell is read as, in words: "3 Nov 2026, 00:00 New York". Null where it says the same as the cell. */
export function sampleText(
  field: ImportField,
  sample: ImportSample,
  how: { readonly locale: string; readonly timeZone: string },
): string | null {
  if (sample.text.trim() === '') return 'empty';
  if (sample.problem !== null) return sample.problem;
  if (field === 'status') return meaningText(sample.value);
  if (sample.value === null || sample.value === sample.text.trim()) return null;
  return DATES.includes(field) ? momentText(sample.value, how) : sample.value;
}

function meaningText(meaning: string | null): string {
  return MEANINGS.find(({ value }) => value === meaning)?.label ?? 'meaning not chosen';
}

function momentText(at: string, how: { readonly locale: string; readonly timeZone: string }): string {
  const { locale, timeZone } = how;
  const format = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${format.format(new Date(at))} ${city(timeZone)}`;
}

/** "America/New_York" reads "New York". */
function city(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** Zones to choose from: the likely ones first, then all. */
export function zoneChoices(likely: readonly string[]): readonly string[] {
  return [...new Set([...likely, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
