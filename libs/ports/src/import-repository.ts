import type { FieldChange, ImportMapping, NetworkId, StatusMeaning } from '@tributary/domain';
import type { AccountKey } from './sale-repository';
import type { FileForm } from './sales-file-reader';

export interface ImportKey extends AccountKey {
  readonly importId: string;
}

export type ImportState = 'draft' | 'committed' | 'undone';

export interface RowCounts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Why a line cannot be imported. */
export interface ImportError {
  /** 1 is the header's; null where the file as a whole is wrong. */
  readonly line: number | null;
  /** The column's header, or its number where it has none; null where the row as a whole is wrong. */
  readonly column: string | null;
  readonly reason: string;
  /** What stands in the cell, shortened, e-mail addresses masked. */
  readonly text: string | null;
}

/** What committing the file would do. JSON-safe. */
export interface ImportPreview {
  /** Rows below the header that hold anything. */
  readonly rows: number;
  readonly leftOut: number;
  /** Rows that repeat an earlier one and count once. */
  readonly repeated: number;
  readonly sales: RowCounts;
  readonly reversals: RowCounts;
  /** The first rows that would change, with what would change. */
  readonly changes: readonly {
    readonly line: number;
    readonly orderNumber: string;
    readonly changes: readonly FieldChange[];
  }[];
  readonly errors: readonly ImportError[];
  /** All of them, also those beyond the first. */
  readonly errorCount: number;
  /** Status words of the file, most frequent first. */
  readonly words: readonly {
    readonly word: string;
    readonly rows: number;
    readonly meaning: StatusMeaning | null;
  }[];
  /** Rows with a text that a spreadsheet would run. They are kept as text. */
  readonly formulaRows: number;
  /** First and last sale date, ISO 8601. */
  readonly from: string | null;
  readonly to: string | null;
  /** Σ commission of the sales, per currency. */
  readonly commission: readonly { readonly currency: string; readonly amount: string }[];
}

export interface UndoneImport {
  readonly removed: number;
  readonly restored: number;
  /** Rows that changed after the import, which stay as they are. */
  readonly kept: number;
  /** Order numbers of the first of them. */
  readonly keptOrders: readonly string[];
}

/** A file that somebody gave for one account, from its upload on. */
export interface SalesImport {
  readonly id: string;
  readonly accountId: string;
  readonly fileName: string;
  readonly size: number;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly state: ImportState;
  readonly form: FileForm;
  readonly headers: readonly string[];
  readonly mapping: ImportMapping;
  /** Of exactly this form and mapping; null before the whole file was checked with them. */
  readonly preview: ImportPreview | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly committedAt: Date | null;
  readonly runId: string | null;
  readonly counts: RowCounts | null;
  readonly undoneAt: Date | null;
  readonly undone: UndoneImport | null;
}

export type NewImport = Pick<
  SalesImport,
  'fileName' | 'size' | 'hash' | 'form' | 'headers' | 'mapping' | 'createdBy'
>;

/** The files somebody gave, without their content: see {@link ImportFileRepository}. */
export abstract class ImportRepository {
  abstract add(key: ImportKey, added: NewImport): Promise<void>;
  /** null for an unknown id and for another agency's id alike. */
  abstract find(key: ImportKey): Promise<SalesImport | null>;
  /** Newest first. */
  abstract listOf(account: AccountKey, limit: number): Promise<readonly SalesImport[]>;
  /** Of a draft; an import that was committed keeps what it was committed with. */
  abstract change(
    key: ImportKey,
    change: Pick<SalesImport, 'form' | 'headers' | 'mapping' | 'preview'>,
  ): Promise<void>;
  /** A draft with its content. What was committed stays. */
  abstract remove(key: ImportKey): Promise<void>;
}

export interface ImportFileKey extends ImportKey {
  readonly network: NetworkId;
}

/** The bytes of drafts: in pieces, compressed, sealed. */
export abstract class ImportFileRepository {
  /** Holds one piece at a time. What a failed call has written is gone again. */
  abstract write(
    key: ImportFileKey,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly size: number; readonly hash: string }>;
  /** In order, piece by piece. @throws {CiphertextUnreadable} when a piece was changed, moved or lost its key. */
  abstract read(key: ImportFileKey): AsyncIterable<Uint8Array>;
  /** What an agency has of drafts, and of uploads that broke off long ago; not what is being written. */
  abstract filesOf(agencyId: string): Promise<readonly ImportFileKey[]>;
}

/** An import is not in the state that the call is about: somebody else was faster. */
export class ImportNotInState extends Error {
  constructor(readonly state: ImportState | null) {
    super(`The import is ${state ?? 'gone'}`);
    this.name = 'ImportNotInState';
  }
}
