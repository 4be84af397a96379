import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type {
  QuarantinedRowView,
  QuarantineGroupView,
  QuarantineSelectionRequest,
  QuarantineView,
} from '@tributary/api-contract';
import { type ProblemError, QuarantineApi, toProblemError } from '@tributary/client-data-access';
import { firstValueFrom } from 'rxjs';
import type { QuarantineFilter } from './quarantine-filter';

interface Question extends QuarantineFilter {
  readonly accountId: string;
}

/** The rows of one account that were kept aside, page after page, and which of them are chosen. */
@Injectable()
export class QuarantineStore {
  private readonly api = inject(QuarantineApi);

  private readonly question = signal<Question | null>(null);
  private readonly loaded = signal<readonly QuarantinedRowView[] | null>(null);
  private readonly cursor = signal<string | null>(null);
  private readonly counted = signal<readonly QuarantineGroupView[]>([]);
  private readonly problem = signal<ProblemError | null>(null);
  private readonly asking = signal(false);
  private readonly chosenIds = signal<ReadonlySet<string>>(new Set());
  /** Grows with every question and when the page is left: answers to older ones are dropped. */
  private generation = 0;

  readonly rows = computed(() => this.loaded() ?? []);
  readonly groups = this.counted.asReadonly();
  readonly error = this.problem.asReadonly();
  readonly isLoading = this.asking.asReadonly();
  readonly hasMore = computed(() => this.cursor() !== null);
  readonly chosen = this.chosenIds.asReadonly();
  readonly state = computed(() => {
    if (this.loaded() !== null) return this.rows().length === 0 ? ('empty' as const) : ('filled' as const);
    return this.problem() === null ? ('loading' as const) : ('failed' as const);
  });
  /** What the buttons act on: the chosen rows, else all that the filter shows. */
  readonly selection = computed<QuarantineSelectionRequest>(() => {
    const ids = [...this.chosenIds()];
    if (ids.length > 0) return { ids };
    const reason = this.question()?.reason ?? null;
    return reason === null ? {} : { ofReason: reason };
  });
  /** How many rows that is. */
  readonly selectedRows = computed(() => {
    const { state = 'open', reason = null } = this.question() ?? {};
    if (this.chosenIds().size > 0) return this.chosenIds().size;
    const groups = this.counted().filter((group) => reason === null || group.reason === reason);
    return groups.reduce((sum, group) => sum + group[state], 0);
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.generation += 1;
    });
  }

  async show(question: Question): Promise<void> {
    this.question.set(question);
    this.loaded.set(null);
    this.chosenIds.set(new Set());
    await this.reload();
  }

  /** Reads the first page anew; what is shown stays until it is there. */
  async reload(): Promise<void> {
    await this.read(++this.generation, (page) => {
      this.loaded.set(page.rows);
      const known = new Set(page.rows.map(({ id }) => id));
      this.chosenIds.update((ids) => new Set([...ids].filter((id) => known.has(id))));
    });
  }

  async loadMore(): Promise<void> {
    const cursor = this.cursor();
    if (cursor === null || this.asking()) return;
    await this.read(
      this.generation,
      (page) => {
        this.loaded.update((rows) => withoutTwins(rows ?? [], page.rows));
      },
      cursor,
    );
  }

  choose(id: string, isChosen: boolean): void {
    this.chosenIds.update((ids) => new Set(isChosen ? [...ids, id] : [...ids].filter((one) => one !== id)));
  }

  /** All rows that are loaded, or none. */
  chooseAll(isChosen: boolean): void {
    this.chosenIds.set(new Set(isChosen ? this.rows().map(({ id }) => id) : []));
  }

  private async read(
    generation: number,
    take: (page: QuarantineView) => void,
    cursor?: string,
  ): Promise<void> {
    const question = this.question();
    if (question === null) return;
    this.asking.set(true);
    this.problem.set(null);
    try {
      const { accountId, ...filter } = question;
      const page = await firstValueFrom(
        this.api.readPage(accountId, { ...filter, ...(cursor && { cursor }) }),
      );
      if (generation !== this.generation) return;
      take(page);
      this.counted.set(page.groups);
      this.cursor.set(page.nextCursor);
    } catch (error) {
      if (generation === this.generation) this.problem.set(toProblemError(error));
    } finally {
      if (generation === this.generation) this.asking.set(false);
    }
  }
}

/** A row that moved between two pages is shown once. */
function withoutTwins(
  rows: readonly QuarantinedRowView[],
  more: readonly QuarantinedRowView[],
): QuarantinedRowView[] {
  const known = new Set(rows.map(({ id }) => id));
  return [...rows, ...more.filter(({ id }) => !known.has(id))];
}
