import type { ImportField } from './import-field';

/**
 * Where a field comes from: a column (0 is the first), one value for every row, or nowhere. `unknown` says on purpose
 * that the file does not tell it, which is something else than a field nobody has looked at yet.
 */
export type FieldSource =
  | { readonly kind: 'column'; readonly column: number }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'unknown' };

/** `iso` is 2026-11-03 with or without time and offset, `month-first` 11/03/2026, `day-first` 03/11/2026, `dotted` 03.11.2026. */
export const DATE_FORMATS = [
  'iso',
  'month-first',
  'day-first',
  'dotted',
  'epoch-seconds',
  'epoch-milliseconds',
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

export const DECIMAL_SIGNS = ['point', 'comma'] as const;
export type DecimalSign = (typeof DECIMAL_SIGNS)[number];

/** `rebill` is a completed later payment of a subscription; `leave-out` is for test orders and what moved no money. */
export const STATUS_MEANINGS = [
  'completed',
  'rebill',
  'pending',
  'refunded',
  'chargeback',
  'leave-out',
] as const;
export type StatusMeaning = (typeof STATUS_MEANINGS)[number];

/** Whether a refund stands in the row of its sale or in a row of its own beside it. */
export const REFUND_ROWS = ['same-row', 'own-row'] as const;
export type RefundRows = (typeof REFUND_ROWS)[number];

/** What a refund does to the commission where no column tells: takes all of it, nothing, or nobody knows. */
export const REFUND_EFFECTS = ['all', 'nothing', 'not-told'] as const;
export type RefundEffect = (typeof REFUND_EFFECTS)[number];

/** How the columns of one file become sales. */
export interface ImportMapping {
  /** Fields that are missing have not been decided. */
  readonly fields: Readonly<Partial<Record<ImportField, FieldSource>>>;
  /** Null while it is undecided: 11/03/2026 is in November or in March. */
  readonly dateFormat: DateFormat | null;
  /** IANA name; dates without an offset are of this zone. */
  readonly timeZone: string;
  /** Null while it is undecided: 1,234 is a thousand or one. */
  readonly decimalSign: DecimalSign | null;
  /** Status word as {@link statusWord} writes it → its meaning. A word that is missing stops the import. */
  readonly statusWords: Readonly<Record<string, StatusMeaning>>;
  readonly refundRows: RefundRows;
  readonly refundTakes: RefundEffect;
}

/** The form in which status words are compared: case and outer blanks do not matter. */
export function statusWord(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}
