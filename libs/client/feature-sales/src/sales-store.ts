import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { SaleRow } from '@tributary/api-contract';
import { type ProblemError, SalesApi, type SalesQuery, toProblemError } from '@tributary/client-data-access';
import { firstValueFrom } from 'rxjs';
import { saleKey } from './sale-row-view';
import { askedFilter, EMPTY_FILTER, isFiltered, type SalesFilter } from './sales-filter';

const PAGE_SIZE = 50;

/** The sales of a filter, page after page, and the one that is open beside them. */
@Injectable()
export class SalesStore {
  private readonly api = inject(SalesApi);

  private readonly currentFilter = signal<SalesFilter>(EMPTY_FILTER);
  private readonly loaded = signal<readonly SaleRow[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly problem = signal<ProblemError | null>(null);
  private readonly asking = signal(false);
  private readonly nearestSale = signal<SaleRow | null>(null);
  private readonly openKey = signal<string | null>(null);
  /** Grows with every filter and when the page is left: answers to older questions are dropped. */
  private generation = 0;

  readonly filter = this.currentFilter.asReadonly();
  /** Of the newest question; rows that are shown stay beside it. */
  readonly error = this.problem.asReadonly();
  readonly isLoading = this.asking.asReadonly();
  readonly rows = computed(() => this.loaded() ?? []);
  readonly hasMore = computed(() => this.cursor() !== null);
  /** Shown when nothing matches. */
  readonly nearest = this.nearestSale.asReadonly();
  readonly state = computed(() => {
    if (this.loaded() !== null) return this.rows().length === 0 ? ('empty' as const) : ('filled' as const);
    return this.problem() === null ? ('loading' as const) : ('failed' as const);
  });

  readonly openIndex = computed(() => this.rows().findIndex((row) => saleKey(row) === this.openKey()));
  readonly openSale = computed(() => this.rows()[this.openIndex()]);

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.generation += 1;
    });
  }

  /** Reads the first page of a filter. What was shown before makes room at once. */
  async show(filter: SalesFilter): Promise<void> {
    const generation = ++this.generation;
    this.currentFilter.set(filter);
    this.loaded.set(null);
    this.cursor.set(null);
    this.nearestSale.set(null);
    this.openKey.set(null);
    await this.read(generation, {});
    if (generation === this.generation && this.state() === 'empty') await this.findNearest(generation);
  }

  retry(): Promise<void> {
    return this.state() === 'failed' ? this.show(this.filter()) : this.loadMore();
  }

  /** Adds the next page, if there is one and none is on its way. */
  async loadMore(): Promise<void> {
    const cursor = this.cursor();
    if (cursor !== null && !this.asking()) await this.read(this.generation, { cursor });
  }

  open(key: string | null): void {
    this.openKey.set(key);
  }

  /** Opens the row `by` places further down; stays at both ends. */
  step(by: 1 | -1): void {
    const target = this.rows()[this.openIndex() + by];
    if (this.openIndex() >= 0 && target) this.openKey.set(saleKey(target));
  }

  private async read(generation: number, from: Pick<SalesQuery, 'cursor'>): Promise<void> {
    this.asking.set(true);
    this.problem.set(null);
    try {
      const query = { limit: PAGE_SIZE, ...askedFilter(this.filter()), ...from };
      const page = await firstValueFrom(this.api.readPage(query));
      if (generation !== this.generation) return;
      this.loaded.update((rows) => withoutTwins(rows ?? [], page.items));
      this.cursor.set(page.nextCursor);
    } catch (error) {
      if (generation === this.generation) this.problem.set(toProblemError(error));
    } finally {
      if (generation === this.generation) this.asking.set(false);
    }
  }

  /** The newest sale up to the end of the period, else the newest of all. Only a hint: a failure leaves it out. */
  private async findNearest(generation: number): Promise<void> {
    const { from: _from, ...anyStart } = askedFilter(this.filter());
    const { asOf } = this.filter();
    const questions: SalesQuery[] = isFiltered(this.filter()) ? [anyStart, { asOf }] : [];
    for (const question of questions) {
      const sale = await this.newest(question);
      if (generation !== this.generation) return;
      this.nearestSale.set(sale);
      if (sale !== null) return;
    }
  }

  private async newest(question: SalesQuery): Promise<SaleRow | null> {
    try {
      const page = await firstValueFrom(this.api.readPage({ ...question, limit: 1 }));
      return page.items[0] ?? null;
    } catch {
      return null;
    }
  }
}

/** A sale that moved between two pages is shown once. */
function withoutTwins(rows: readonly SaleRow[], more: readonly SaleRow[]): SaleRow[] {
  const known = new Set(rows.map(saleKey));
  return [...rows, ...more.filter((row) => !known.has(saleKey(row)))];
}
