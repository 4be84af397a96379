import { type CalendarDay, calendarDay, currency } from '@tributary/domain';
import { type ReferenceRate, ShippedExchangeRates } from '@tributary/ports';
import { readFile } from 'node:fs/promises';

/** Lies beside this file, and beside the bundle that this file ends in. */
const HISTORY = new URL('./history/eurofxref-hist.csv', import.meta.url);
const RATE = /^\d{1,12}(\.\d{1,12})?$/;

/**
 * The euro reference rates since 2015 as the European Central Bank published them, up to the day this version was
 * made: a machine that cannot reach the bank converts with them. `history/README.md` says how to renew the file.
 */
export class EcbHistoryFile extends ShippedExchangeRates {
  readonly name = 'European Central Bank (shipped with Tributary)';

  constructor(private readonly file: URL = HISTORY) {
    super();
  }

  /** @throws {Error} when the file is missing or is not the bank's table. */
  async readAll(): Promise<readonly ReferenceRate[]> {
    const [header = '', ...lines] = (await readFile(this.file, 'utf8')).trimEnd().split('\n');
    const [first, ...codes] = header.split(',');
    if (first !== 'Date' || codes.length === 0 || lines.length === 0) {
      throw new Error('The file of reference rates does not start with the bank’s header');
    }
    const currencies = codes.map((code) => currency(code));
    return lines.flatMap((line) => ratesOf(line, currencies));
  }
}

/** An empty cell is a currency that was not quoted on that day. */
function ratesOf(line: string, currencies: readonly ReferenceRate['currency'][]): ReferenceRate[] {
  const [date = '', ...cells] = line.split(',');
  const day: CalendarDay = calendarDay(date);
  if (cells.length !== currencies.length) throw new Error(`The rates of ${date} do not fit the header`);
  return currencies.flatMap((code, index) => {
    const perEuro = cells[index] ?? '';
    if (perEuro === '') return [];
    if (!RATE.test(perEuro) || /^[0.]+$/.test(perEuro)) {
      throw new Error(`The rate of ${code} on ${date} is not a positive decimal`);
    }
    return [{ day, currency: code, perEuro }];
  });
}
