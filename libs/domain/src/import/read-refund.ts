import { compareDecimals } from '../money/decimal';
import type { Currency } from '../money/currency';
import type { DecimalText } from '../money/money';
import type { ReversalKind } from '../sale/reversal';
import type { ImportedOrder, ImportIdentity } from './import-identity';
import type { ImportedReversal } from './imported-sale';
import type { ImportMapping } from './import-mapping';
import type { ReadTime } from './read-time';
import type { RowCells } from './row-cells';

/** Everything of a row but what happened to it. */
export interface ToldOrder {
  readonly order: ImportedOrder;
  readonly date: ReadTime;
  readonly currency: Currency;
  readonly grossCurrency: Currency;
  readonly commission: DecimalText | null;
  readonly gross: DecimalText | null;
}

/** A row in which a refund may stand. */
export interface RefundRow {
  readonly cells: RowCells;
  readonly told: ToldOrder;
  readonly mapping: ImportMapping;
  readonly identity: ImportIdentity;
}

/** What stands in the row of the sale: by its status, or by an amount given back. Null where nothing was. */
export function sameRowRefund(row: RefundRow, kind: ReversalKind | null): ImportedReversal | null {
  const { cells, told } = row;
  const gross = positive(cells.amount('refundedGross', told.grossCurrency));
  const commission = absolute(cells.amount('refundedCommission', told.currency));
  const isInPart = gross !== null || positive(commission) !== null;
  if (kind === null && !isInPart) return null;
  const effect = effectOf(row, gross);
  return reversal(row, {
    kind: kind ?? 'refund',
    at: cells.time('refundDate'),
    isOwnRow: false,
    amount: gross ?? effect.amount,
    commission: commission ?? effect.commission,
  });
}

/** A row that is a refund and nothing else: its amounts are what was given back, whatever their sign. */
export function ownRefund(row: RefundRow, kind: ReversalKind): ImportedReversal {
  const { cells, told } = row;
  return reversal(row, {
    kind,
    at: cells.time('refundDate') ?? told.date,
    isOwnRow: true,
    amount: absolute(cells.amount('refundedGross', told.grossCurrency) ?? told.gross),
    commission: absolute(cells.amount('refundedCommission', told.currency) ?? told.commission),
  });
}

interface Effect {
  readonly amount: DecimalText | null;
  readonly commission: DecimalText | null;
}

/** What a refund takes where no column tells. Of a refund in part nobody knows what it did to the commission. */
function effectOf({ mapping, told }: RefundRow, gross: DecimalText | null): Effect {
  if (mapping.refundTakes === 'not-told') return { amount: null, commission: null };
  if (mapping.refundTakes === 'nothing') {
    return { amount: null, commission: told.commission === null ? null : '0.00' };
  }
  const isInPart = gross !== null && (told.gross === null || compareDecimals(gross, told.gross) < 0);
  return { amount: told.gross, commission: isInPart ? null : told.commission };
}

function reversal(
  { cells, told, identity }: RefundRow,
  refund: Effect & {
    readonly kind: ReversalKind;
    readonly at: ReadTime | null;
    readonly isOwnRow: boolean;
  },
): ImportedReversal {
  const { kind, isOwnRow, amount, commission } = refund;
  const { at, until } = refund.at ?? { at: null, until: null };
  if (identity.reversalNeedsTime && (at === null || until !== null)) refuseDay(cells);
  return {
    externalReversalId: identity.reversalKey(told.order, { kind, at, isOwnRow }),
    linkKey: identity.saleKeys(told.order).linkKey,
    kind,
    amount,
    currency: told.grossCurrency,
    commission,
    commissionCurrency: told.currency,
    reversedAt: at,
    reversedUntil: until,
  };
}

function refuseDay(cells: RowCells): void {
  const field = cells.raw('refundDate') === null ? 'saleDate' : 'refundDate';
  cells.wrong(
    field,
    'has no time of day, by which this network tells refunds apart. Leave refunds out, or use a file with times',
  );
}

function absolute(value: DecimalText | null): DecimalText | null {
  return value === null ? null : value.replace('-', '');
}

/** A refund of nothing is none. */
function positive(value: DecimalText | null): DecimalText | null {
  return value !== null && /[1-9]/.test(value) ? absolute(value) : null;
}
