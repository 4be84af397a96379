import type {
  AccountScope,
  ChangeKind,
  Currency,
  DecimalText,
  EarningsEffect,
  NetworkId,
  SaleSnapshot,
} from '@tributary/domain';
import type { AccountKey, SaleView } from './sale-repository';
import type { RunTier, RunTrigger } from './sync-run-repository';

/** The run that stored something; `import` and `postback` tell that it was not the hourly reading. */
export interface StoringRun {
  readonly id: string;
  readonly trigger: RunTrigger;
  readonly tier: RunTier;
}

/**
 * A stored sale that became another one, or went. A sale that is new is no change, and neither is what the first reading
 * of an account found out about its sales while it went through their history.
 */
export interface SaleChange {
  readonly id: { readonly accountId: string; readonly externalOrderId: string };
  readonly network: NetworkId;
  readonly accountLabel: string;
  readonly kind: ChangeKind;
  readonly changedAt: Date;
  readonly before: SaleSnapshot;
  /** null for a sale that is gone. */
  readonly after: SaleSnapshot | null;
  readonly effects: readonly EarningsEffect[];
  /** The account's last good reading before: the network changed it between then and `changedAt`. */
  readonly lastGoodSyncAt: Date | null;
  /** null when what changed it is not known. */
  readonly run: StoringRun | null;
}

export interface ChangeFilter {
  /** Half-open span of instants; null is open. */
  readonly since: Date | null;
  readonly until: Date | null;
  /** Every network when the list is empty. */
  readonly networks: readonly NetworkId[];
  /** No account at all when the list is empty. */
  readonly accounts: AccountScope;
}

/** Keyset cursor: the last change of the page before. `changedAt` to the millisecond. */
export interface ChangeCursor {
  readonly changedAt: Date;
  readonly accountId: string;
  readonly externalOrderId: string;
}

export interface ChangeSumQuery extends ChangeFilter {
  readonly agencyId: string;
  readonly zone: string;
  readonly reportingCurrency: Currency;
}

/** The changes of one network whose commission is in one currency. */
export interface ChangeSum {
  readonly network: NetworkId;
  readonly currency: Currency;
  /** Different sales, each in the currency it ended with. */
  readonly sales: number;
  readonly effect: DecimalText;
  /** Of `effect` what has a rate for its sale's day, in the reporting currency. */
  readonly converted: DecimalText;
  /** Of `effect` what has none; listed beside the sum, never inside. */
  readonly unconverted: DecimalText;
}

/** What stored, replaced or removed a row; each null when not known. */
export interface Storing {
  readonly run: StoringRun | null;
  /** The account's last good reading before. */
  readonly lastGoodSyncAt: Date | null;
}

/** What a row said from `since` on. */
interface Version {
  readonly since: Date;
  /** null while it still says so. */
  readonly until: Date | null;
  /** It was deleted at `until`. */
  readonly isRemoved: boolean;
  readonly stored: Storing;
  /** What replaced or removed it; null while it still says so. */
  readonly ended: Storing | null;
}

export interface SaleVersion extends Version {
  readonly sale: SaleSnapshot;
}

export interface ReversalVersion extends Version {
  readonly externalReversalId: string;
  readonly reversal: SaleView['reversals'][number];
}

/** Reads what was stored before: every version of a sale and its reversals, from the first one on. */
export abstract class SaleHistoryRepository {
  /** Newest first by (changed at, account, order id). */
  abstract listChanges(
    agencyId: string,
    filter: ChangeFilter,
    page: { readonly limit: number; readonly after: ChangeCursor | null },
  ): Promise<readonly SaleChange[]>;
  /** Converted like figures: with the rate of the sale's day, before and after. */
  abstract summarizeChanges(query: ChangeSumQuery): Promise<readonly ChangeSum[]>;
  /** Oldest first. Reversals while they were linked to this sale. Both are empty for an unknown order. */
  abstract historyOf(
    account: AccountKey,
    externalOrderId: string,
  ): Promise<{ readonly sale: readonly SaleVersion[]; readonly reversals: readonly ReversalVersion[] }>;
  /** From when on the agency's past can be read; null for an unknown agency. */
  abstract keptSince(agencyId: string): Promise<Date | null>;
}

/** When a member last looked at what moved. */
export abstract class LastLookRepository {
  /** null before the first look. To the millisecond. */
  abstract lastLookedAt(agencyId: string, memberId: string): Promise<Date | null>;
  /** Moves forward only: an older instant changes nothing. */
  abstract markLooked(agencyId: string, memberId: string, at: Date): Promise<void>;
}
