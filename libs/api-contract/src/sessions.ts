import type { InstantText } from './primitives';

/** How somebody proved who they are; `sso`: by the identity provider of their company. */
export type SignInMethod = 'password' | 'two-factor' | 'sso';

/** `GET /api/v1/me/sessions` and `GET /api/v1/members/:id/sessions`: where somebody is signed in, the last used first. */
export interface SessionView {
  readonly id: string;
  /** In words, for example "Firefox on Windows". */
  readonly device: string;
  /** The network address of the sign-in; null when it is not known. */
  readonly address: string | null;
  readonly method: SignInMethod;
  /** The session that asks. */
  readonly isCurrent: boolean;
  readonly createdAt: InstantText;
  /** To about ten minutes. */
  readonly lastUsedAt: InstantText;
  /** When it ends at the latest, however much it is used. */
  readonly endsAt: InstantText;
}

/** `POST /api/v1/me/sessions/revoke-others` */
export interface SessionsRevokedView {
  readonly revoked: number;
}
