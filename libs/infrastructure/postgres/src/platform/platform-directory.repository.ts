import type { MikroORM } from '@mikro-orm/postgresql';
import { LATE_AFTER_MS, NEEDS_A_PERSON, type NetworkId, type Role } from '@tributary/domain';
import {
  PlatformDirectory,
  type AccountStates,
  type AgencyOverview,
  type DirectoryQuery,
  type NetworkOverview,
  type UserOverview,
} from '@tributary/ports';
import { instant, instantOrNull, Statement } from '../statement';
import { inNoAgency } from '../tenancy';

const STATES = `waiting, fresh, late, needs_attention as "needsAttention", paused`;

interface AgencyRow extends AccountStates {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly suspendedAt: string | null;
  readonly members: number;
}

interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly isDisabled: boolean;
  readonly lastSeenAt: string | null;
}

interface NetworkRow extends AccountStates {
  readonly network: NetworkId;
  readonly rateLimited: number;
  readonly limitedUntil: string | null;
  readonly since: string | null;
  readonly nextProbeAt: string | null;
}

const AGENCIES = new Statement<AgencyRow>(`
  select id, name, created_at as "createdAt", suspended_at as "suspendedAt", members, ${STATES}
  from directory.platform_agencies($1, $2, $3, $4, $5, $6)`);

const USERS = new Statement<UserRow>(`
  select id, name, email, role, agency_id as "agencyId", agency_name as "agencyName",
    is_disabled as "isDisabled", last_seen_at as "lastSeenAt"
  from directory.platform_users($1, $2, $3, $4, $5)`);

/** A network may be down of which nobody is connected any more. */
const NETWORKS = new Statement<NetworkRow>(`
  select network, coalesce(waiting, 0) as waiting, coalesce(fresh, 0) as fresh, coalesce(late, 0) as late,
    coalesce(needs_attention, 0) as "needsAttention", coalesce(paused, 0) as paused,
    coalesce(rate_limited, 0) as "rateLimited", limited_until as "limitedUntil",
    since, next_probe_at as "nextProbeAt"
  from directory.platform_networks($1, $2) full join network_outage using (network)
  order by network`);

export class PostgresPlatformDirectory extends PlatformDirectory {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async agencies({ search, after, limit }: DirectoryQuery): Promise<readonly AgencyOverview[]> {
    const parameters = [search, after?.name ?? null, after?.id ?? null, limit, LATE_AFTER_MS, NEEDS_A_PERSON];
    const rows = await AGENCIES.run(inNoAgency(this.orm), parameters);
    return rows.map((row) => ({
      ...{ id: row.id, name: row.name, members: row.members, accounts: statesOf(row) },
      createdAt: instant(row.createdAt),
      suspendedAt: instantOrNull(row.suspendedAt),
    }));
  }

  async users(
    query: DirectoryQuery & { readonly agencyId: string | null },
  ): Promise<readonly UserOverview[]> {
    const { search, agencyId, after, limit } = query;
    const parameters = [search, agencyId, after?.name ?? null, after?.id ?? null, limit];
    const rows = await USERS.run(inNoAgency(this.orm), parameters);
    return rows.map(({ agencyId: id, agencyName: name, lastSeenAt, ...user }) => ({
      ...user,
      agency: { id, name },
      lastSeenAt: instantOrNull(lastSeenAt),
    }));
  }

  async networks(): Promise<readonly NetworkOverview[]> {
    const rows = await NETWORKS.run(inNoAgency(this.orm), [LATE_AFTER_MS, NEEDS_A_PERSON]);
    return rows.map(({ network, rateLimited, limitedUntil, since, nextProbeAt, ...states }) => ({
      ...{ network, rateLimited, accounts: states, limitedUntil: instantOrNull(limitedUntil) },
      outage: since && nextProbeAt ? { since: instant(since), nextProbeAt: instant(nextProbeAt) } : null,
    }));
  }
}

function statesOf({ waiting, fresh, late, needsAttention, paused }: AgencyRow): AccountStates {
  return { waiting, fresh, late, needsAttention, paused };
}
