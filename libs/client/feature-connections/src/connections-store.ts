import { computed, DestroyRef, effect, inject, Injectable, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { NetworkAccountView, SyncProgressMessage } from '@tributary/api-contract';
import {
  ClientsApi,
  latestValue,
  NetworkAccountsApi,
  reloadAgain,
  SyncEvents,
} from '@tributary/client-data-access';
import { firstValueFrom } from 'rxjs';
import {
  type AccountFilter,
  filterCounts,
  filteredAccounts,
  orderedAccounts,
} from './accounts/account-filter';
import { type LiveProgress, withLiveRun, withMessage } from './accounts/live-progress';

const LONGEST_QUEUE_MS = 60_000;

/** The agency's network accounts as last read, with what runs at this moment laid over them. */
@Injectable()
export class ConnectionsStore {
  private readonly api = inject(NetworkAccountsApi);
  private readonly events = inject(SyncEvents);

  private readonly clientList = latestValue(inject(ClientsApi).clients());
  /** Whose accounts these may be; none before they are known, and where the agency has none. */
  readonly clients = computed(() => this.clientList() ?? []);
  private readonly resource = this.api.accounts();
  private readonly readAgain = reloadAgain(this.resource);
  /** Kept while it is read anew, and changed ahead of the server's answer. */
  private readonly stored = linkedSignal<
    NetworkAccountView[] | undefined,
    readonly NetworkAccountView[] | undefined
  >({
    source: () => (this.resource.hasValue() ? this.resource.value() : undefined),
    computation: (accounts, previous) => accounts ?? previous?.value,
  });
  private readonly liveProgress = signal<LiveProgress>({});
  private readonly queuedIds = signal<ReadonlySet<string>>(new Set());

  private readonly timers = new Set<ReturnType<typeof setTimeout>>();

  readonly filter = signal<AccountFilter>('all');
  readonly live = this.liveProgress.asReadonly();
  readonly queued = this.queuedIds.asReadonly();
  readonly accounts = computed(() => {
    const live = this.liveProgress();
    return orderedAccounts(this.stored() ?? []).map((account) => withLiveRun(account, live[account.id]));
  });
  readonly shown = computed(() => filteredAccounts(this.accounts(), this.filter()));
  readonly counts = computed(() => filterCounts(this.accounts()));
  readonly state = computed(() => {
    if (this.stored() !== undefined) return 'loaded' as const;
    return this.resource.error() === undefined ? ('loading' as const) : ('failed' as const);
  });
  /** What is shown is older: it could not be read again. */
  readonly isStale = computed(() => this.stored() !== undefined && this.resource.error() !== undefined);

  constructor() {
    const destroyed = inject(DestroyRef);
    destroyed.onDestroy(() => {
      this.timers.forEach(clearTimeout);
    });
    this.events.messages.pipe(takeUntilDestroyed(destroyed)).subscribe((message) => {
      this.receive(message);
    });
    let wasLive = false;
    effect(() => {
      const isLive = this.events.state() === 'live';
      // What was sent while the stream was cut is not sent again.
      if (isLive && wasLive) this.reload();
      wasLive ||= isLive;
    });
  }

  /** null for the agency's own. */
  clientName({ clientId }: Pick<NetworkAccountView, 'clientId'>): string | null {
    return this.clients().find(({ id }) => id === clientId)?.name ?? null;
  }

  find(id: string): NetworkAccountView | undefined {
    return this.accounts().find((account) => account.id === id);
  }

  reload(): void {
    this.readAgain();
  }

  /** Puts an account the server just answered with in its place. */
  put(account: NetworkAccountView): void {
    this.stored.update((accounts = []) =>
      accounts.some(({ id }) => id === account.id)
        ? accounts.map((one) => (one.id === account.id ? account : one))
        : [...accounts, account],
    );
  }

  /** Shows the change at once and takes it back when the server refuses. Rejects with a ProblemError. */
  async setPaused(account: NetworkAccountView, isPaused: boolean): Promise<void> {
    this.put({ ...account, isPaused, health: isPaused ? 'paused' : account.health });
    try {
      this.put(await firstValueFrom(this.api.change(account.id, { isPaused })));
    } catch (error) {
      this.put(account);
      throw error;
    }
  }

  /** Shows the change at once and takes it back when the server refuses. Rejects with a ProblemError. */
  async setClient(account: NetworkAccountView, clientId: string | null): Promise<void> {
    this.put({ ...account, clientId });
    try {
      this.put(await firstValueFrom(this.api.change(account.id, { clientId })));
    } catch (error) {
      this.put(account);
      throw error;
    }
  }

  /** Rejects with a ProblemError. */
  async sync(id: string): Promise<void> {
    this.queue([id], true);
    try {
      await firstValueFrom(this.api.sync(id));
      this.stopWaitingLater([id]);
    } catch (error) {
      this.queue([id], false);
      throw error;
    }
  }

  /** @returns how many accounts were queued; those that run already are not counted. Rejects with a ProblemError. */
  async syncAll(): Promise<number> {
    const ids = this.accounts()
      .filter(({ isPaused }) => !isPaused)
      .map(({ id }) => id);
    this.queue(ids, true);
    try {
      const { queued } = await firstValueFrom(this.api.syncAll());
      this.stopWaitingLater(ids);
      return queued;
    } catch (error) {
      this.queue(ids, false);
      throw error;
    }
  }

  private receive(message: SyncProgressMessage): void {
    const isNew = !this.knowsRun(message);
    this.liveProgress.update((live) => withMessage(live, message));
    this.queue([message.accountId], false);
    // What a run reads, and why, is not in its messages: a run nobody knew of is asked for once.
    if (isNew || message.outcome !== 'running') this.reload();
  }

  private knowsRun({ accountId, runId }: SyncProgressMessage): boolean {
    return this.find(accountId)?.recentRuns.some(({ id }) => id === runId) ?? false;
  }

  /** Progress may be missed while the stream is cut: no account stays "asked for" longer than this. */
  private stopWaitingLater(ids: readonly string[]): void {
    const timer = setTimeout(() => {
      this.queue(ids, false);
      this.reload();
    }, LONGEST_QUEUE_MS);
    this.timers.add(timer);
  }

  private queue(ids: readonly string[], isQueued: boolean): void {
    this.queuedIds.update((queued) =>
      isQueued ? new Set([...queued, ...ids]) : new Set([...queued].filter((id) => !ids.includes(id))),
    );
  }
}
