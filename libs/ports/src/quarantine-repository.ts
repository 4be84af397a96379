import type { NetworkId } from '@tributary/domain';
import type { RawRow } from './network-gateway';
import type { AccountKey } from './sale-repository';

/** Why a row was left out on purpose. */
export interface Dismissal {
  /** In the words of who did it. */
  readonly reason: string;
  /** The member's name at that time. */
  readonly by: string;
}

/** A row that was set aside because it could not be read without guessing, and was not settled since. */
export interface QuarantinedRowEntry {
  /** Derived from the row's content: the same row has one entry, however often it is read. */
  readonly id: string;
  /** Of the newest attempt to read it, for a person. */
  readonly reason: string;
  /** Path of the field the reason is about; null when it names none. */
  readonly field: string | null;
  /** To the millisecond. */
  readonly firstSeenAt: Date;
  /** Later than `firstSeenAt` when it was settled in between and came again. */
  readonly setAsideAt: Date;
  /** Null while the row waits. */
  readonly dismissal: (Dismissal & { readonly at: Date }) | null;
}

/** `open` rows wait to be read; `dismissed` ones were seen by a person and left out on purpose. */
export type QuarantineState = 'open' | 'dismissed';

export interface QuarantineFilter {
  readonly state: QuarantineState;
  /** Only rows with exactly this reason; null for all. */
  readonly reason: string | null;
}

/** Keyset cursor: the last row of the page before. */
export type QuarantineCursor = Pick<QuarantinedRowEntry, 'id' | 'firstSeenAt'>;

/** Rows that could not be read for the same reason. */
export interface QuarantineGroup {
  readonly reason: string;
  readonly field: string | null;
  readonly open: number;
  readonly dismissed: number;
}

export type QuarantineMark =
  { readonly as: 'resolved' } | { readonly as: 'open' } | ({ readonly as: 'dismissed' } & Dismissal);

/** Rows by id, or all that a filter shows. */
export type QuarantineSelection = { readonly ids: readonly string[] } | QuarantineFilter;

/** Rows are set aside by `SaleRepository.storePage`; here they are looked at, taken out and judged. */
export abstract class QuarantineRepository {
  /** Newest first by (first seen, id). */
  abstract list(
    account: AccountKey,
    filter: QuarantineFilter,
    page: { readonly limit: number; readonly after: QuarantineCursor | null },
  ): Promise<readonly QuarantinedRowEntry[]>;
  /** Account id → how many of its rows are open. Accounts without one are missing. */
  abstract countOpen(agencyId: string): Promise<ReadonlyMap<string, number>>;
  /** Most open rows first, then by reason. */
  abstract countByReason(account: AccountKey): Promise<readonly QuarantineGroup[]>;
  /** The rows as they were read, by id. Unknown ones and those that no configured key opens are missing. */
  abstract openRaw(
    account: AccountKey & { readonly network: NetworkId },
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, RawRow>>;
  /**
   * A resolved row is opened again by a later reading it is in; a dismissed one stays dismissed. Rows that are settled
   * already are left alone. @returns how many rows changed.
   */
  abstract mark(account: AccountKey, rows: QuarantineSelection, mark: QuarantineMark): Promise<number>;
}
