/** From where somebody asks. Null where it is not known. */
export interface SessionOrigin {
  readonly address: string | null;
  readonly userAgent: string | null;
}

/** How somebody proved who they are. `sso`: the agency's own identity provider asked, second factor included. */
export type SignInMethod = 'password' | 'two-factor' | 'sso';

/** One refresh token. Those that came from one sign-in are a family: they live and end together. */
export interface RefreshSession {
  readonly id: string;
  readonly familyId: string;
  readonly agencyId: string;
  readonly memberId: string;
  readonly method: SignInMethod;
  /** The end when it is not used; never later than the family's own. */
  readonly expiresAt: Date;
  /** SHA-256 of the token, hex. */
  readonly tokenHash: string;
}

export type RefreshToken = Pick<RefreshSession, 'id' | 'tokenHash' | 'expiresAt'>;
export type SessionKey = Pick<RefreshSession, 'agencyId' | 'memberId' | 'familyId'>;

export interface NewFamily {
  readonly origin: SessionOrigin;
  /** The end however much it is used. */
  readonly endsAt: Date;
}

/** `reused`: a token that was used before ended a family that was still alive. */
export type Rotation =
  | { readonly outcome: 'rotated'; readonly session: RefreshSession }
  | { readonly outcome: 'reused'; readonly session: SessionKey }
  | { readonly outcome: 'unknown' };

/** Refresh tokens, stored hashed, single use. */
export abstract class SessionRepository {
  /** Opens a family with its first token. */
  abstract add(session: RefreshSession, family: NewFamily): Promise<void>;
  /**
   * Uses a token up and stores its successor in one transaction. A token that was used before revokes its whole
   * family: someone has a copy. Unknown, expired and revoked tokens are all `unknown`.
   */
  abstract rotate(tokenHash: string, next: RefreshToken): Promise<Rotation>;
  /** @returns whose session ended; null when there was none, or it was over already. */
  abstract revokeFamily(tokenHash: string): Promise<SessionKey | null>;
  /** Ends every session of a member, for example after a new password. */
  abstract revokeAllOf(agencyId: string, memberId: string): Promise<void>;
}

/** A family as its member sees it. */
export interface MemberSession {
  /** The family's id. */
  readonly id: string;
  readonly method: SignInMethod;
  readonly origin: SessionOrigin;
  readonly createdAt: Date;
  /** To the lifetime of an access token. */
  readonly lastUsedAt: Date;
  readonly endsAt: Date;
}

/** The sessions of one member, to look at and to end. */
export abstract class MemberSessions {
  /** Those that are alive, the last used first. */
  abstract list(agencyId: string, memberId: string): Promise<readonly MemberSession[]>;
  /** @returns false when the member has no such session that is alive. */
  abstract revoke(key: SessionKey): Promise<boolean>;
  /** Ends every session of the member but this one. @returns how many. */
  abstract revokeOthers(kept: SessionKey): Promise<number>;
  /** Removes what ended before. @returns how many families. */
  abstract forgetEnded(agencyId: string, before: Date): Promise<number>;
}
