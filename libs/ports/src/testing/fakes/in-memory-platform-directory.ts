import { accountHealth, type AccountHealth, type NetworkAccount, type NetworkId } from '@tributary/domain';
import {
  PlatformDirectory,
  type AccountStates,
  type AgencyOverview,
  type DirectoryQuery,
  type NameCursor,
  type NetworkOverview,
  type UserOverview,
} from '../../platform-directory';
import type { InMemoryAgencyRepository, InMemoryMemberRepository } from './in-memory-identity';
import type { InMemoryNetworkOutageRepository } from './in-memory-network-outages';
import type { InMemoryStorage } from './in-memory-storage';
import type { InMemoryTeamRepository } from './in-memory-team';

interface Parts {
  readonly agencies: InMemoryAgencyRepository;
  readonly members: InMemoryMemberRepository;
  readonly team: InMemoryTeamRepository;
  readonly outages: InMemoryNetworkOutageRepository;
  readonly storage: InMemoryStorage;
}

const STATES: Readonly<Record<AccountHealth, keyof AccountStates>> = {
  waiting: 'waiting',
  backfilling: 'waiting',
  fresh: 'fresh',
  late: 'late',
  'needs-attention': 'needsAttention',
  paused: 'paused',
};

export class InMemoryPlatformDirectory extends PlatformDirectory {
  constructor(private readonly parts: Parts) {
    super();
  }

  agencies(query: DirectoryQuery): Promise<readonly AgencyOverview[]> {
    const customers = this.parts.agencies.all.filter(({ kind }) => kind === 'customer');
    const found = pageOf(customers, query, ({ id, name }) => ({ id, name, texts: [name] }));
    return Promise.resolve(
      found.map(({ id, name, suspendedAt, createdAt }) => ({
        ...{ id, name, createdAt, suspendedAt },
        members: this.parts.members.all().filter((one) => one.agencyId === id && !one.isDisabled).length,
        accounts: this.states(this.accounts(({ agencyId }) => agencyId === id)),
      })),
    );
  }

  users(query: DirectoryQuery & { readonly agencyId: string | null }): Promise<readonly UserOverview[]> {
    const agencies = new Map(this.parts.agencies.all.map(({ id, name }) => [id, { id, name }]));
    const members = this.parts.members
      .all()
      .filter(({ agencyId }) => query.agencyId === null || agencyId === query.agencyId);
    const found = pageOf(members, query, ({ id, email, name }) => ({
      id,
      name: email,
      texts: [email, name],
    }));
    return Promise.resolve(
      found.map(({ id, name, email, role, agencyId, isDisabled }) => ({
        ...{
          id,
          name,
          email,
          role,
          isDisabled,
          agency: agencies.get(agencyId) ?? { id: agencyId, name: '' },
        },
        lastSeenAt: this.parts.team.seenAt(id),
      })),
    );
  }

  networks(): Promise<readonly NetworkOverview[]> {
    const connected = this.accounts(() => true).map(({ network }) => network);
    const names = [...new Set([...connected, ...this.parts.outages.outages.keys()])].toSorted();
    return Promise.resolve(names.map((network) => this.network(network)));
  }

  private network(network: NetworkId): NetworkOverview {
    const accounts = this.accounts((account) => account.network === network);
    const limited = accounts.filter(({ lastFailure }) => lastFailure?.kind === 'rate-limited');
    const until = limited.map(({ nextDueAt }) => nextDueAt.getTime());
    const outage = this.parts.outages.outages.get(network);
    return {
      ...{ network, accounts: this.states(accounts), rateLimited: limited.length },
      limitedUntil: until.length > 0 ? new Date(Math.max(...until)) : null,
      outage: outage ? { since: outage.since, nextProbeAt: new Date(outage.nextProbeAt) } : null,
    };
  }

  private accounts(isMeant: (account: NetworkAccount) => boolean): readonly NetworkAccount[] {
    return [...this.parts.storage.accounts.values()].map(({ account }) => account).filter(isMeant);
  }

  private states(accounts: readonly NetworkAccount[]): AccountStates {
    const now = this.parts.storage.clock.now();
    const none = { waiting: 0, fresh: 0, late: 0, needsAttention: 0, paused: 0 };
    return accounts.reduce((counts, account) => {
      const state = STATES[accountHealth(account, now)];
      return { ...counts, [state]: counts[state] + 1 };
    }, none);
  }
}

type Sortable = NameCursor & { readonly texts: readonly string[] };

function pageOf<Row>(rows: readonly Row[], query: DirectoryQuery, sortable: (row: Row) => Sortable): Row[] {
  const search = query.search.toLowerCase();
  const after = query.after && keyOf(query.after);
  return rows
    .map((row) => ({ row, ...sortable(row) }))
    .filter(({ texts }) => texts.some((text) => text.toLowerCase().includes(search)))
    .filter((one) => after === null || keyOf(one) > after)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, query.limit)
    .map(({ row }) => row);
}

function keyOf({ name, id }: NameCursor): string {
  return `${name.toLowerCase()} ${id}`;
}
