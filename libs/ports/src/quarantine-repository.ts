import type { NetworkId } from '@tributary/domain';
import type { NormalizedRow, RawRow } from './network-gateway';
import type { AccountKey } from './sale-repository';

/** A row that was set aside because it could not be read without guessing, and still waits. */
export interface QuarantinedRowEntry {
  /** Derived from the row's content: the same row has one entry, however often it is read. */
  readonly id: string;
  /** Of the newest attempt to read it, for a person. */
  readonly reason: string;
  /** To the millisecond. */
  readonly firstSeenAt: Date;
}

/** Keyset cursor: the last row of the page before. */
export type QuarantineCursor = Pick<QuarantinedRowEntry, 'id' | 'firstSeenAt'>;

/** Rows are set aside by `SaleRepository.storePage`; here they are looked at and taken out again. */
export abstract class QuarantineRepository {
  /** Open rows only, newest first by (first seen, id). */
  abstract listOpen(
    account: AccountKey,
    page: { readonly limit: number; readonly after: QuarantineCursor | null },
  ): Promise<readonly QuarantinedRowEntry[]>;
  /** Account id → how many of its rows are open. Accounts without one are missing. */
  abstract countOpen(agencyId: string): Promise<ReadonlyMap<string, number>>;
  /** The rows as they were read, by id. Unknown ones and those that no configured key opens are missing. */
  abstract openRaw(
    account: AccountKey & { readonly network: NetworkId },
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, RawRow>>;
  /** A row that cannot be read again later is opened again by the page it is in. */
  abstract resolve(account: AccountKey, ids: readonly string[]): Promise<void>;
  /**
   * Whether anything that the row tells was stored or changed after `since`: a sale or total of the same key, or,
   * where it tells all reversals of its sales, any of those. Writing an old row then would undo newer facts.
   */
  abstract hasNewer(account: AccountKey, meaning: NormalizedRow, since: Date): Promise<boolean>;
}
