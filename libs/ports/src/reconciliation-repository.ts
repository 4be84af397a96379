import type { CalendarDay, ComparedDay, NetworkId } from '@tributary/domain';
import type { OwnTotals } from './network-catalog';
import type { NetworkDay } from './network-gateway';
import type { AccountKey } from './sale-repository';

/** Which days to compare, and on what basis: see {@link OwnTotals}. Both days are included. */
export interface ComparisonQuestion extends Pick<OwnTotals, 'reversalsCountOn' | 'counts'> {
  readonly first: CalendarDay;
  readonly last: CalendarDay;
}

/** What the last comparison of an account found. */
export interface ReconciliationResult {
  readonly comparedAt: Date;
  /** Ended days that were compared. */
  readonly checkedDays: number;
  readonly differingDays: number;
  /** Why the network's totals could not be read the last time, for a person; null when they were. */
  readonly failure: string | null;
}

/** What networks state about their own days, beside what is stored. */
export abstract class ReconciliationRepository {
  /** Replaces what the network stated about these days before, and dates it by the storage's clock. */
  abstract storeTotals(
    account: AccountKey & { readonly network: NetworkId },
    days: readonly NetworkDay[],
  ): Promise<void>;
  /**
   * Says that the totals which came with the sales of these days are all that the network states about them now.
   * Nothing happens for an account that never had a total.
   */
  abstract coverDays(
    account: AccountKey,
    days: { readonly first: CalendarDay; readonly last: CalendarDay },
  ): Promise<void>;
  /** The days the network has stated, oldest first; the others are missing. Amounts are sorted by currency. */
  abstract compareDays(account: AccountKey, question: ComparisonQuestion): Promise<readonly ComparedDay[]>;
  /** Dated by the storage's clock. */
  abstract saveResult(account: AccountKey, result: Omit<ReconciliationResult, 'comparedAt'>): Promise<void>;
  /** Account id → its last result. Accounts that were never compared are missing. */
  abstract results(agencyId: string): Promise<ReadonlyMap<string, ReconciliationResult>>;
}
