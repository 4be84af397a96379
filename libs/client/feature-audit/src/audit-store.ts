import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { AuditEntryView } from '@tributary/api-contract';
import { AuditApi, type AuditQuery, type ProblemError, toProblemError } from '@tributary/client-data-access';
import { firstValueFrom } from 'rxjs';
import { askedFilter, type AuditFilter, EMPTY_FILTER } from './audit-filter';

const PAGE_SIZE = 50;

/** The entries of a filter, page after page, and the one that is open beside them. */
@Injectable()
export class AuditStore {
  private readonly api = inject(AuditApi);

  private readonly filter = signal<AuditFilter>(EMPTY_FILTER);
  private readonly loaded = signal<readonly AuditEntryView[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly problem = signal<ProblemError | null>(null);
  private readonly exportProblem = signal<ProblemError | null>(null);
  private readonly asking = signal(false);
  private readonly exporting = signal(false);
  private readonly openId = signal<string | null>(null);
  private readonly seen = signal<ReadonlyMap<string, string>>(new Map());
  /** Grows with every filter and when the page is left: answers to older questions are dropped. */
  private generation = 0;

  /** Of the newest question; entries that are shown stay beside it. */
  readonly error = this.problem.asReadonly();
  readonly exportError = this.exportProblem.asReadonly();
  readonly isLoading = this.asking.asReadonly();
  readonly isExporting = this.exporting.asReadonly();
  readonly entries = computed(() => this.loaded() ?? []);
  readonly hasMore = computed(() => this.cursor() !== null);
  /** Members that did something on a page that was read, also those that are gone since: id → label. */
  readonly members = this.seen.asReadonly();
  readonly open = computed(() => this.entries().find(({ id }) => id === this.openId()) ?? null);
  readonly state = computed(() => {
    if (this.loaded() !== null) return this.entries().length === 0 ? ('empty' as const) : ('filled' as const);
    return this.problem() === null ? ('loading' as const) : ('failed' as const);
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.generation += 1;
    });
  }

  /** Reads the first page of a filter. What was shown before makes room at once. */
  async show(filter: AuditFilter): Promise<void> {
    this.generation += 1;
    this.filter.set(filter);
    this.loaded.set(null);
    this.cursor.set(null);
    this.openId.set(null);
    this.exportProblem.set(null);
    await this.read(this.generation, {});
  }

  retry(): Promise<void> {
    return this.state() === 'failed' ? this.show(this.filter()) : this.loadMore();
  }

  /** Adds the next page, if there is one and none is on its way. */
  async loadMore(): Promise<void> {
    const cursor = this.cursor();
    if (cursor !== null && !this.asking()) await this.read(this.generation, { cursor });
  }

  openEntry(id: string | null): void {
    this.openId.set(id);
  }

  /** Takes everything that matches along, not only what is shown. */
  async export(): Promise<void> {
    this.exporting.set(true);
    this.exportProblem.set(null);
    try {
      await this.api.export(askedFilter(this.filter()));
    } catch (error) {
      this.exportProblem.set(toProblemError(error));
    } finally {
      this.exporting.set(false);
    }
  }

  private async read(generation: number, from: Pick<AuditQuery, 'cursor'>): Promise<void> {
    this.asking.set(true);
    this.problem.set(null);
    try {
      const query = { limit: PAGE_SIZE, ...askedFilter(this.filter()), ...from };
      const page = await firstValueFrom(this.api.readPage(query));
      if (generation !== this.generation) return;
      this.loaded.update((entries) => [...(entries ?? []), ...page.items]);
      this.cursor.set(page.nextCursor);
      this.remember(page.items);
    } catch (error) {
      if (generation === this.generation) this.problem.set(toProblemError(error));
    } finally {
      if (generation === this.generation) this.asking.set(false);
    }
  }

  /** The newest label of each wins: it comes first. */
  private remember(entries: readonly AuditEntryView[]): void {
    const labels = new Map(this.seen());
    for (const { actor } of entries) {
      if (actor.id !== null && !labels.has(actor.id)) labels.set(actor.id, actor.label);
    }
    this.seen.set(labels);
  }
}
