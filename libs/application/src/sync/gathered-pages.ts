import type { PageContent } from './read-page';

/**
 * Pages of one reading on their way to the store. Small ones go there together: half of what it takes to store a hundred
 * rows is what it takes to store any. Only such pages share a transaction of which none has a word to say about
 * what another one tells, so that it makes no difference whether they are stored together or one after the other.
 */
export class GatheredPages {
  private pages: PageContent[] = [];
  private said = new Said();

  get isEmpty(): boolean {
    return this.pages.length === 0;
  }

  /** Whether the page may be stored together with those that are gathered. */
  takes(page: PageContent): boolean {
    return this.isEmpty || !this.said.of(this.pages).isSharedBy(page);
  }

  add(page: PageContent): void {
    this.pages.push(page);
  }

  /** Hands them out as if they were one page. */
  takeOut(): PageContent {
    const { pages } = this;
    this.pages = [];
    this.said = new Said();
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

/** What pages say something about. */
class Said {
  private heard = 0;
  private readonly orders = new Set<string>();
  private readonly reversals = new Set<string>();
  private readonly complete = new Set<string>();
  private readonly days = new Set<string>();

  /** Pages are looked at once another one comes: most readings have no other. */
  of(pages: readonly PageContent[]): this {
    for (const page of pages.slice(this.heard)) this.hear(page);
    this.heard = pages.length;
    return this;
  }

  isSharedBy(page: PageContent): boolean {
    return (
      page.sales.some((sale) => this.orders.has(sale.externalOrderId)) ||
      page.reversals.some((one) => this.reversals.has(one.externalReversalId)) ||
      page.completeLinkKeys.some((key) => this.complete.has(key)) ||
      page.neverPaid.some((id) => this.orders.has(id)) ||
      page.dailyTotals.some(({ day }) => this.days.has(day)) ||
      page.quarantined.some(({ externalId }) => externalId && this.isNamed(externalId))
    );
  }

  private isNamed(id: string): boolean {
    return this.orders.has(id) || this.reversals.has(id);
  }

  private hear(page: PageContent): void {
    for (const sale of page.sales) this.orders.add(sale.externalOrderId);
    for (const id of page.neverPaid) this.orders.add(id);
    for (const one of page.reversals) this.reversals.add(one.externalReversalId);
    for (const key of page.completeLinkKeys) this.complete.add(key);
    for (const { day } of page.dailyTotals) this.days.add(day);
    for (const { externalId } of page.quarantined) {
      if (!externalId) continue;
      this.orders.add(externalId);
      this.reversals.add(externalId);
    }
  }
}
