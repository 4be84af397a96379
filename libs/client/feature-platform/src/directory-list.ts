import { computed, DestroyRef, inject, signal } from '@angular/core';
import { type ProblemError, toProblemError } from '@tributary/client-data-access';
import { firstValueFrom, type Observable } from 'rxjs';

interface PageOf<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

/** A list that is read page after page, for one question at a time. Make it in an injection context. */
export class DirectoryList<Query extends object, Row extends { readonly id: string }> {
  private readonly loaded = signal<readonly Row[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly problem = signal<ProblemError | null>(null);
  private readonly asking = signal(false);
  private asked: Query | null = null;
  /** Grows with every question and when the page is left: answers to older ones are dropped. */
  private generation = 0;

  readonly rows = computed(() => this.loaded() ?? []);
  readonly error = this.problem.asReadonly();
  readonly isLoading = this.asking.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);
  readonly state = computed(() => {
    if (this.loaded() !== null) return this.rows().length === 0 ? ('empty' as const) : ('filled' as const);
    return this.problem() === null ? ('loading' as const) : ('failed' as const);
  });

  constructor(
    private readonly read: (query: Query & { readonly cursor?: string }) => Observable<PageOf<Row>>,
  ) {
    inject(DestroyRef).onDestroy(() => {
      this.generation += 1;
    });
  }

  /** What was shown for an older question stays until the answer is there. */
  async show(query: Query): Promise<void> {
    this.generation += 1;
    this.asked = query;
    await this.ask(query, []);
  }

  retry(): Promise<void> {
    return this.state() === 'failed' && this.asked ? this.show(this.asked) : this.loadMore();
  }

  async loadMore(): Promise<void> {
    const cursor = this.cursor();
    if (cursor === null || this.asked === null || this.asking()) return;
    await this.ask({ ...this.asked, cursor }, this.rows());
  }

  /** What the server has just done, without asking it for everything anew. */
  change(id: string, change: Partial<Row>): void {
    this.loaded.update((rows) => rows?.map((row) => (row.id === id ? { ...row, ...change } : row)) ?? null);
  }

  private async ask(query: Query & { readonly cursor?: string }, before: readonly Row[]): Promise<void> {
    const { generation } = this;
    this.asking.set(true);
    this.problem.set(null);
    try {
      const page = await firstValueFrom(this.read(query));
      if (generation !== this.generation) return;
      this.loaded.set([...before, ...page.items]);
      this.cursor.set(page.nextCursor);
    } catch (error) {
      if (generation === this.generation) this.problem.set(toProblemError(error));
    } finally {
      if (generation === this.generation) this.asking.set(false);
    }
  }
}
