import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { SyncProgressMessage } from '@tributary/api-contract';
import {
  latestValue,
  MeApi,
  NetworkAccountsApi,
  NetworksApi,
  QuarantineApi,
  reloadAgain,
  SyncEvents,
  toProblemError,
} from '@tributary/client-data-access';
import {
  EmptyState,
  ErrorCard,
  Formats,
  Icon,
  ListEnd,
  MinuteClock,
  NetworkBadge,
  Progress,
  Segmented,
  Skeleton,
} from '@tributary/client-ui';
import { firstValueFrom } from 'rxjs';
import { unknownNetwork } from '../accounts/account-card-view';
import { cardWords } from '../accounts/card-words';
import { KeptRow } from './kept-row';
import { filterOf, reasonChoices, stateOptions } from './quarantine-filter';
import { QuarantineStore } from './quarantine-store';
import { replayResult, rowCount } from './quarantine-words';
import { secondReadingProgress } from './second-reading-progress';

const LONGEST_REASON = 300;

/** The rows of one account that could not be read: why, what the network sent, and what to do about them. */
@Component({
  selector: 'trib-quarantine-page',
  imports: [
    EmptyState,
    ErrorCard,
    Icon,
    KeptRow,
    ListEnd,
    MatButton,
    NetworkBadge,
    Progress,
    RouterLink,
    Segmented,
    Skeleton,
  ],
  providers: [QuarantineStore],
  templateUrl: './quarantine-page.html',
  styleUrl: './quarantine-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QuarantinePage {
  protected readonly store = inject(QuarantineStore);
  private readonly api = inject(QuarantineApi);
  private readonly networksApi = inject(NetworksApi);
  private readonly me = inject(MeApi);
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);
  private readonly router = inject(Router);

  /** Of the path. */
  readonly accountId = input.required<string>();
  /** Query parameters. */
  readonly state = input<string>();
  readonly reason = input<string>();

  private readonly accountResource = inject(NetworkAccountsApi).account(this.accountId);
  protected readonly account = latestValue(this.accountResource);
  private readonly reloadAccount = reloadAgain(this.accountResource);
  private readonly live = signal<SyncProgressMessage | null>(null);
  /** Runs that were there when a replay was asked for: none of them is the one. */
  private readonly knownRuns = signal<ReadonlySet<string> | null>(null);
  protected readonly isBusy = signal(false);
  protected readonly isDismissing = signal(false);
  protected readonly why = signal('');
  protected readonly said = signal<string | null>(null);
  protected readonly problem = signal<string | null>(null);
  protected readonly longestReason = LONGEST_REASON;
  protected readonly skeletonLines = [1, 2, 3, 4, 5];

  protected readonly canManage = computed(() => this.me.can('manage-connections'));
  protected readonly words = computed(() => cardWords(this.formats, this.clock.now()));
  protected readonly filter = computed(() => filterOf(this.state(), this.reason()));
  protected readonly states = computed(() => stateOptions(this.store.groups()));
  protected readonly reasons = computed(() =>
    reasonChoices(this.store.groups(), this.filter(), this.words()),
  );
  protected readonly network = computed(() => {
    const code = this.account()?.network ?? '';
    return this.networksApi.find(code) ?? unknownNetwork(code);
  });
  protected readonly isAllChosen = computed(() => this.store.chosen().size === this.store.rows().length);
  /** "Read all 15 again", "Read 2 again", "Read it again". */
  protected readonly which = computed(() => {
    if (this.store.selectedRows() === 1 && this.store.chosen().size === 0) return 'it';
    const count = this.words().count(this.store.selectedRows());
    return this.store.chosen().size > 0 || this.filter().reason !== null ? count : `all ${count}`;
  });
  protected readonly progress = computed(() => {
    const knownRuns = this.knownRuns();
    return knownRuns && secondReadingProgress(this.account(), { tier: 'replay', knownRuns }, this.live());
  });
  protected readonly isReading = computed(() => {
    const progress = this.progress();
    return progress !== null && progress.state !== 'ended';
  });
  protected readonly result = computed(() => {
    const progress = this.progress();
    return progress?.state === 'ended' ? replayResult(progress.run, this.words()) : this.said();
  });

  constructor() {
    effect(() => {
      const question = { accountId: this.accountId(), ...this.filter() };
      untracked(() => {
        this.isDismissing.set(false);
        void this.store.show(question);
      });
    });
    inject(SyncEvents)
      .messages.pipe(takeUntilDestroyed())
      .subscribe((message) => {
        if (message.accountId === this.accountId()) this.receive(message);
      });
    let wasRead = false;
    effect(() => {
      const isRead = this.progress()?.state === 'ended';
      // Rows that read now are gone from the list.
      if (isRead && !wasRead) void untracked(() => this.store.reload());
      wasRead = isRead;
    });
  }

  protected setState(state: string): void {
    this.navigate({ state: state === 'open' ? null : state, reason: null });
  }

  protected setReason(reason: string | null): void {
    this.navigate({ reason });
  }

  protected chooseAll(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.store.chooseAll(event.target.checked);
  }

  protected typed(event: Event): void {
    if (event.target instanceof HTMLTextAreaElement) this.why.set(event.target.value);
  }

  protected async replay(): Promise<void> {
    const knownRuns = new Set((this.account()?.recentRuns ?? []).map(({ id }) => id));
    await this.trying('The rows could not be read again.', async () => {
      const { isQueued } = await firstValueFrom(this.api.replay(this.accountId(), this.store.selection()));
      if (!isQueued) this.said.set('Rows of this account are being read again already.');
      this.knownRuns.set(isQueued ? knownRuns : null);
      this.reloadAccount();
    });
  }

  protected async dismiss(): Promise<void> {
    await this.trying('The rows could not be left out.', async () => {
      const request = { ...this.store.selection(), reason: this.why().trim() };
      const { rows } = await firstValueFrom(this.api.dismiss(this.accountId(), request));
      this.isDismissing.set(false);
      this.why.set('');
      this.said.set(
        `${rowCount(rows, this.words())} left out. Take back what was a mistake under Dismissed.`,
      );
      await this.store.reload();
    });
  }

  protected async restore(): Promise<void> {
    await this.trying('The rows could not be taken back.', async () => {
      const { rows } = await firstValueFrom(this.api.restore(this.accountId(), this.store.selection()));
      this.said.set(`${rowCount(rows, this.words())} taken back. They wait again.`);
      await this.store.reload();
    });
  }

  private receive(message: SyncProgressMessage): void {
    this.live.set(message);
    const isKnown = this.account()?.recentRuns.some(({ id }) => id === message.runId) ?? false;
    if (!isKnown || message.outcome !== 'running') this.reloadAccount();
    // A reading may set rows aside, or settle them.
    if (message.outcome !== 'running') void this.store.reload();
  }

  private async trying(lead: string, work: () => Promise<void>): Promise<void> {
    this.isBusy.set(true);
    this.problem.set(null);
    this.said.set(null);
    this.knownRuns.set(null);
    try {
      await work();
    } catch (error) {
      this.problem.set(`${lead} ${toProblemError(error).message}`);
    } finally {
      this.isBusy.set(false);
    }
  }

  private navigate(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
