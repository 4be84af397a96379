import type { ReversalKind } from '../sale/reversal';
import type { ImportedOrder, ImportIdentity } from './import-identity';
import type { ImportedReversal, ImportedSale } from './imported-sale';
import { type ImportMapping, statusWord, STATUS_MEANINGS, type StatusMeaning } from './import-mapping';
import { ownRefund, type RefundRow, sameRowRefund, type ToldOrder } from './read-refund';
import { TimeReader } from './read-time';
import { type CellProblem, RowCells } from './row-cells';

/** What one row of a file means. */
export interface RowMeaning {
  /** All reasons why it cannot be read; then it means nothing. */
  readonly problems: readonly CellProblem[];
  /** Columns whose text a spreadsheet would run. */
  readonly formulas: readonly number[];
  /** A test order, or a word that was said to move no money. */
  readonly isLeftOut: boolean;
  readonly sale: ImportedSale | null;
  readonly reversals: readonly ImportedReversal[];
  /** Its status word as {@link statusWord} writes it; null without a status column. */
  readonly word: string | null;
}

const NOTHING: RowMeaning = {
  problems: [],
  formulas: [],
  isLeftOut: false,
  sale: null,
  reversals: [],
  word: null,
};
const TEST_MARKS: Readonly<Record<string, boolean>> = {
  ...{ '1': true, true: true, yes: true, y: true, test: true },
  ...{ '0': false, false: false, no: false, n: false, live: false },
};
const PARTIES: Readonly<Record<string, 'affiliate' | 'vendor'>> = {
  ...{ affiliate: 'affiliate', promoter: 'affiliate' },
  ...{ vendor: 'vendor', seller: 'vendor', producer: 'vendor', merchant: 'vendor' },
};

/** Reads the rows of one file by its mapping. Pure but for what it has looked up of the zone. */
export class ImportRowReader {
  private readonly times: TimeReader;

  /** @param mapping complete: see `mappingProblems`. */
  constructor(
    private readonly mapping: ImportMapping,
    private readonly identity: ImportIdentity,
  ) {
    this.times = new TimeReader(mapping.dateFormat ?? 'iso', mapping.timeZone);
  }

  read(row: readonly string[]): RowMeaning {
    const { fields, decimalSign } = this.mapping;
    const cells = new RowCells(row, { fields, decimalSign: decimalSign ?? 'point', times: this.times });
    const isTest = testMark(cells);
    const { word, meaning } = this.status(cells);
    if (isTest || meaning === 'leave-out') return { ...NOTHING, isLeftOut: true, word };
    const told = this.told(cells, meaning === 'rebill');
    if (told === null || meaning === null) return { ...NOTHING, problems: cells.problems, word };
    const found = this.found({ cells, told, mapping: this.mapping, identity: this.identity }, meaning);
    if (cells.problems.length > 0) return { ...NOTHING, problems: cells.problems, word };
    return { ...NOTHING, ...found, formulas: cells.formulas, word };
  }

  private status(cells: RowCells): {
    readonly word: string | null;
    readonly meaning: StatusMeaning | null;
  } {
    const text = cells.raw('status');
    if (!cells.needed('status', text)) return { word: null, meaning: null };
    if (this.mapping.fields.status?.kind === 'value') {
      return { word: null, meaning: STATUS_MEANINGS.find((one) => one === text) ?? null };
    }
    const word = statusWord(text);
    const meaning = Object.hasOwn(this.mapping.statusWords, word) ? this.mapping.statusWords[word] : null;
    if (!meaning) cells.wrong('status', 'is a status word whose meaning has not been chosen');
    return { word, meaning: meaning ?? null };
  }

  private told(cells: RowCells, isRebill: boolean): ToldOrder | null {
    const order = this.order(cells, isRebill);
    const date = cells.time('saleDate');
    const currency = cells.currency('currency');
    const grossCurrency = cells.currency('grossCurrency') ?? currency;
    const commission = cells.amount('commission', currency);
    const gross = cells.amount('gross', grossCurrency);
    const isComplete = [cells.needed('saleDate', date), cells.needed('currency', currency)].every(Boolean);
    if (!isComplete || !order || !date || !currency || !grossCurrency) return null;
    return { order, date, currency, grossCurrency, commission, gross };
  }

  private order(cells: RowCells, isRebill: boolean): ImportedOrder | null {
    const orderId = cells.id('orderId');
    const order = {
      orderNumber: cells.id('orderNumber'),
      line: cells.id('line'),
      party: party(cells),
      vendorAccount: cells.id('vendorAccount'),
      productId: cells.id('productId'),
      isRebill,
    };
    const others = this.identity.needs.filter((field) => !cells.needed(field, cells.raw(field)));
    if (!cells.needed('orderId', orderId) || others.length > 0) return null;
    return { orderId, ...order };
  }

  private found(row: RefundRow, meaning: StatusMeaning): Pick<RowMeaning, 'sale' | 'reversals'> {
    const kind = reversalKind(meaning);
    if (this.mapping.refundRows === 'own-row' && kind !== null) {
      return { sale: null, reversals: [ownRefund(row, kind)] };
    }
    for (const field of ['commission', 'gross'] as const) {
      if (row.told[field]?.startsWith('-')) row.cells.wrong(field, 'is below zero on a row that is a sale');
    }
    const refund = sameRowRefund(row, kind);
    return { sale: this.sale(row, meaning), reversals: refund ? [refund] : [] };
  }

  private sale({ cells, told }: RefundRow, meaning: StatusMeaning): ImportedSale {
    const { order, date } = told;
    return {
      ...this.identity.saleKeys(order),
      orderNumber: order.orderNumber,
      state: meaning === 'pending' ? 'pending' : 'completed',
      amount: told.gross,
      currency: told.grossCurrency,
      commission: told.commission,
      commissionCurrency: told.currency,
      productId: order.productId,
      productName: cells.text('productName'),
      saleDate: date.at,
      saleDateUntil: date.until,
      // Without a word of its own for rebills a file does not tell whether a sale is one.
      isRebill: order.isRebill || (this.tellsRebills ? false : null),
    };
  }

  private get tellsRebills(): boolean {
    return Object.values(this.mapping.statusWords).includes('rebill');
  }
}

function testMark(cells: RowCells): boolean {
  const text = cells.raw('testMark');
  if (text === null) return false;
  const known = TEST_MARKS[statusWord(text)];
  if (known === undefined) cells.wrong('testMark', 'is neither yes nor no');
  return known === true;
}

function party(cells: RowCells): 'affiliate' | 'vendor' | null {
  const text = cells.raw('party');
  if (text === null) return null;
  const known = PARTIES[statusWord(text)];
  if (known === undefined) cells.wrong('party', 'is neither affiliate nor vendor');
  return known ?? null;
}

function reversalKind(meaning: StatusMeaning): ReversalKind | null {
  if (meaning === 'refunded') return 'refund';
  return meaning === 'chargeback' ? 'chargeback' : null;
}
