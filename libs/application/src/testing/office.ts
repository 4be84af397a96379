import { currency, networkId, wholeViewOf, type Agency, type Viewer } from '@tributary/domain';
import type { NetworkGateway, NewNetworkAccount } from '@tributary/ports';
import {
  aNetwork,
  CountingIdentifiers,
  InMemoryAgencyRepository,
  InMemoryClientAccounts,
  InMemoryClientRepository,
  InMemoryInsightRepository,
  InMemoryMemberRepository,
  InMemoryNetworkAccountRepository,
  InMemorySaleHistoryRepository,
  InMemorySaleRepository,
  InMemoryStorage,
  InMemorySyncAccountRepository,
  InMemorySyncQueue,
  InMemorySyncRunRepository,
  ReversibleCipher,
  ScriptedGateway,
  ScriptedNetworks,
  SettableClock,
} from '@tributary/ports/testing';
import { CheckPastMoment } from '../past-moment/check-past-moment';

export const CLICKBANK = networkId('clickbank');
export const HOTMART = networkId('hotmart');
export const MAXWEB = networkId('maxweb');

/** Reports in euros; its days begin in Berlin. */
export const AGENCY: Agency = {
  id: '0198c0de-0000-7000-8000-00000000aaaa',
  name: 'Northbank Media',
  reportingCurrency: currency('EUR'),
  timeZone: 'Europe/Berlin',
  locale: 'de-DE',
  kind: 'customer',
  suspendedAt: null,
};

/** Of the agency's own team. */
export const TEAM: Viewer = wholeViewOf(AGENCY);

/** An agency with three networks to connect; nothing is connected yet. It is noon of 14 March 2026, UTC. */
export class Office {
  readonly clock = new SettableClock('2026-03-14T12:00:00Z');
  readonly storage = new InMemoryStorage(this.clock);
  readonly accounts = new InMemoryNetworkAccountRepository(this.storage);
  readonly syncAccounts = new InMemorySyncAccountRepository(this.storage);
  readonly sales = new InMemorySaleRepository(this.storage);
  readonly agencies = new InMemoryAgencyRepository();
  readonly members = new InMemoryMemberRepository();
  readonly clients = new InMemoryClientRepository(this.storage, this.members);
  readonly clientAccounts = new InMemoryClientAccounts(this.storage, this.clients);
  readonly insights = new InMemoryInsightRepository(this.clock);
  readonly runs = new InMemorySyncRunRepository(this.storage);
  readonly queue = new InMemorySyncQueue();
  readonly cipher = new ReversibleCipher();
  readonly identifiers = new CountingIdentifiers();
  readonly gateway = new ScriptedGateway();
  readonly networks: ScriptedNetworks;

  constructor() {
    const others: NetworkGateway = new ScriptedGateway();
    this.networks = new ScriptedNetworks(
      [aNetwork(), this.gateway],
      [aNetwork({ id: HOTMART, name: 'Hotmart' }), others],
      [aNetwork({ id: MAXWEB, name: 'MaxWeb', reportsVisits: true }), others],
    );
  }

  /** What use cases are made of. */
  get ports() {
    const { agencies, accounts, sales, insights, networks, runs, clock, identifiers } = this;
    const pastMoment = new CheckPastMoment(new InMemorySaleHistoryRepository(this.storage), clock);
    return { agencies, accounts, sales, insights, networks, runs, pastMoment, clock, identifiers };
  }

  static async open(): Promise<Office> {
    const office = new Office();
    await office.agencies.add(AGENCY);
    return office;
  }

  /** Connects an account that is due and was never read. @returns its id. */
  async connect(overrides: Partial<NewNetworkAccount> = {}): Promise<string> {
    const id = overrides.id ?? this.identifiers.id();
    await this.accounts.add({
      id,
      agencyId: AGENCY.id,
      network: CLICKBANK,
      label: `label of ${id}`,
      clientId: null,
      backfillFrom: new Date('2025-01-01T00:00:00Z'),
      sealedCredentials: new Uint8Array(),
      credentialHints: {},
      identityHash: id,
      nextDueAt: this.clock.now(),
      ...overrides,
    });
    return id;
  }

  /** Connects an account whose whole history was read `minutesAgo`. */
  async connectFresh(overrides: Partial<NewNetworkAccount> = {}, minutesAgo = 10): Promise<string> {
    const accountId = await this.connect(overrides);
    const readAt = new Date(this.clock.now().getTime() - minutesAgo * 60_000);
    this.storage.changeAccount({ agencyId: AGENCY.id, accountId }, (stored) => ({
      ...stored,
      account: {
        ...stored.account,
        history: { checkpoint: readAt, lastWarmAt: readAt, lastColdAt: readAt },
        lastGoodSyncAt: readAt,
      },
    }));
    return accountId;
  }

  /** The account was last read then, and since then its key is refused. */
  async refuseSince(accountId: string, since: string): Promise<void> {
    const key = { agencyId: AGENCY.id, accountId };
    await this.syncAccounts.markFailed(key, {
      kind: 'credentials-rejected',
      message: 'The key was refused.',
      retryAt: null,
    });
    const at = new Date(since);
    this.storage.changeAccount(key, (stored) => ({
      ...stored,
      account: {
        ...stored.account,
        history: { ...stored.account.history, checkpoint: at },
        lastGoodSyncAt: at,
        lastFailure: stored.account.lastFailure && { ...stored.account.lastFailure, since: at },
      },
    }));
  }
}
