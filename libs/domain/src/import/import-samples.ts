import { isFormula } from './formula-cell';
import { IMPORT_FIELDS, type ImportField } from './import-field';
import { type ImportMapping, statusWord } from './import-mapping';
import { readAmount } from './read-amount';
import { TimeReader } from './read-time';

/** What one cell would be read as, for a person who is choosing how. */
export interface CellSample {
  /** As it stands in the file. */
  readonly text: string;
  /** An instant (ISO 8601), an exact decimal, a status meaning or a text, by the field; null where there is none yet. */
  readonly value: string | null;
  /** The file tells the day alone. */
  readonly isDayOnly: boolean;
  /** Why it cannot be read; does not quote it. */
  readonly problem: string | null;
}

export interface FieldSamples {
  readonly field: ImportField;
  readonly cells: readonly CellSample[];
}

const DATES: readonly ImportField[] = ['saleDate', 'refundDate'];
const AMOUNTS: readonly ImportField[] = ['commission', 'gross', 'refundedGross', 'refundedCommission'];
const NOTHING = { value: null, isDayOnly: false, problem: null };

/** The first cells of every field that has a column. */
export function samplesOf(
  rows: readonly (readonly string[])[],
  mapping: ImportMapping,
): readonly FieldSamples[] {
  return IMPORT_FIELDS.flatMap((field) => {
    const source = mapping.fields[field];
    if (source?.kind !== 'column') return [];
    const cells = rows.map((row) => sample(row[source.column] ?? '', { field, mapping }));
    return [{ field, cells }];
  });
}

function sample(
  text: string,
  { field, mapping }: { readonly field: ImportField; readonly mapping: ImportMapping },
): CellSample {
  try {
    return { ...NOTHING, text, ...meaning(text, field, mapping) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...NOTHING, text, problem: isFormula(text) ? 'is a formula' : error.message };
  }
}

function meaning(text: string, field: ImportField, mapping: ImportMapping): Partial<CellSample> {
  if (DATES.includes(field)) return time(text, mapping);
  if (AMOUNTS.includes(field)) return { value: amount(text, mapping) };
  if (field !== 'status') return { value: text.trim() || null };
  const word = statusWord(text);
  return { value: Object.hasOwn(mapping.statusWords, word) ? (mapping.statusWords[word] ?? null) : null };
}

function time(text: string, { dateFormat, timeZone }: ImportMapping): Partial<CellSample> {
  if (dateFormat === null) return {};
  const read = new TimeReader(dateFormat, timeZone).read(text);
  return read ? { value: read.at.toISOString(), isDayOnly: read.until !== null } : {};
}

function amount(text: string, { decimalSign }: ImportMapping): string | null {
  return decimalSign === null ? null : readAmount(text, { decimalSign, currency: null });
}
