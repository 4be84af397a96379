import type { AgencyRole, FigureView, InstantText, Role } from './primitives';

/** `GET /api/v1/members`: the team, by name. */
export interface MemberView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Role `client`: the clients whose figures it sees. Empty for every other role, which sees all of them. */
  readonly clientIds: readonly string[];
  readonly figures: FigureView;
  /** Cannot sign in. */
  readonly isDisabled: boolean;
  readonly hasTwoFactor: boolean;
  readonly joinedAt: InstantText;
  /** To a few minutes; null for somebody who was never here. */
  readonly lastSeenAt: InstantText | null;
}

/** `PATCH /api/v1/members/:id` answers 204; `DELETE /api/v1/members/:id` removes. What is left out stays. */
export interface ChangeMemberRequest {
  readonly role?: AgencyRole;
  /** Role `client` only, and then at least one. */
  readonly clientIds?: readonly string[];
  /** Role `client` only. */
  readonly figures?: FigureView;
  readonly isDisabled?: boolean;
}

/** `GET /api/v1/invitations`: who was asked to join and has not answered, the newest first. */
export interface InvitationView {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly role: AgencyRole;
  readonly clientIds: readonly string[];
  readonly figures: FigureView;
  /** Name of the member who invited. */
  readonly invitedBy: string;
  readonly createdAt: InstantText;
  readonly expiresAt: InstantText;
  /** The link opens nothing any more; the invitation can be sent again. */
  readonly isExpired: boolean;
  /** Null while no mail with the link has gone out. */
  readonly mailedAt: InstantText | null;
}

/** `POST /api/v1/invitations` answers 201 `SentInvitationView`. An earlier invitation to the same e-mail gives way. */
export interface InviteMemberRequest {
  readonly email: string;
  readonly name?: string;
  readonly role: AgencyRole;
  /** Role `client` only, and then at least one. */
  readonly clientIds?: readonly string[];
  /** Role `client` only. */
  readonly figures?: FigureView;
}

/** `failed`: the invitation stands, and can be sent again. `by-hand`: this installation sends no mails. */
export type InvitationDelivery = 'mailed' | 'failed' | 'by-hand';

/** Also the answer of `POST /api/v1/invitations/:id/resend`, whose link takes the place of the one before. */
export interface SentInvitationView extends InvitationView {
  readonly delivery: InvitationDelivery;
  /** With `by-hand`: to be handed over, and shown this once. Whoever has it can join. */
  readonly link: string | null;
}

/** `POST /api/v1/auth/invitation` */
export interface OpenLinkRequest {
  /** What stands behind `#` in the link. */
  readonly token: string;
}

/** What an invitation is about, for whoever holds its link. */
export interface OpenInvitationView {
  readonly agencyName: string;
  readonly email: string;
  readonly name: string | null;
}

/** `POST /api/v1/auth/invitation/accept` answers `AccessToken` and sets the refresh cookie. */
export interface AcceptInvitationRequest {
  readonly token: string;
  readonly name: string;
  readonly password: string;
}

/** `POST /api/v1/auth/password-reset`: answered alike for every e-mail, known or not. */
export interface AskPasswordResetRequest {
  readonly email: string;
}

export interface PasswordResetAskedView {
  /** False on an installation without a mail server: then nothing was sent to anybody. */
  readonly sendsMails: boolean;
}

/** `POST /api/v1/auth/password-reset/open` with an `OpenLinkRequest`: whose password the link changes. */
export interface OpenPasswordResetView {
  readonly email: string;
}

/** `POST /api/v1/auth/password-reset/complete` answers 204 and ends every session of the member. */
export interface CompletePasswordResetRequest {
  readonly token: string;
  readonly password: string;
}

/** `PATCH /api/v1/me` answers `Me`. */
export interface ChangeProfileRequest {
  readonly name: string;
}

/** `PUT /api/v1/me/password` answers 204 and ends every other session of the member. */
export interface ChangePasswordRequest {
  /** The one that counts until now. */
  readonly password: string;
  readonly newPassword: string;
}
