import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { ImportMapping } from '@tributary/api-contract';
import { latestValue, NetworkAccountsApi, NetworksApi } from '@tributary/client-data-access';
import {
  Banner,
  ErrorCard,
  Formats,
  Icon,
  MinuteClock,
  NetworkBadge,
  Skeleton,
  Steps,
} from '@tributary/client-ui';
import { ColumnChoice, type ColumnChange } from './column-choice';
import { FileChoice } from './file-choice';
import { ImportList } from './import-list';
import { type ImportWords, resultOf } from './import-list-view';
import { ImportPreview } from './import-preview';
import { IMPORT_STEPS, type ImportStep, ImportStore } from './import-store';
import { importAction, type PreviewWords } from './preview-view';

const STEP_NAMES: Readonly<Record<ImportStep, string>> = {
  file: 'File',
  columns: 'Columns',
  preview: 'Preview',
  done: 'Done',
};

/** Brings a file of sales into one account, step by step; `file` in the URL is the one under way. */
@Component({
  selector: 'trib-import-page',
  imports: [
    Banner,
    ColumnChoice,
    ErrorCard,
    FileChoice,
    Icon,
    ImportList,
    ImportPreview,
    MatButton,
    NetworkBadge,
    RouterLink,
    Skeleton,
    Steps,
  ],
  providers: [ImportStore],
  templateUrl: './import-page.html',
  styleUrl: './import-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ImportPage {
  protected readonly store = inject(ImportStore);
  protected readonly stepNames = IMPORT_STEPS.map((step) => STEP_NAMES[step]);
  protected readonly position = computed(() => IMPORT_STEPS.indexOf(this.store.step()));
  private readonly networks = inject(NetworksApi);
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);
  private readonly router = inject(Router);
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  /** Of the route. */
  readonly accountId = input.required<string>();
  readonly file = input<string>();

  protected readonly resource = inject(NetworkAccountsApi).account(this.accountId);
  protected readonly account = latestValue(this.resource);
  protected readonly network = computed(() => this.networks.find(this.account()?.network ?? '') ?? null);
  protected readonly isBusy = computed(() => this.store.work() !== null);
  protected readonly words = computed<PreviewWords & ImportWords>(() => {
    const [numbers, dates, now] = [this.formats.numbers(), this.formats.dates(), this.clock.now()];
    return {
      count: (value) => numbers.count(value),
      money: (amount, currency) => numbers.money(amount, currency),
      day: (at) => dates.day(dates.dayOf(at), now),
      moment: (at) => dates.moment(at, now),
    };
  });
  protected readonly missing = computed(() => this.store.detail()?.choosing?.problems.length ?? 0);
  protected readonly action = computed(() => {
    const preview = this.store.detail()?.preview;
    return preview ? importAction(preview, this.words()) : null;
  });
  protected readonly result = computed(() => {
    const detail = this.store.detail();
    return detail ? resultOf(detail, this.words()) : '';
  });

  constructor() {
    effect(() => {
      const [accountId, file] = [this.accountId(), this.file() ?? null];
      untracked(() => {
        if (file !== null && file === this.store.detail()?.id) return;
        void this.store.open(accountId, file);
      });
    });
    // The URL names the file that is open, so that the page can be left and come back to.
    effect(() => {
      const id = this.store.detail()?.id ?? null;
      untracked(() => {
        if (this.store.work() === 'opening' || id === null || id === this.file()) return;
        void this.router.navigate([], { queryParams: { file: id }, replaceUrl: true });
      });
    });
    let before = this.store.step();
    effect(() => {
      const step = this.store.step();
      if (step !== before) this.heading()?.nativeElement.focus();
      before = step;
    });
  }

  protected choose(change: ColumnChange): void {
    this.store.choose(change);
  }

  protected async setWords(statusWords: ImportMapping['statusWords']): Promise<void> {
    this.store.choose({ mapping: { statusWords } });
    await this.store.check();
  }

  protected goOn(importId: string): void {
    void this.router.navigate([], { queryParams: { file: importId } });
  }

  protected async another(): Promise<void> {
    this.store.startAnew();
    await this.router.navigate([], { queryParams: {} });
  }
}
