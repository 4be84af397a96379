import { currency, type Currency } from '../money/currency';
import type { DecimalText } from '../money/money';
import { isFormula, unescapedCell } from './formula-cell';
import { IMPORT_FIELD_NAMES, type ImportField } from './import-field';
import type { DecimalSign, ImportMapping } from './import-mapping';
import { readAmount } from './read-amount';
import type { ReadTime, TimeReader } from './read-time';

/** What is wrong with one cell, or with a row as a whole where `column` is null. Never quotes the cell. */
export interface CellProblem {
  readonly column: number | null;
  readonly reason: string;
}

/** No network's ids come near it; keys are made of several. */
const LONGEST_ID = 100;
/** Digits that a spreadsheet has thrown away: `1.23457E+11` was an id once. */
const SHORTENED = /^[+-]?\d([.,]\d+)?E\+?\d+$/i;

/** Typed values of one row by field. What cannot be read is collected, so that a person learns all of it at once. */
export class RowCells {
  readonly problems: CellProblem[] = [];
  /** Columns whose text a spreadsheet would run as a formula. */
  readonly formulas: number[] = [];

  constructor(
    private readonly cells: readonly string[],
    private readonly how: {
      readonly fields: ImportMapping['fields'];
      readonly decimalSign: DecimalSign;
      readonly times: TimeReader;
    },
  ) {}

  /** Trimmed; null when blank or not in the file. */
  raw(field: ImportField): string | null {
    const source = this.how.fields[field];
    if (source === undefined || source.kind === 'unknown') return null;
    const text = source.kind === 'value' ? source.value : (this.cells[source.column] ?? '');
    return text.trim() || null;
  }

  /** Kept as it is, also where it looks like a formula; then it is flagged. */
  text(field: ImportField): string | null {
    const text = this.raw(field);
    const column = this.columnOf(field);
    const shown = text === null ? null : unescapedCell(text);
    if (column !== null && isFormula(shown ?? '')) this.formulas.push(column);
    return shown;
  }

  id(field: ImportField): string | null {
    const text = this.raw(field);
    if (text === null) return null;
    if (isFormula(text)) this.wrong(field, 'is a formula, not an id');
    if (text.length > LONGEST_ID) this.wrong(field, `is longer than ${LONGEST_ID} letters`);
    if (SHORTENED.test(text)) {
      this.wrong(field, 'was shortened by a spreadsheet. Export the file again and do not save it there');
    }
    return text;
  }

  amount(field: ImportField, code: Currency | null): DecimalText | null {
    const text = this.raw(field);
    if (text === null) return null;
    try {
      return readAmount(text, { decimalSign: this.how.decimalSign, currency: code });
    } catch (error) {
      this.wrong(field, isFormula(text) ? 'is a formula, not an amount' : reasonOf(error));
      return null;
    }
  }

  time(field: ImportField): ReadTime | null {
    const text = this.raw(field);
    if (text === null) return null;
    try {
      return this.how.times.read(text);
    } catch (error) {
      this.wrong(field, isFormula(text) ? 'is a formula, not a date' : reasonOf(error));
      return null;
    }
  }

  currency(field: ImportField): Currency | null {
    const text = this.raw(field);
    if (text === null) return null;
    try {
      return currency(text);
    } catch {
      this.wrong(field, 'is not a currency code of three letters');
      return null;
    }
  }

  /** Whether a value is there. Notes that it is missing, unless what is there was unreadable and is noted already. */
  needed<T>(field: ImportField, value: T | null): value is T {
    if (value !== null) return true;
    if (this.raw(field) === null) this.wrong(field, `is empty. ${IMPORT_FIELD_NAMES[field]} is needed`);
    return false;
  }

  wrong(field: ImportField, reason: string): void {
    this.problems.push({ column: this.columnOf(field), reason });
  }

  private columnOf(field: ImportField): number | null {
    const source = this.how.fields[field];
    return source?.kind === 'column' ? source.column : null;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  throw error;
}
