import { type ImportMapping, sumDecimals } from '@tributary/domain';
import type { ImportError, ImportPreview } from '@tributary/ports';
import { maskEmails } from '../quarantine/mask-emails';
import type { ReadRow } from './read-rows';

const SHOWN_ERRORS = 100;
const SHOWN_WORDS = 200;
const SHOWN_TEXT = 60;

/** Counts what the rows of a file say, apart from what is stored. */
export class RowTally {
  private rows = 0;
  private leftOut = 0;
  private repeated = 0;
  private formulaRows = 0;
  private errorCount = 0;
  private readonly errors: ImportError[] = [];
  private readonly words = new Map<string, number>();
  private readonly commission = new Map<string, string>();
  private from: number | null = null;
  private to: number | null = null;

  constructor(
    private readonly headers: readonly string[],
    private readonly statusWords: ImportMapping['statusWords'],
  ) {}

  /** @returns whether the row counts: it can be read, is no repetition and was not left out. */
  add(row: ReadRow): boolean {
    this.rows += Number(row.cells.length > 0);
    this.addWord(row);
    if (row.problems.length > 0 || row.meaning === null) {
      this.addErrors(row);
      return false;
    }
    const { isLeftOut, formulas } = row.meaning;
    this.repeated += Number(row.isRepeated);
    this.leftOut += Number(isLeftOut);
    this.formulaRows += Number(formulas.length > 0);
    if (row.isRepeated || isLeftOut) return false;
    this.addSale(row);
    return true;
  }

  result(): Omit<ImportPreview, 'sales' | 'reversals' | 'changes'> {
    const { rows, leftOut, repeated, formulaRows, errorCount, errors } = this;
    const words = [...this.words]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, SHOWN_WORDS)
      .map(([word, count]) => ({ word, rows: count, meaning: this.meaningOf(word) }));
    return {
      ...{ rows, leftOut, repeated, formulaRows, errorCount, errors, words },
      from: dateText(this.from),
      to: dateText(this.to),
      commission: [...this.commission].map(([currency, amount]) => ({ currency, amount })),
    };
  }

  private meaningOf(word: string) {
    return Object.hasOwn(this.statusWords, word) ? (this.statusWords[word] ?? null) : null;
  }

  private addWord({ meaning }: ReadRow): void {
    const word = meaning?.word;
    if (word) this.words.set(word, (this.words.get(word) ?? 0) + 1);
  }

  private addSale({ meaning }: ReadRow): void {
    const sale = meaning?.sale;
    if (!sale) return;
    const time = sale.saleDate.getTime();
    this.from = Math.min(this.from ?? time, time);
    this.to = Math.max(this.to ?? time, time);
    if (sale.commission === null) return;
    const { commissionCurrency: currency, commission } = sale;
    this.commission.set(currency, sumDecimals([this.commission.get(currency) ?? '0', commission]));
  }

  private addErrors({ line, cells, problems }: ReadRow): void {
    this.errorCount += problems.length;
    for (const { column, reason } of problems.slice(0, SHOWN_ERRORS - this.errors.length)) {
      const text = column === null ? null : maskEmails(cells[column] ?? '').slice(0, SHOWN_TEXT);
      this.errors.push({ line, column: this.nameOf(column), reason, text });
    }
  }

  private nameOf(column: number | null): string | null {
    if (column === null) return null;
    const header = this.headers[column] ?? '';
    return header === '' ? `column ${column + 1}` : header;
  }
}

function dateText(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
