import { computed, inject, Injectable } from '@angular/core';
import type { ClientView, NetworkAccountView } from '@tributary/api-contract';
import { ClientsApi, latestValue, NetworkAccountsApi, toProblemError } from '@tributary/client-data-access';
import { firstValueFrom } from 'rxjs';

/** The agency's clients with the accounts that belong to them. Writes reject with a ProblemError. */
@Injectable()
export class ClientsStore {
  private readonly clientsApi = inject(ClientsApi);
  private readonly accountsApi = inject(NetworkAccountsApi);
  private readonly clientsRead = this.clientsApi.clients();
  private readonly accountsRead = this.accountsApi.accounts();
  private readonly clientList = latestValue(this.clientsRead);
  private readonly accountList = latestValue(this.accountsRead);

  readonly clients = computed(() => this.clientList() ?? []);
  readonly accounts = computed(() => this.accountList() ?? []);
  readonly isReading = computed(() => this.clientsRead.isLoading() || this.accountsRead.isLoading());
  readonly problem = computed(() => {
    const error = this.clientsRead.error() ?? this.accountsRead.error();
    return error === undefined ? null : toProblemError(error);
  });
  readonly state = computed(() => {
    if (this.clientList() !== undefined && this.accountList() !== undefined) return 'loaded' as const;
    return this.problem() === null ? ('loading' as const) : ('failed' as const);
  });

  /** null: those of the agency itself. */
  accountsOf(clientId: string | null): readonly NetworkAccountView[] {
    return this.accounts().filter((account) => account.clientId === clientId);
  }

  find(id: string): ClientView | undefined {
    return this.clients().find((client) => client.id === id);
  }

  reload(): void {
    this.clientsRead.reload();
    this.accountsRead.reload();
  }

  async create(name: string): Promise<ClientView> {
    const client = await firstValueFrom(this.clientsApi.create({ name }));
    this.reload();
    return client;
  }

  async rename(id: string, name: string): Promise<ClientView> {
    const client = await firstValueFrom(this.clientsApi.rename(id, { name }));
    this.reload();
    return client;
  }

  async remove(id: string): Promise<void> {
    await firstValueFrom(this.clientsApi.remove(id));
    this.reload();
  }

  /** Makes exactly these accounts those of the client. What fails half way is shown as it stands then. */
  async assign(clientId: string, accountIds: ReadonlySet<string>): Promise<void> {
    const changed = this.accounts().filter(
      (account) => (account.clientId === clientId) !== accountIds.has(account.id),
    );
    try {
      for (const { id } of changed) {
        const owner = accountIds.has(id) ? clientId : null;
        await firstValueFrom(this.accountsApi.change(id, { clientId: owner }));
      }
    } finally {
      this.reload();
    }
  }
}
