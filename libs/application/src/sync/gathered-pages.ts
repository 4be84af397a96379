import type { Clock } from '@tributary/ports';
import type { PageContent } from './read-page';

/** From so many rows on a larger transaction is no faster. */
const MOST_ROWS = 500;
/** A slow network's pages are stored, and shown, as they come. */
const LONGEST_MS = 1_000;

/**
 * Pages of one reading on their way to the store. Small ones go there together: half of what it takes to store a hundred
 * rows is what it takes to store any. Only such pages share a transaction of which none has a word to say about
 * what another one tells, so that it makes no difference whether they are stored together or one after the other.
 */
export class GatheredPages {
  private pages: PageContent[] = [];
  private subjects = new Set<string>();
  private rows = 0;
  private since = 0;

  constructor(private readonly clock: Clock) {}

  get isEmpty(): boolean {
    return this.pages.length === 0;
  }

  /** Whether they have waited, or are, long enough. */
  get isDue(): boolean {
    return this.rows >= MOST_ROWS || this.clock.now().getTime() - this.since >= LONGEST_MS;
  }

  /** Whether the page may be stored together with those that are gathered. */
  takes(page: PageContent): boolean {
    if (this.isEmpty) return true;
    return (
      this.rows + rowsOf(page) <= MOST_ROWS && !subjectsOf(page).some((subject) => this.subjects.has(subject))
    );
  }

  add(page: PageContent): void {
    if (this.isEmpty) this.since = this.clock.now().getTime();
    this.pages.push(page);
    this.rows += rowsOf(page);
    for (const subject of subjectsOf(page)) this.subjects.add(subject);
  }

  /** Hands them out as if they were one page. */
  takeOut(): PageContent {
    const { pages } = this;
    this.pages = [];
    this.subjects = new Set();
    this.rows = 0;
    return {
      rawPages: pages.flatMap((page) => page.rawPages),
      sales: pages.flatMap((page) => page.sales),
      reversals: pages.flatMap((page) => page.reversals),
      completeLinkKeys: pages.flatMap((page) => page.completeLinkKeys),
      neverPaid: pages.flatMap((page) => page.neverPaid),
      bookedLinkKeys: pages.flatMap((page) => page.bookedLinkKeys ?? []),
      dailyTotals: pages.flatMap((page) => page.dailyTotals),
      quarantined: pages.flatMap((page) => page.quarantined),
    };
  }
}

/** How many rows told of a sale or a reversal, read or set aside. */
export function rowsOf({ sales, reversals, neverPaid, quarantined }: PageContent): number {
  return sales.length + reversals.length + neverPaid.length + quarantined.length;
}

/** Everything that a page says something about. */
function subjectsOf(page: PageContent): string[] {
  const of = (kind: string, ids: readonly string[]) => ids.map((id) => `${kind} ${id}`);
  return [
    ...of(
      'order',
      page.sales.map((sale) => sale.externalOrderId),
    ),
    ...of('order', page.neverPaid),
    ...of(
      'reversal',
      page.reversals.map((one) => one.externalReversalId),
    ),
    ...of('all reversals', page.completeLinkKeys),
    ...of(
      'day',
      page.dailyTotals.map(({ day }) => day),
    ),
    ...page.quarantined.flatMap(({ externalId }) =>
      externalId ? [`order ${externalId}`, `reversal ${externalId}`] : [],
    ),
  ];
}
