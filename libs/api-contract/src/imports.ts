import type { CurrencyCode, DecimalText, InstantText } from './primitives';

export type ImportField =
  | 'orderId'
  | 'orderNumber'
  | 'line'
  | 'party'
  | 'vendorAccount'
  | 'saleDate'
  | 'status'
  | 'commission'
  | 'currency'
  | 'gross'
  | 'grossCurrency'
  | 'productId'
  | 'productName'
  | 'refundDate'
  | 'refundedGross'
  | 'refundedCommission'
  | 'testMark';

export type ImportDateFormat =
  'iso' | 'month-first' | 'day-first' | 'dotted' | 'epoch-seconds' | 'epoch-milliseconds';
export type ImportStatusMeaning =
  'completed' | 'rebill' | 'pending' | 'refunded' | 'chargeback' | 'leave-out';
export type ImportFileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type ImportFileDelimiter = ',' | ';' | '\t' | '|';

/** How the bytes become cells. */
export interface ImportForm {
  readonly encoding: ImportFileEncoding;
  readonly delimiter: ImportFileDelimiter;
}

/** A column (0 is the first), one value for every row, or `unknown`: the file does not tell it. */
export type ImportFieldSource =
  | { readonly kind: 'column'; readonly column: number }
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'unknown' };

export interface ImportMapping {
  /** Fields that are missing have not been decided. */
  readonly fields: Readonly<Partial<Record<ImportField, ImportFieldSource>>>;
  /** Null while it is undecided. */
  readonly dateFormat: ImportDateFormat | null;
  /** IANA name; dates without an offset are of this zone. */
  readonly timeZone: string;
  /** Null while it is undecided. */
  readonly decimalSign: 'point' | 'comma' | null;
  /** Status word in lower case → its meaning. A word that is missing stops the import. */
  readonly statusWords: Readonly<Record<string, ImportStatusMeaning>>;
  /** Whether a refund stands in the row of its sale or in a row of its own. */
  readonly refundRows: 'same-row' | 'own-row';
  /** What a refund does to the commission where no column tells it. */
  readonly refundTakes: 'all' | 'nothing' | 'not-told';
}

export interface ImportCounts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** `GET /api/v1/network-accounts/:id/imports` answers `ImportView[]`, newest first. */
export interface ImportView {
  readonly id: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  readonly state: 'draft' | 'committed' | 'undone';
  /** Name of the member. */
  readonly createdBy: string;
  readonly createdAt: InstantText;
  readonly committedAt: InstantText | null;
  readonly counts: ImportCounts | null;
  readonly undoneAt: InstantText | null;
  /** Rows that changed after the import are kept; `keptOrders` names the first of them. */
  readonly undone: {
    readonly removed: number;
    readonly restored: number;
    readonly kept: number;
    readonly keptOrders: readonly string[];
  } | null;
}

export interface ImportErrorView {
  /** 1 is the header's; null where the file as a whole is wrong. */
  readonly line: number | null;
  /** Null where the row as a whole is wrong. */
  readonly column: string | null;
  readonly reason: string;
  /** What stands in the cell, shortened, e-mail addresses masked. */
  readonly text: string | null;
}

export interface ImportChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What importing the file would do. A file with any error imports nothing. */
export interface ImportPreviewView {
  readonly rows: number;
  readonly leftOut: number;
  /** Rows that repeat an earlier one and count once. */
  readonly repeated: number;
  readonly sales: ImportCounts;
  readonly reversals: ImportCounts;
  /** The first rows that would change. */
  readonly changes: readonly {
    readonly line: number;
    readonly orderNumber: string;
    readonly changes: readonly ImportChange[];
  }[];
  /** The first hundred. */
  readonly errors: readonly ImportErrorView[];
  readonly errorCount: number;
  /** Status words of the file, most frequent first; null has no meaning yet. */
  readonly words: readonly {
    readonly word: string;
    readonly rows: number;
    readonly meaning: ImportStatusMeaning | null;
  }[];
  /** Rows with a text that a spreadsheet would run as a formula. They are kept as text. */
  readonly formulaRows: number;
  readonly from: InstantText | null;
  readonly to: InstantText | null;
  readonly commission: readonly { readonly currency: CurrencyCode; readonly amount: DecimalText }[];
}

/** What one cell would be read as. */
export interface ImportSample {
  readonly text: string;
  /** An instant, an exact decimal, a status meaning or a text, by the field. */
  readonly value: string | null;
  /** The file tells the day alone. */
  readonly isDayOnly: boolean;
  readonly problem: string | null;
}

/** What a person needs to choose the columns of a draft. */
export interface ImportChoosing {
  readonly form: ImportForm;
  /** A person should look at the letters. */
  readonly isEncodingGuessed: boolean;
  readonly headers: readonly string[];
  /** The first rows below the header. */
  readonly rows: readonly (readonly string[])[];
  readonly mapping: ImportMapping;
  /** Fields whose source is what was guessed. */
  readonly guessed: readonly ImportField[];
  /** The known export that the file was recognised as. */
  readonly preset: string | null;
  readonly samples: readonly { readonly field: ImportField; readonly cells: readonly ImportSample[] }[];
  /** Decisions that are still missing. */
  readonly problems: readonly { readonly setting: string; readonly reason: string }[];
  /** Fields that this network's sales are told apart by, besides those that every file needs. */
  readonly needs: readonly ImportField[];
}

/**
 * `POST /api/v1/network-accounts/:id/imports?fileName=` takes the file itself as `application/octet-stream` and answers
 * 201 `ImportDetail`; so do `GET …/imports/:importId`, `PUT …/mapping`, `POST …/commit` and `POST …/undo`.
 */
export interface ImportDetail extends ImportView {
  /** Null once it was committed. */
  readonly choosing: ImportChoosing | null;
  /** Null until the whole file was checked with this very mapping. */
  readonly preview: ImportPreviewView | null;
}

/** `PUT /api/v1/network-accounts/:id/imports/:importId/mapping` */
export interface ChooseImportMappingRequest {
  readonly form: ImportForm;
  readonly mapping: ImportMapping;
  /** Only the whole file makes a preview; the first rows are enough while somebody is still choosing. */
  readonly checks: 'first-rows' | 'whole-file';
}
