import { currency } from '../money/currency';
import { timeZone } from '../period/calendar-day';
import { IMPORT_FIELD_NAMES, IMPORT_FIELDS, REQUIRED_IMPORT_FIELDS, type ImportField } from './import-field';
import type { ImportIdentity } from './import-identity';
import { type ImportMapping, STATUS_MEANINGS } from './import-mapping';

/** A decision that is missing or cannot be: of a field, or of one of the settings. */
export interface MappingProblem {
  readonly setting: ImportField | 'dateFormat' | 'decimalSign' | 'timeZone';
  readonly reason: string;
}

const CURRENCIES: readonly ImportField[] = ['currency', 'grossCurrency'];
const ONE_PER_ROW: readonly ImportField[] = [
  ...(['orderId', 'saleDate', 'commission', 'gross', 'refundedGross', 'refundedCommission'] as const),
];

/** What has still to be decided before rows can be read; empty when the mapping is complete. */
export function mappingProblems(
  mapping: ImportMapping,
  file: { readonly columns: number; readonly identity: ImportIdentity },
): readonly MappingProblem[] {
  const needed = [...REQUIRED_IMPORT_FIELDS, ...file.identity.needs];
  return [
    ...IMPORT_FIELDS.flatMap((field) => {
      const reason = fieldProblem(field, mapping, { needed, columns: file.columns });
      return reason === null ? [] : [{ setting: field, reason }];
    }),
    ...settingProblems(mapping),
  ];
}

function fieldProblem(
  field: ImportField,
  mapping: ImportMapping,
  file: { readonly needed: readonly ImportField[]; readonly columns: number },
): string | null {
  const source = mapping.fields[field];
  if (source?.kind === 'value') return valueProblem(field, source.value);
  if (source?.kind === 'column') return columnProblem(field, source.column < file.columns);
  if (!file.needed.includes(field)) return null;
  if (source === undefined) return `Choose the column of "${IMPORT_FIELD_NAMES[field]}".`;
  return field === 'commission' ? null : `"${IMPORT_FIELD_NAMES[field]}" is needed: choose its column.`;
}

function columnProblem(field: ImportField, isThere: boolean): string | null {
  return isThere ? null : `"${IMPORT_FIELD_NAMES[field]}" is in a column that the file does not have.`;
}

function valueProblem(field: ImportField, value: string): string | null {
  const name = IMPORT_FIELD_NAMES[field];
  if (value.trim() === '') return `Enter the value of "${name}".`;
  if (CURRENCIES.includes(field)) {
    return isCurrency(value) ? null : `"${name}" must be a currency code of three letters.`;
  }
  if (field === 'status') {
    return STATUS_MEANINGS.some((meaning) => meaning === value) ? null : 'Choose what every row is.';
  }
  return ONE_PER_ROW.includes(field) ? `"${name}" differs from row to row: choose its column.` : null;
}

function settingProblems({ dateFormat, decimalSign, timeZone: zone }: ImportMapping): MappingProblem[] {
  const problems: MappingProblem[] = [];
  if (dateFormat === null) problems.push({ setting: 'dateFormat', reason: 'Choose how dates are written.' });
  if (decimalSign === null) {
    problems.push({ setting: 'decimalSign', reason: 'Choose the decimal sign of the amounts.' });
  }
  if (!isZone(zone)) {
    problems.push({ setting: 'timeZone', reason: 'Choose the time zone of the dates.' });
  }
  return problems;
}

function isCurrency(code: string): boolean {
  try {
    return currency(code).length === 3;
  } catch {
    return false;
  }
}

function isZone(zone: string): boolean {
  try {
    return timeZone(zone) !== '';
  } catch {
    return false;
  }
}
