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
  if (field === 'status') {
    return MEANINGS.find(({ value }) => value === sample.value)?.label ?? 'meaning not chosen';
  }
  if (sample.value === null) return null;
  if (DATES.includes(field)) return momentText(sample.value, how);
  return sample.value === sample.text.trim() ? null : sample.value;
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
