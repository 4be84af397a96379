import {
  afterRenderEffect,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import type { NetworkAccountView } from '@tributary/api-contract';
import { MeApi, networkOutages, NetworksApi } from '@tributary/client-data-access';
import {
  EmptyState,
  ErrorCard,
  Formats,
  Icon,
  MinuteClock,
  OutageBanner,
  Segmented,
  SidePanel,
  Skeleton,
} from '@tributary/client-ui';
import { AccountPanel, type AccountPanelKind, PANEL_OF } from './account-panel';
import { AccountCard, type AccountAction } from './accounts/account-card';
import { type AccountCardView, accountCardView, unknownNetwork } from './accounts/account-card-view';
import { ACCOUNT_FILTERS, filterOptions } from './accounts/account-filter';
import { backfillProgress } from './accounts/backfill-progress';
import { cardWords } from './accounts/card-words';
import { ConnectionsStore } from './connections-store';
import { ConnectPanel } from './credentials/connect-panel';
import { ConnectStore } from './credentials/connect-store';
import { Toasts } from './toasts';

type OpenPanel =
  { readonly kind: 'connect' } | { readonly kind: AccountPanelKind; readonly accountId: string } | null;

/** Every network account of the agency: its state, what to do next, and the way to add one. */
@Component({
  selector: 'trib-connections-page',
  imports: [
    AccountCard,
    AccountPanel,
    ConnectPanel,
    EmptyState,
    ErrorCard,
    Icon,
    MatButton,
    OutageBanner,
    Segmented,
    SidePanel,
    Skeleton,
  ],
  providers: [ConnectionsStore, ConnectStore, Toasts],
  templateUrl: './connections-page.html',
  styleUrl: './connections-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConnectionsPage {
  protected readonly store = inject(ConnectionsStore);
  private readonly connectStore = inject(ConnectStore);
  private readonly networksApi = inject(NetworksApi);
  private readonly me = inject(MeApi);
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);

  /** Query parameter: the account to scroll to. */
  readonly account = input<string>();
  /** Query parameter: a network's code, or anything else to choose one. */
  readonly add = input<string>();

  protected readonly panel = signal<OpenPanel>(null);
  protected readonly networks = this.networksApi.networks;
  protected readonly settings = this.formats.settings;
  protected readonly canManage = computed(() => this.me.can('manage-connections'));
  protected readonly canSync = computed(() => this.me.can('sync-now'));
  protected readonly isReadOnly = computed(() => this.me.me() !== undefined && !this.canManage());
  protected readonly words = computed(() => cardWords(this.formats, this.clock.now()));
  protected readonly cards = computed(() => this.store.shown().map((account) => this.cardOf(account)));
  protected readonly outages = computed(() =>
    networkOutages(this.store.accounts()).map((one) => ({ ...one, name: this.networkOf(one).name })),
  );
  protected readonly filterOptions = computed(() => filterOptions(this.store.counts()));
  /** The account whose panel is open, with its network. */
  protected readonly inspected = computed(() => {
    const panel = this.panel();
    if (panel === null || panel.kind === 'connect') return undefined;
    const account = this.store.find(panel.accountId);
    return account && { kind: panel.kind, account, network: this.networkOf(account) };
  });
  protected readonly firstReading = computed(() => {
    const id = this.connectStore.connected()?.id;
    const account = id === undefined ? undefined : this.store.find(id);
    if (!account) return null;
    const live = this.store.live()[account.id] ?? null;
    return backfillProgress(account, live, { now: this.clock.now(), words: this.words() });
  });

  constructor() {
    let handled: string | undefined;
    effect(() => {
      const asked = this.add();
      const isReady = this.canManage() && this.networks().length > 0;
      if (asked === undefined) handled = undefined;
      // Once: what is typed in the panel must outlive networks that are read again.
      if (asked === undefined || asked === handled || !isReady) return;
      handled = asked;
      untracked(() => {
        this.openConnect(asked);
      });
    });
    afterRenderEffect(() => {
      const id = this.account();
      if (id === undefined || this.store.state() !== 'loaded') return;
      document.getElementById(`account-${id}`)?.scrollIntoView({ block: 'center' });
    });
  }

  protected filterBy(value: string): void {
    this.store.filter.set(ACCOUNT_FILTERS.find((one) => one === value) ?? 'all');
  }

  protected openConnect(code = ''): void {
    const network = this.networksApi.find(code);
    if (network) this.connectStore.choose(network);
    else this.connectStore.begin();
    this.panel.set({ kind: 'connect' });
  }

  protected close(): void {
    this.connectStore.begin();
    this.panel.set(null);
    if (this.add() !== undefined) this.navigate({ add: null });
  }

  /** Shows the card of an account that was asked for by id. */
  protected open(id: string): void {
    this.close();
    this.store.filter.set('all');
    this.navigate({ account: id, add: null });
  }

  protected onReplaced(account: NetworkAccountView): void {
    this.store.put(account);
    this.close();
    this.toasts.say(`Key of ${this.nameOf(account)} replaced. It is read again now.`);
  }

  protected async syncAll(): Promise<void> {
    await this.toasts.trying(async () => {
      const queued = await this.store.syncAll();
      const accounts = queued === 1 ? '1 account' : `${queued} accounts`;
      this.toasts.say(queued === 0 ? 'Every account is being read already.' : `Reading ${accounts} now.`);
    });
  }

  protected async act(id: string, action: AccountAction): Promise<void> {
    const account = this.store.find(id);
    if (!account) return;
    const kind = PANEL_OF[action];
    if (kind) this.panel.set({ kind, accountId: id });
    else if (action === 'show-quarantine') void this.router.navigate(['/connections', id, 'kept-aside']);
    else if (action === 'replace-key') this.replaceKey(account);
    else if (action === 'sync') await this.toasts.trying(() => this.store.sync(id));
    else await this.setPaused(account, action === 'pause');
  }

  private replaceKey(account: NetworkAccountView): void {
    const network = this.networksApi.find(account.network);
    if (!network) return;
    this.connectStore.replaceKey(account, network);
    this.panel.set({ kind: 'connect' });
  }

  protected async setClient(account: NetworkAccountView, clientId: string | null): Promise<void> {
    const owner = this.store.clientName({ clientId }) ?? 'your agency itself';
    this.close();
    await this.toasts.undoable(
      `${this.nameOf(account)} now belongs to ${owner}`,
      () => this.store.setClient(account, clientId),
      () => this.store.setClient(this.store.find(account.id) ?? account, account.clientId),
    );
  }

  private setPaused(account: NetworkAccountView, isPaused: boolean): Promise<void> {
    return this.toasts.undoable(
      `${this.nameOf(account)} ${isPaused ? 'paused' : 'resumed'}`,
      () => this.store.setPaused(account, isPaused),
      () => this.store.setPaused(this.store.find(account.id) ?? account, !isPaused),
    );
  }

  private cardOf(account: NetworkAccountView): AccountCardView {
    return accountCardView(account, {
      network: this.networksApi.find(account.network) ?? null,
      client: this.store.clientName(account),
      live: this.store.live()[account.id] ?? null,
      now: this.clock.now(),
      words: this.words(),
    });
  }

  private networkOf(account: Pick<NetworkAccountView, 'network'>): AccountCardView['network'] {
    return this.networksApi.find(account.network) ?? unknownNetwork(account.network);
  }

  private nameOf(account: NetworkAccountView): string {
    return `${this.networkOf(account).name} · ${account.label}`;
  }

  private navigate(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
