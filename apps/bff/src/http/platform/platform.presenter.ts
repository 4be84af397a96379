import type { NetworkHealthView, PlatformAgenciesPage, PlatformUsersPage } from '@tributary/api-contract';
import type { DirectoryPage } from '@tributary/application';
import type { AgencyOverview, NetworkOverview, UserOverview } from '@tributary/ports';
import { encodeNameCursor } from './name-cursor';

export function agenciesPageView({ rows, next }: DirectoryPage<AgencyOverview>): PlatformAgenciesPage {
  return {
    items: rows.map(({ createdAt, suspendedAt, ...agency }) => ({
      ...agency,
      createdAt: createdAt.toISOString(),
      suspendedAt: suspendedAt?.toISOString() ?? null,
    })),
    nextCursor: next && encodeNameCursor(next),
  };
}

export function usersPageView({ rows, next }: DirectoryPage<UserOverview>): PlatformUsersPage {
  return {
    items: rows.map(({ lastSeenAt, ...user }) => ({
      ...user,
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
    })),
    nextCursor: next && encodeNameCursor(next),
  };
}

export function networkHealthView({
  network,
  accounts,
  rateLimited,
  limitedUntil,
  outage,
}: NetworkOverview): NetworkHealthView {
  return {
    ...{ network, accounts, rateLimited },
    limitedUntil: limitedUntil?.toISOString() ?? null,
    outageSince: outage?.since.toISOString() ?? null,
    nextProbeAt: outage?.nextProbeAt.toISOString() ?? null,
  };
}
