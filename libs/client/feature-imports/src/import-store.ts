import { computed, inject, Injectable, signal } from '@angular/core';
import type { ImportDetail, ImportForm, ImportMapping, ImportView } from '@tributary/api-contract';
import { ImportsApi, toProblemError, type ProblemError } from '@tributary/client-data-access';
import { firstValueFrom, type Observable } from 'rxjs';

export const IMPORT_STEPS = ['file', 'columns', 'preview', 'done'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];

/** What is going on: one thing at a time, so that answers never overtake each other. */
export type ImportWork =
  'opening' | 'uploading' | 'reading' | 'checking' | 'importing' | 'undoing' | 'deleting';

const PAUSE_MS = 350;

/** One file on its way into the sales of one account, and the files before it. */
@Injectable()
export class ImportStore {
  private readonly api = inject(ImportsApi);
  private accountId = '';
  private waiting: ReturnType<typeof setTimeout> | null = null;

  readonly list = signal<readonly ImportView[] | null>(null);
  readonly listProblem = signal<ProblemError | null>(null);
  readonly detail = signal<ImportDetail | null>(null);
  readonly work = signal<ImportWork | null>(null);
  readonly problem = signal<ProblemError | null>(null);
  /** Somebody went back from the preview to the columns. */
  private readonly isChoosing = signal(false);

  readonly step = computed<ImportStep>(() => {
    const detail = this.detail();
    if (detail === null) return 'file';
    if (detail.state !== 'draft') return 'done';
    return detail.preview !== null && !this.isChoosing() ? 'preview' : 'columns';
  });

  /** @param importId of a file to go on with. */
  async open(accountId: string, importId: string | null): Promise<void> {
    this.accountId = accountId;
    this.detail.set(null);
    this.problem.set(null);
    await this.readList();
    if (importId !== null) await this.take('opening', this.api.read(accountId, importId));
  }

  async upload(file: File): Promise<void> {
    await this.take('uploading', this.api.upload(this.accountId, file));
    await this.readList();
  }

  /** Shows at once what the first rows read as; asks when nobody has changed anything for a moment. */
  choose(change: { readonly form?: Partial<ImportForm>; readonly mapping?: Partial<ImportMapping> }): void {
    const choosing = this.detail()?.choosing;
    if (!choosing) return;
    const form = { ...choosing.form, ...change.form };
    const mapping = { ...choosing.mapping, ...change.mapping };
    this.isChoosing.set(true);
    this.detail.update(
      (detail) => detail && { ...detail, choosing: { ...choosing, form, mapping }, preview: null },
    );
    if (this.waiting !== null) clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.send('first-rows'), PAUSE_MS);
  }

  async check(): Promise<void> {
    if (this.waiting !== null) clearTimeout(this.waiting);
    this.isChoosing.set(false);
    await this.send('whole-file');
  }

  backToColumns(): void {
    this.isChoosing.set(true);
    this.problem.set(null);
  }

  async commit(): Promise<void> {
    await this.act('importing', (id) => this.api.commit(this.accountId, id));
    await this.readList();
  }

  /** Of the open file, or of an earlier one while another is open: that one stays open. */
  async undo(importId: string): Promise<void> {
    await this.run('undoing', async () => {
      const undone = await firstValueFrom(this.api.undo(this.accountId, importId));
      if ((this.detail()?.id ?? importId) === importId) this.detail.set(undone);
    });
    await this.readList();
  }

  async remove(importId: string): Promise<void> {
    await this.run('deleting', async () => {
      await firstValueFrom(this.api.remove(this.accountId, importId));
      if (this.detail()?.id === importId) this.detail.set(null);
    });
    await this.readList();
  }

  startAnew(): void {
    this.detail.set(null);
    this.problem.set(null);
  }

  async readList(): Promise<void> {
    try {
      this.list.set(await firstValueFrom(this.api.list(this.accountId)));
      this.listProblem.set(null);
    } catch (error) {
      this.listProblem.set(toProblemError(error));
    }
  }

  private async send(checks: 'first-rows' | 'whole-file'): Promise<void> {
    this.waiting = null;
    const choosing = this.detail()?.choosing;
    if (!choosing) return;
    const { form, mapping } = choosing;
    const work = checks === 'whole-file' ? 'checking' : 'reading';
    await this.run(work, async () => {
      const id = this.detail()?.id ?? '';
      const answer = await firstValueFrom(this.api.map(this.accountId, id, { form, mapping, checks }));
      // Whoever has gone on choosing meanwhile must not be set back.
      if (this.waiting === null) this.detail.set(answer);
    });
  }

  private async act(work: ImportWork, call: (importId: string) => Observable<ImportDetail>): Promise<void> {
    const id = this.detail()?.id;
    if (id !== undefined) await this.take(work, call(id));
  }

  private async take(work: ImportWork, answer: Observable<ImportDetail>): Promise<void> {
    await this.run(work, async () => {
      const detail = await firstValueFrom(answer);
      this.isChoosing.set(false);
      this.detail.set(detail);
    });
  }

  private async run(work: ImportWork, does: () => Promise<void>): Promise<void> {
    this.work.set(work);
    this.problem.set(null);
    try {
      await does();
    } catch (error) {
      this.problem.set(toProblemError(error));
    } finally {
      this.work.set(null);
    }
  }
}
