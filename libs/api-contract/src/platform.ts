import type { InstantText, NetworkCode, Role } from './primitives';

/** How many connections are in each state. `waiting` ones have not read their whole history yet. */
export interface AccountStatesView {
  readonly waiting: number;
  readonly fresh: number;
  readonly late: number;
  readonly needsAttention: number;
  readonly paused: number;
}

export interface PlatformAgencyRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: InstantText;
  readonly suspendedAt: InstantText | null;
  /** Who can sign in. */
  readonly members: number;
  readonly accounts: AccountStatesView;
}

/** `GET /api/v1/platform/agencies` */
export interface PlatformAgenciesPage {
  readonly items: readonly PlatformAgencyRow[];
  readonly nextCursor: string | null;
}

export interface PlatformUserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly agency: { readonly id: string; readonly name: string };
  readonly isDisabled: boolean;
  /** To some minutes; null before the first sign-in. */
  readonly lastSeenAt: InstantText | null;
}

/** `GET /api/v1/platform/users` */
export interface PlatformUsersPage {
  readonly items: readonly PlatformUserRow[];
  readonly nextCursor: string | null;
}

/** `GET /api/v1/platform/networks` answers one of these a network. */
export interface NetworkHealthView {
  readonly network: NetworkCode;
  /** Of all agencies. */
  readonly accounts: AccountStatesView;
  /** Connections that the network asked to wait. */
  readonly rateLimited: number;
  /** When the last of them is tried again. */
  readonly limitedUntil: InstantText | null;
  /** While the network answers nobody. */
  readonly outageSince: InstantText | null;
  readonly nextProbeAt: InstantText | null;
}
