import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { ChangesSummary, InstantText, SaleChangeRow } from '@tributary/api-contract';
import {
  ChangesApi,
  type ChangesQuery,
  type ProblemError,
  toProblemError,
} from '@tributary/client-data-access';
import { firstValueFrom } from 'rxjs';
import { isNarrowed, sinceOf, type ChangesFilter } from './changes-filter';

const PAGE_SIZE = 50;

/** What moved in a period, page after page, with its sum. Having been shown whole, it counts as looked at. */
@Injectable()
export class ChangesStore {
  private readonly api = inject(ChangesApi);

  private readonly sum = signal<ChangesSummary | null>(null);
  private readonly loaded = signal<readonly SaleChangeRow[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly problem = signal<ProblemError | null>(null);
  private readonly asking = signal(false);
  private asked: ChangesFilter | null = null;
  /** Where "since you last looked" began when the page was opened: showing it must not make it vanish. */
  private lookedBefore: InstantText | null = null;
  /** Grows with every filter and when the page is left: answers to older questions are dropped. */
  private generation = 0;

  readonly summary = this.sum.asReadonly();
  readonly error = this.problem.asReadonly();
  readonly isLoading = this.asking.asReadonly();
  readonly changes = computed(() => this.loaded() ?? []);
  readonly hasMore = computed(() => this.cursor() !== null);
  readonly state = computed(() => {
    if (this.loaded() !== null) return this.changes().length === 0 ? ('empty' as const) : ('filled' as const);
    return this.problem() === null ? ('loading' as const) : ('failed' as const);
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.generation += 1;
    });
  }

  /** Reads the sum and the first page of a filter. What was shown before makes room at once. */
  async show(filter: ChangesFilter): Promise<void> {
    this.generation += 1;
    this.asked = filter;
    this.sum.set(null);
    this.loaded.set(null);
    this.cursor.set(null);
    await this.ask(async (isCurrent) => {
      const chosen = choiceOf(filter);
      const since = sinceOf(filter, new Date()) ?? this.lookedBefore;
      const summary = await firstValueFrom(this.api.readSummary({ ...chosen, since }));
      if (!isCurrent()) return;
      if (filter.period === 'last-look') this.lookedBefore = summary.since;
      await this.readPage({ ...chosen, since: summary.since, until: summary.until }, isCurrent);
      if (!isCurrent()) return;
      this.sum.set(summary);
      if (filter.period === 'last-look' && !isNarrowed(filter)) this.markLooked(summary.until);
    });
  }

  retry(): Promise<void> {
    return this.state() === 'failed' && this.asked ? this.show(this.asked) : this.loadMore();
  }

  /** Adds the next page, if there is one and none is on its way. */
  async loadMore(): Promise<void> {
    const [cursor, summary, filter] = [this.cursor(), this.sum(), this.asked];
    if (cursor === null || summary === null || filter === null || this.asking()) return;
    const query = { ...choiceOf(filter), cursor };
    await this.ask((isCurrent) =>
      this.readPage({ ...query, since: summary.since, until: summary.until }, isCurrent),
    );
  }

  private async readPage(query: ChangesQuery, isCurrent: () => boolean): Promise<void> {
    const page = await firstValueFrom(this.api.readPage({ ...query, limit: PAGE_SIZE }));
    if (!isCurrent()) return;
    this.loaded.update((rows) => [...(rows ?? []), ...page.items]);
    this.cursor.set(page.nextCursor);
  }

  private async ask(work: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    const generation = this.generation;
    const isCurrent = () => generation === this.generation;
    this.asking.set(true);
    this.problem.set(null);
    try {
      await work(isCurrent);
    } catch (error) {
      if (isCurrent()) this.problem.set(toProblemError(error));
    } finally {
      if (isCurrent()) this.asking.set(false);
    }
  }

  /** When it fails, the same is told of again next time: nothing is lost. */
  private markLooked(until: InstantText): void {
    this.api.markLooked({ until }).subscribe({ error: () => undefined });
  }
}

function choiceOf({ network, account, client }: ChangesFilter) {
  return { network: listOf(network), account: listOf(account), client: listOf(client) };
}

function listOf(value: string | null): readonly string[] {
  return value === null ? [] : [value];
}
