import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import { NetworksApi, type ProblemError, toProblemError } from '@tributary/client-data-access';
import {
  EmptyState,
  ErrorCard,
  Icon,
  type NetworkIdentity,
  SectionCard,
  SidePanel,
  Skeleton,
} from '@tributary/client-ui';
import { AccountsPanel } from './accounts-panel';
import { ClientCard } from './client-card';
import { ClientsStore } from './clients-store';
import { NamePanel } from './name-panel';
import { RemovePanel } from './remove-panel';

type Panel =
  | { readonly kind: 'create' }
  | { readonly kind: 'rename' | 'accounts' | 'remove'; readonly clientId: string }
  | null;

const SHOWN_MS = 5_000;

/** The agency's customers and brands: which accounts are theirs, and who signs in for them. */
@Component({
  selector: 'trib-clients-page',
  imports: [
    AccountsPanel,
    ClientCard,
    EmptyState,
    ErrorCard,
    Icon,
    MatButton,
    NamePanel,
    RemovePanel,
    SectionCard,
    SidePanel,
    Skeleton,
  ],
  providers: [ClientsStore],
  templateUrl: './clients-page.html',
  styleUrl: './clients-page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ClientsPage {
  protected readonly store = inject(ClientsStore);
  private readonly networks = inject(NetworksApi);
  private readonly toast = inject(MatSnackBar);

  protected readonly panel = signal<Panel>(null);
  protected readonly isBusy = signal(false);
  protected readonly refusal = signal<ProblemError | null>(null);
  protected readonly ownAccounts = computed(() => this.store.accountsOf(null));
  /** The client that the open panel is about. */
  protected readonly chosen = computed(() => {
    const panel = this.panel();
    return panel === null || panel.kind === 'create' ? null : (this.store.find(panel.clientId) ?? null);
  });
  protected readonly identify = (code: string): NetworkIdentity =>
    this.networks.find(code) ?? { name: code, monogram: code.slice(0, 2).toUpperCase(), slot: 9 };

  protected open(panel: Panel): void {
    this.refusal.set(null);
    this.panel.set(panel);
  }

  protected saveName(name: string): Promise<void> {
    const client = this.chosen();
    return this.saving(async () => {
      const saved =
        client === null ? await this.store.create(name) : await this.store.rename(client.id, name);
      return client === null ? `${saved.name} added` : `Renamed to ${saved.name}`;
    });
  }

  protected assign(clientId: string, accountIds: ReadonlySet<string>): Promise<void> {
    return this.saving(async () => {
      await this.store.assign(clientId, accountIds);
      return 'Accounts saved';
    });
  }

  protected remove(clientId: string, name: string): Promise<void> {
    return this.saving(async () => {
      await this.store.remove(clientId);
      return `${name} removed`;
    });
  }

  /** Closes the panel when it worked, and says why not otherwise. */
  private async saving(work: () => Promise<string>): Promise<void> {
    if (this.isBusy()) return;
    this.isBusy.set(true);
    this.refusal.set(null);
    try {
      this.toast.open(await work(), undefined, { duration: SHOWN_MS });
      this.panel.set(null);
    } catch (error) {
      this.refusal.set(toProblemError(error));
    } finally {
      this.isBusy.set(false);
    }
  }
}
