import { DOCUMENT, Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { SyncProgressMessage } from '@tributary/api-contract';
import {
  ClientsApi,
  DashboardApi,
  NetworkAccountsApi,
  NetworksApi,
  SyncEvents,
  latestValue,
  toProblemError,
} from '@tributary/client-data-access';
import { auditTime, debounceTime, filter, fromEvent, map, merge } from 'rxjs';
import { networkNames } from '../view/network-names';
import { filterOf, isNarrowed, paramsOf, queryOf, type DashboardFilter } from './dashboard-filter';

/** After a sync ended, and while one keeps running. */
const ENDED_MS = 1_000;
const RUNNING_MS = 15_000;
const NO_PROGRESS: ReadonlyMap<string, number> = new Map();

/**
 * The dashboard as signals. The URL is the state; one request fills every part; what is shown stays while a
 * newer answer is on its way or did not come.
 */
@Injectable()
export class DashboardStore {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly accountsApi = inject(NetworkAccountsApi);
  private readonly networksApi = inject(NetworksApi);
  private readonly events = inject(SyncEvents);
  private readonly document = inject(DOCUMENT);

  readonly filter = toSignal(this.route.queryParamMap.pipe(map(filterOf)), {
    initialValue: filterOf(this.route.snapshot.queryParamMap),
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });

  private readonly resource = inject(DashboardApi).dashboard(computed(() => queryOf(this.filter())));
  private readonly progressOf = signal<ReadonlyMap<string, number>>(new Map());

  /** The newest answer, kept while reloading and after a failure. */
  readonly dashboard = latestValue(this.resource);
  readonly isReloading = this.resource.isLoading;
  readonly problem = computed(() => {
    const error = this.resource.error();
    return error === undefined ? null : toProblemError(error);
  });
  readonly isLoading = computed(() => this.dashboard() === undefined && this.problem() === null);
  readonly isNarrowed = computed(() => isNarrowed(this.filter()));
  /** A past moment is shown: it stands still, whatever happens now. */
  readonly isPast = computed(() => this.filter().asOf !== null);
  /** Live progress by account, 0 to 1, newer than the last answer. */
  readonly progress = computed(() => (this.isPast() ? NO_PROGRESS : this.progressOf()));
  private readonly clientList = latestValue(inject(ClientsApi).clients());
  /** To choose from: none for a client login. */
  readonly clients = computed(() => this.clientList() ?? []);
  readonly networks = this.networksApi.networks;
  readonly names = computed(() => networkNames(this.networks()));

  /** Accounts to choose from: a narrowed answer names only its own, so those seen before stay. */
  readonly accounts = linkedSignal<Accounts, Accounts>({
    source: () => this.dashboard()?.accounts ?? [],
    computation: (seen, previous) => {
      const ids = new Set(seen.map(({ id }) => id));
      const known = this.isNarrowed() ? (previous?.value ?? []) : [];
      return [...seen, ...known.filter(({ id }) => !ids.has(id))];
    },
  }).asReadonly();

  constructor() {
    const messages = this.events.messages;
    merge(
      messages.pipe(filter(hasEnded), debounceTime(ENDED_MS)),
      messages.pipe(auditTime(RUNNING_MS)),
      fromEvent(this.document, 'visibilitychange'),
    )
      .pipe(
        filter(() => this.document.visibilityState === 'visible' && !this.isPast()),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.reload();
      });
    messages.pipe(takeUntilDestroyed()).subscribe((message) => {
      this.follow(message);
    });
  }

  reload(): void {
    this.resource.reload();
  }

  change(part: Partial<DashboardFilter>): void {
    const queryParams = paramsOf({ ...this.filter(), ...part });
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge' });
  }

  backToNow(): void {
    this.change({ asOf: null });
  }

  clear(): void {
    this.change({ network: null, account: null, client: null });
  }

  /** Reads a late account now; its progress arrives as events. */
  syncNow(accountId: string): void {
    this.accountsApi.sync(accountId).subscribe({
      error: () => {
        this.reload();
      },
    });
  }

  private follow(message: SyncProgressMessage): void {
    const next = new Map(this.progressOf());
    if (hasEnded(message)) next.delete(message.accountId);
    else next.set(message.accountId, message.progress);
    this.progressOf.set(next);
  }
}

type Accounts = readonly {
  readonly id: string;
  readonly network: string;
  readonly label: string;
}[];

function hasEnded(message: SyncProgressMessage): boolean {
  return message.outcome !== 'running';
}
