import type { RawRow } from '../../network-gateway';
import {
  RawPageRepository,
  type KeptPage,
  type PageFacts,
  type Renormalisation,
  type Teller,
} from '../../raw-page-repository';
import type { AccountKey } from '../../sale-repository';
import { RUNS_OF_PAGES, tiersBeside } from '../../sync-run-repository';
import type { AccountRows, InMemoryStorage, StoredPage } from './in-memory-storage';

interface Told extends Teller {
  readonly pageId: string;
}

const READINGS = tiersBeside('hot');

/** Ids are the pages' text, where Postgres has a hash of it. */
export class InMemoryRawPageRepository extends RawPageRepository {
  /** Ids of pages that no key opens any more. */
  readonly unreadable = new Set<string>();
  private readonly told = new Map<string, Map<string, Told>>();

  constructor(private readonly storage: InMemoryStorage) {
    super();
  }

  begin(work: Renormalisation): Promise<number> {
    this.forget(work);
    return Promise.resolve(this.pages(work).length);
  }

  async *newestFirst(account: AccountKey): AsyncGenerator<KeptPage> {
    await Promise.resolve();
    for (const page of this.pages(account).reverse()) yield this.opened(page);
  }

  tell(
    work: Renormalisation,
    page: Pick<KeptPage, 'id' | 'sighting' | 'firstSeenAt'>,
    facts: PageFacts,
  ): Promise<ReadonlyMap<string, Teller>> {
    const known = this.told.get(nameOf(work)) ?? new Map<string, Told>();
    this.told.set(nameOf(work), known);
    for (const fact of facts.told) {
      const before = known.get(fact) ?? {
        pageId: page.id,
        sighting: page.sighting,
        firstToldAt: page.firstSeenAt,
      };
      const isEarlier =
        facts.observed.includes(fact) && page.firstSeenAt.getTime() < before.firstToldAt.getTime();
      known.set(fact, isEarlier ? { ...before, firstToldAt: page.firstSeenAt } : before);
    }
    const answers = [...facts.told, ...facts.asked].flatMap((fact) => {
      const teller = known.get(fact);
      return teller ? [[fact, { sighting: teller.sighting, firstToldAt: teller.firstToldAt }] as const] : [];
    });
    return Promise.resolve(new Map(answers));
  }

  async *tellers(work: Renormalisation): AsyncGenerator<KeptPage> {
    await Promise.resolve();
    const ids = new Set([...(this.told.get(nameOf(work))?.values() ?? [])].map(({ pageId }) => pageId));
    for (const page of this.pages(work).filter(({ id }) => ids.has(id))) yield this.opened(page);
  }

  end(work: Renormalisation, { removesUntold }: { readonly removesUntold: boolean }): Promise<number> {
    const removed = removesUntold ? this.removeUntold(work) : 0;
    this.forget(work);
    return Promise.resolve(removed);
  }

  private removeUntold(work: Renormalisation): number {
    const rows = this.storage.rowsOf(work);
    const run = this.storage.runs.get(work.runId);
    const isGone = (kind: 'sale' | 'reversal', id: string) =>
      !this.isTold(work, kind, id) && this.onlyReadingsWrote(work, kind, id);
    const sales = new Map([...rows.sales].filter(([id]) => !isGone('sale', id)));
    const reversals = new Map([...rows.reversals].filter(([id]) => !isGone('reversal', id)));
    const removed = rows.sales.size - sales.size + rows.reversals.size - reversals.size;
    if (removed === 0) return 0;
    const by = { runId: work.runId, at: this.storage.clock.now() };
    this.storage.replaceRows(work, { ...rows, sales, reversals }, by);
    if (run) this.storage.runs.set(work.runId, { ...run, changed: run.changed + removed });
    return removed;
  }

  /** By a page, perhaps by one that cannot be read, by a notification, or since the run began. */
  private isTold(work: Renormalisation, kind: 'sale' | 'reversal', id: string): boolean {
    const { toldAt, bookings } = this.storage.rowsOf(work);
    const told = this.told.get(nameOf(work));
    const began = this.storage.runs.get(work.runId)?.startedAt.getTime() ?? 0;
    const isSince = (toldAt.get(`${kind}s ${id}`)?.getTime() ?? 0) >= began;
    const isOnPage = [`${kind} ${id}`, `unread ${id}`].some((fact) => told?.has(fact));
    return isOnPage || isSince || bookings.has(`${kind} ${id}`);
  }

  /** Whether no file and no notification had a part in any state of the row. */
  private onlyReadingsWrote(work: Renormalisation, kind: 'sale' | 'reversal', id: string): boolean {
    const past = this.storage.pastOf(work);
    const states = [...past.map(({ rows }) => rows), this.storage.rowsOf(work)];
    const textOf = (rows: AccountRows | undefined) => JSON.stringify(rows?.[`${kind}s`].get(id));
    return past.every(({ runId }, index) => {
      const isWritten = textOf(states[index]) !== textOf(states[index + 1]);
      return !isWritten || RUNS_OF_PAGES.includes(this.storage.runs.get(runId)?.tier ?? 'import');
    });
  }

  private forget({ agencyId, accountId }: AccountKey): void {
    for (const name of this.told.keys()) {
      if (name.startsWith(`${agencyId} ${accountId} `)) this.told.delete(name);
    }
  }

  private pages(account: AccountKey): StoredPage[] {
    return this.storage
      .pagesOf(account)
      .filter(({ runId }) => READINGS.includes(this.storage.runs.get(runId)?.tier ?? 'hot'))
      .sort((a, b) => a.sighting - b.sighting);
  }

  private opened({ id, bytes, runId, ...page }: StoredPage): KeptPage {
    const rows = this.unreadable.has(id)
      ? null
      : (JSON.parse(new TextDecoder().decode(bytes)) as readonly RawRow[]);
    return { id, ...page, rows };
  }
}

function nameOf({ agencyId, accountId, runId }: Renormalisation): string {
  return `${agencyId} ${accountId} ${runId}`;
}
