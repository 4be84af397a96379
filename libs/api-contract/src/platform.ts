import type { CurrencyCode, InstantText, NetworkCode, Role } from './primitives';
import type { InvitationDelivery } from './team';

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

export interface FirstOwnerRequest {
  readonly name: string;
  readonly email: string;
}

/** `POST /api/v1/platform/agencies` answers 201 `OpenedAgencyView`. */
export interface OpenAgencyRequest {
  readonly name: string;
  readonly reportingCurrency: CurrencyCode;
  /** IANA name. */
  readonly timeZone: string;
  /** BCP 47. */
  readonly locale: string;
  readonly ownerName: string;
  readonly ownerEmail: string;
}

/** How the link of the first owner's invitation goes out. Also the answer of `…/agencies/:id/owner-invitation`. */
export interface OpenedAgencyView {
  /** Of the agency. */
  readonly id: string;
  readonly delivery: InvitationDelivery;
  /** With `by-hand`: to be handed over, and shown this once. */
  readonly link: string | null;
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
