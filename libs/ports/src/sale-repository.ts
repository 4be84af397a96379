import type {
  AccountScope,
  NetworkId,
  Reversal,
  Sale,
  SaleStatus,
  ReversalKind,
  DecimalText,
  RereadTier,
} from '@tributary/domain';
import type { NetworkTotal, RawRow } from './network-gateway';

export interface AccountKey {
  readonly agencyId: string;
  readonly accountId: string;
}

export interface QuarantinedRow {
  readonly reason: string;
  readonly raw: RawRow;
  /** Path of the field that was missing or wrong, where the reason names one. */
  readonly field?: string | null;
  /** The order or reversal it tells of, where its ids alone tell: see `NetworkGateway.identifyRow`. */
  readonly externalId?: string | null;
}

/** A page of a network as it was read. */
export interface PageAsRead {
  /** JSON in UTF-8. */
  readonly bytes: Uint8Array;
  /**
   * How many sales and reversals it tells, each counted once, where it tells nothing but these: read again unchanged, such
   * a page may be {@link SaleRepository.repeatPages repeated}. Null: it has to be read each time.
   */
  readonly told: number | null;
}

/** Everything that a page, or several of one run together, mean, stored in one transaction with the checkpoint it allows. */
export interface SalePage {
  readonly account: AccountKey & { readonly network: NetworkId };
  readonly runId: string;
  /**
   * The pages as read, in their order; each is kept compressed and sealed when its hash is new. None when they are kept
   * already, and for what did not come in pages.
   */
  readonly rawPages: readonly PageAsRead[];
  /**
   * When the network told all this, where that is not now: rows set aside and kept pages that are read once more.
   * What was told later than this stays as it is, and a row that still cannot be read opens nothing again.
   */
  readonly toldAt?: Date;
  /**
   * With `toldAt`: what readings told before this instant gives way even where they told it later, because it is known
   * which page is the last to tell it. What a file or a notification told does not.
   */
  readonly pagesKnownUntil?: Date;
  /**
   * Rows set aside before this instant, whose order the page tells well, are settled, but for these. Left out: what was
   * set aside before the run began, but for what the page sets aside itself; nothing, where `toldAt` is set.
   */
  readonly settles?: { readonly before: Date; readonly except: readonly RawRow[] };
  /** Reversal id → when it was told first, for reversals without a date of their own that are not told now. */
  readonly firstToldAt?: ReadonlyMap<string, Date>;
  readonly sales: readonly Sale[];
  readonly reversals: readonly Reversal[];
  /** Link keys whose stored reversals are exactly those of this page (networks that change rows in place). */
  readonly completeLinkKeys: readonly string[];
  /**
   * Sales that go, as long as they are pending. One that is told here at once is not stored; with `toldAt`, it goes whatever
   * is stored of it, for then it was told here and taken back later.
   */
  readonly neverPaid: readonly string[];
  /**
   * Link keys whose sales and reversals on this page were told by notifications. They are left out where a reading told
   * a sale of that key before, keep the sale's date they were first stored with, and make room for what a reading tells.
   */
  readonly bookedLinkKeys?: readonly string[];
  readonly dailyTotals: readonly NetworkTotal[];
  readonly quarantined: readonly QuarantinedRow[];
  /** Set on the last page of a slice: everything before this instant has been read and stored. */
  readonly checkpoint: Date | null;
  /** Set on the very last page of the run's window: which tiers are done by it. */
  readonly completedTier: RereadTier | null;
}

/** Pages that a run was told, in their order, and nobody has looked into yet. */
export interface UnreadPages extends Pick<SalePage, 'account' | 'runId' | 'checkpoint' | 'completedTier'> {
  readonly rawPages: readonly Pick<PageAsRead, 'bytes'>[];
}

/** As how many pages it counts: what was not kept as pages is one. */
export function pagesIn({ rawPages }: { readonly rawPages: readonly unknown[] }): number {
  return Math.max(1, rawPages.length);
}

export interface StoredCounts {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly quarantined: number;
}

export interface SaleView {
  readonly id: { readonly accountId: string; readonly externalOrderId: string };
  /** The number a person knows the order by at its network. */
  readonly orderNumber: string;
  readonly network: NetworkId;
  readonly accountLabel: string;
  readonly status: SaleStatus;
  readonly amount: DecimalText | null;
  readonly currency: string;
  readonly commission: DecimalText | null;
  readonly commissionCurrency: string;
  /** Commission taken back so far, positive; 0 when nothing was. */
  readonly reversedCommission: DecimalText;
  readonly productName: string | null;
  readonly saleDate: Date;
  readonly reversals: readonly {
    readonly kind: ReversalKind;
    readonly reversedAt: Date;
    readonly observed: boolean;
    readonly amount: DecimalText | null;
    readonly commission: DecimalText | null;
  }[];
}

export interface SaleFilter {
  readonly from: Date | null;
  readonly until: Date | null;
  /** Every network when the list is empty. */
  readonly networks: readonly NetworkId[];
  /** No account at all when the list is empty. */
  readonly accounts: AccountScope;
  readonly statuses: readonly SaleStatus[];
  /** Part of the product name or the whole order number or id, as typed. */
  readonly search: string | null;
  /** Null for the state of now, otherwise the sales and reversals as they were shown at that instant. */
  readonly asOf: Date | null;
}

/** Keyset cursor: the last row of the page before. */
export interface SaleCursor {
  readonly saleDate: Date;
  readonly accountId: string;
  readonly externalOrderId: string;
}

export abstract class SaleRepository {
  /**
   * Idempotent: storing the same page again changes no row. One transaction. Rows set aside of the orders and reversals
   * that the page tells are settled by it, when its run began after they were set aside.
   * @throws {ClaimLost} when its run has a claim and somebody has claimed the account since: nothing is stored.
   */
  abstract storePage(page: SalePage): Promise<StoredCounts>;
  /**
   * Stores pages, without what they mean, of which storing that would change nothing: each was stored before and tells only
   * sales and reversals, the same version of the program read it, of the account's stored sales and reversals none was
   * changed, removed or (of reversals) added since, and no row of the account is set aside. One transaction; the run, the
   * pages' sightings and the checkpoint are as after {@link storePage}.
   * @returns null when that does not hold of all of them: nothing was written, they are to be read and stored.
   * @throws {ClaimLost} as {@link storePage}.
   */
  abstract repeatPages(pages: UnreadPages): Promise<StoredCounts | null>;
  /** Newest first by (sale date, account, order id). */
  abstract listSales(
    agencyId: string,
    filter: SaleFilter,
    page: { readonly limit: number; readonly after: SaleCursor | null },
  ): Promise<readonly SaleView[]>;
  /** How many match, counted no further than `most`. */
  abstract countSales(agencyId: string, filter: SaleFilter, most: number): Promise<number>;
}
