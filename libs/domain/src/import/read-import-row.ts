import { compareDecimals } from '../money/decimal';
import type { Currency } from '../money/currency';
import type { DecimalText } from '../money/money';
import type { ReversalKind } from '../sale/reversal';
import type { ImportedOrder, ImportIdentity } from './import-identity';
import type { ImportedReversal, ImportedSale } from './imported-sale';
import { type ImportMapping, statusWord, STATUS_MEANINGS, type StatusMeaning } from './import-mapping';
import type { ReadTime } from './read-time';
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

/** Everything of a row but what happened to it. */
interface Told {
  readonly order: ImportedOrder;
  readonly date: ReadTime;
  readonly currency: Currency;
  readonly grossCurrency: Currency;
  readonly commission: DecimalText | null;
  readonly gross: DecimalText | null;
}

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
    const found = this.isOwnRefund(meaning)
      ? { sale: null, reversals: [this.ownRefund(cells, told, meaning)] }
      : this.saleRow(cells, told, meaning);
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

  private told(cells: RowCells, isRebill: boolean): Told | null {
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

  private isOwnRefund(meaning: StatusMeaning): boolean {
    return this.mapping.refundRows === 'own-row' && reversalKind(meaning) !== null;
  }

  private saleRow(
    cells: RowCells,
    told: Told,
    meaning: StatusMeaning,
  ): Pick<RowMeaning, 'sale' | 'reversals'> {
    for (const field of ['commission', 'gross'] as const) {
      if (told[field]?.startsWith('-')) cells.wrong(field, 'is below zero on a row that is a sale');
    }
    const sale = this.sale(cells, told, meaning);
    const refund = this.sameRowRefund(cells, told, reversalKind(meaning));
    return { sale, reversals: refund ? [refund] : [] };
  }

  private sale(cells: RowCells, told: Told, meaning: StatusMeaning): ImportedSale {
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

  private sameRowRefund(cells: RowCells, told: Told, kind: ReversalKind | null): ImportedReversal | null {
    const gross = positive(cells.amount('refundedGross', told.grossCurrency));
    const commission = absolute(cells.amount('refundedCommission', told.currency));
    const isInPart = gross !== null || (commission !== null && /[1-9]/.test(commission));
    if (kind === null && !isInPart) return null;
    const at = cells.time('refundDate');
    const effect = this.effect(told, gross);
    return this.reversal(cells, told, {
      kind: kind ?? 'refund',
      at,
      isOwnRow: false,
      amount: gross ?? effect.amount,
      commission: commission ?? effect.commission,
    });
  }

  /** What a refund takes where no column tells. Of a refund in part nobody knows what it did to the commission. */
  private effect(
    told: Told,
    gross: DecimalText | null,
  ): { readonly amount: DecimalText | null; readonly commission: DecimalText | null } {
    const { refundTakes } = this.mapping;
    if (refundTakes === 'not-told') return { amount: null, commission: null };
    if (refundTakes === 'nothing') return { amount: null, commission: told.commission && '0.00' };
    const isInPart = gross !== null && (told.gross === null || compareDecimals(gross, told.gross) < 0);
    return { amount: told.gross, commission: isInPart ? null : told.commission };
  }

  private ownRefund(cells: RowCells, told: Told, meaning: StatusMeaning): ImportedReversal {
    const gross = cells.amount('refundedGross', told.grossCurrency) ?? told.gross;
    const commission = cells.amount('refundedCommission', told.currency) ?? told.commission;
    return this.reversal(cells, told, {
      kind: reversalKind(meaning) ?? 'refund',
      at: cells.time('refundDate') ?? told.date,
      isOwnRow: true,
      amount: absolute(gross),
      commission: absolute(commission),
    });
  }

  private reversal(
    cells: RowCells,
    told: Told,
    refund: {
      readonly kind: ReversalKind;
      readonly at: ReadTime | null;
      readonly isOwnRow: boolean;
      readonly amount: DecimalText | null;
      readonly commission: DecimalText | null;
    },
  ): ImportedReversal {
    const { kind, at, isOwnRow, amount, commission } = refund;
    if (this.identity.reversalNeedsTime && (at === null || at.until !== null)) {
      const field = cells.raw('refundDate') === null ? 'saleDate' : 'refundDate';
      cells.wrong(
        field,
        'has no time of day, by which this network tells refunds apart. Leave refunds out, or use a file with times',
      );
    }
    return {
      externalReversalId: this.identity.reversalKey(told.order, { kind, at: at?.at ?? null, isOwnRow }),
      linkKey: this.identity.saleKeys(told.order).linkKey,
      kind,
      amount,
      currency: told.grossCurrency,
      commission,
      commissionCurrency: told.currency,
      reversedAt: at?.at ?? null,
      reversedUntil: at?.until ?? null,
    };
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

function absolute(value: DecimalText | null): DecimalText | null {
  return value === null ? null : value.replace('-', '');
}

/** A refund of nothing is none. */
function positive(value: DecimalText | null): DecimalText | null {
  return value !== null && /[1-9]/.test(value) ? absolute(value) : null;
}
