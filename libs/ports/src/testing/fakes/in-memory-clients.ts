import type { Client, Member } from '@tributary/domain';
import {
  ClientAccounts,
  ClientNameTaken,
  ClientRepository,
  type ClientSummary,
} from '../../client-repository';
import type { AccountKey } from '../../sale-repository';
import type { InMemoryMemberRepository } from './in-memory-identity';
import type { InMemoryStorage } from './in-memory-storage';

export class InMemoryClientRepository extends ClientRepository {
  private clients: readonly Client[] = [];

  constructor(
    private readonly storage: InMemoryStorage,
    private readonly members: InMemoryMemberRepository,
  ) {
    super();
  }

  listOf(agencyId: string): Promise<readonly ClientSummary[]> {
    const own = this.clients.filter((client) => client.agencyId === agencyId);
    const sorted = own.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
    return Promise.resolve(sorted.map((client) => this.summary(client)));
  }

  find(agencyId: string, clientId: string): Promise<Client | null> {
    const found = this.clients.find(({ id, agencyId: owner }) => owner === agencyId && id === clientId);
    return Promise.resolve(found ?? null);
  }

  async add(client: Client): Promise<void> {
    await Promise.resolve();
    this.refuseTwin(client);
    this.clients = [...this.clients, client];
  }

  async rename(client: Client): Promise<boolean> {
    const known = await this.find(client.agencyId, client.id);
    if (!known) return false;
    this.refuseTwin(client);
    this.clients = this.clients.map((one) => (one === known ? client : one));
    return true;
  }

  async remove(agencyId: string, clientId: string): Promise<boolean> {
    const known = await this.find(agencyId, clientId);
    if (!known) return false;
    this.clients = this.clients.filter((one) => one !== known);
    for (const { account } of this.accountsOf(known)) {
      this.storage.changeAccount({ agencyId, accountId: account.id }, (stored) => ({
        ...stored,
        account: { ...stored.account, clientId: null },
      }));
    }
    for (const member of this.loginsOf(known)) {
      this.members.change(member.id, { clientIds: member.clientIds.filter((id) => id !== clientId) });
    }
    return true;
  }

  private summary(client: Client): ClientSummary {
    const logins = this.loginsOf(client).map(({ id, name }) => ({ id, name }));
    return {
      id: client.id,
      name: client.name,
      accounts: this.accountsOf(client).length,
      logins: logins.toSorted((a, b) => (a.name + a.id < b.name + b.id ? -1 : 1)),
    };
  }

  private accountsOf({ agencyId, id }: Client) {
    const stored = [...this.storage.accounts.values()];
    return stored.filter(({ account }) => account.agencyId === agencyId && account.clientId === id);
  }

  private loginsOf({ agencyId, id }: Client): readonly Member[] {
    return this.members.all().filter((one) => one.agencyId === agencyId && one.clientIds.includes(id));
  }

  private refuseTwin({ agencyId, id, name }: Client): void {
    const isTwin = (one: Client) =>
      one.agencyId === agencyId && one.id !== id && one.name.toLowerCase() === name.toLowerCase();
    if (this.clients.some(isTwin)) throw new ClientNameTaken();
  }
}

export class InMemoryClientAccounts extends ClientAccounts {
  constructor(
    private readonly storage: InMemoryStorage,
    private readonly clients: ClientRepository,
  ) {
    super();
  }

  accountsOf(agencyId: string, clientIds: readonly string[]): Promise<readonly string[]> {
    const own = [...this.storage.accounts.values()]
      .map(({ account }) => account)
      .filter(({ agencyId: owner, clientId }) => {
        return owner === agencyId && clientId !== null && clientIds.includes(clientId);
      });
    return Promise.resolve(own.map(({ id }) => id));
  }

  async assign(key: AccountKey, clientId: string | null): Promise<boolean> {
    if (!this.storage.account(key)) return false;
    if (clientId !== null && !(await this.clients.find(key.agencyId, clientId))) return false;
    this.storage.changeAccount(key, (stored) => ({ ...stored, account: { ...stored.account, clientId } }));
    return true;
  }
}
