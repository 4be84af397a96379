import type { NetworkId, Role } from '@tributary/domain';

/** How many accounts are in each state. `waiting` ones have not read their whole history yet. */
export interface AccountStates {
  readonly waiting: number;
  readonly fresh: number;
  readonly late: number;
  readonly needsAttention: number;
  readonly paused: number;
}

export interface AgencyOverview {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly suspendedAt: Date | null;
  /** Who can sign in. */
  readonly members: number;
  readonly accounts: AccountStates;
}

export interface UserOverview {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly agency: { readonly id: string; readonly name: string };
  readonly isDisabled: boolean;
  /** To some minutes; null for somebody who has no session any more, or never had one. */
  readonly lastSeenAt: Date | null;
}

export interface NetworkOverview {
  readonly network: NetworkId;
  readonly accounts: AccountStates;
  /** Accounts whose newest failure is a limit of the network. */
  readonly rateLimited: number;
  /** When the last of them is tried again; null without any. */
  readonly limitedUntil: Date | null;
  /** While the network answers nobody. */
  readonly outage: { readonly since: Date; readonly nextProbeAt: Date } | null;
}

/** After the row of the page before. */
export interface NameCursor {
  readonly name: string;
  readonly id: string;
}

export interface DirectoryQuery {
  /** A part of the name or e-mail, in any case; empty for all. */
  readonly search: string;
  readonly after: NameCursor | null;
  readonly limit: number;
}

/** What the operator of the installation sees of all agencies: states and people, never a figure. */
export abstract class PlatformDirectory {
  /** Of customers, by name. */
  abstract agencies(query: DirectoryQuery): Promise<readonly AgencyOverview[]>;
  /** By e-mail, the operator's own people included. */
  abstract users(
    query: DirectoryQuery & { readonly agencyId: string | null },
  ): Promise<readonly UserOverview[]>;
  /** Networks with an account or an outage. */
  abstract networks(): Promise<readonly NetworkOverview[]>;
}
