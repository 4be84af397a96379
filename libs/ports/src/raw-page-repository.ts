import type { NetworkId } from '@tributary/domain';
import type { RawRow } from './network-gateway';
import type { AccountKey } from './sale-repository';

/** A page of the network as `SaleRepository.storePage` keeps it: once per content. */
export interface KeptPage {
  readonly id: string;
  /** Its place in time among the account's pages: a page that was read last has the greatest. */
  readonly sighting: number;
  readonly firstSeenAt: Date;
  /** When a reading last told exactly this. */
  readonly lastSeenAt: Date;
  /** When the reading began that told it last. */
  readonly readingBeganAt: Date;
  /** Null when no configured key opens it. */
  readonly rows: readonly RawRow[] | null;
}

/** One renormalisation of an account. */
export interface Renormalisation extends AccountKey {
  readonly network: NetworkId;
  readonly runId: string;
}

/** Who tells a fact: the newest page it is on. */
export interface Teller {
  readonly sighting: number;
  /** Since when pages tell it; exact for facts that were `observed`. */
  readonly firstToldAt: Date;
}

/** What one page tells, each by a name of its own. */
export interface PageFacts {
  readonly told: readonly string[];
  /** Of those, the ones of which it matters when they were told first. */
  readonly observed: readonly string[];
  /** Only asked about. */
  readonly asked: readonly string[];
}

/** The pages that readings of the network kept. What a file or a notification told is in none. */
export abstract class RawPageRepository {
  /** Forgets what unfinished renormalisations of the account were told. @returns how many pages are kept of it. */
  abstract begin(work: Renormalisation): Promise<number>;
  /** Every page that was kept when it began, newest first; one at a time in memory. */
  abstract newestFirst(account: AccountKey & { readonly network: NetworkId }): AsyncIterable<KeptPage>;
  /**
   * Remembers that the page tells these facts, unless a newer page does; pages are to come newest first.
   * Saying the same again changes nothing. @returns for each fact who tells it; those that nobody told are missing.
   */
  abstract tell(
    work: Renormalisation,
    page: Pick<KeptPage, 'id' | 'sighting' | 'firstSeenAt'>,
    facts: PageFacts,
  ): Promise<ReadonlyMap<string, Teller>>;
  /** The pages that tell a fact no newer page tells, oldest first; one at a time in memory. */
  abstract tellers(work: Renormalisation): AsyncIterable<KeptPage>;
  /**
   * Forgets what was told. With `removesUntold`, sales and reversals go before that only pages ever told and that no page
   * tells any more, as `sale <id>` or `reversal <id>`, nor may tell, as `unread <id>`; what a file or a notification told,
   * and what was told since the run began, stays. @returns how many went; the run counts them as changed.
   */
  abstract end(work: Renormalisation, options: { readonly removesUntold: boolean }): Promise<number>;
}
