import type { Agency, Member, Role } from '@tributary/domain';

export interface MemberWithPassword {
  readonly member: Member;
  readonly passwordHash: string;
}

export abstract class MemberRepository {
  /** By e-mail without regard to case. */
  abstract findByEmail(email: string): Promise<MemberWithPassword | null>;
  abstract find(agencyId: string, memberId: string): Promise<Member | null>;
  abstract add(member: Member, passwordHash: string): Promise<void>;
  abstract setPasswordHash(agencyId: string, memberId: string, passwordHash: string): Promise<void>;
}

export type AgencySettings = Pick<Agency, 'name' | 'reportingCurrency' | 'timeZone'>;

export abstract class AgencyRepository {
  /** Of every agency. */
  abstract listIds(): Promise<readonly string[]>;
  abstract find(agencyId: string): Promise<Agency | null>;
  abstract add(agency: Agency): Promise<void>;
  /** What the figures keep per day follows a new zone in the same transaction. */
  abstract changeSettings(agencyId: string, settings: AgencySettings): Promise<void>;
}

export abstract class PasswordHasher {
  /** Argon2id in PHC string format. */
  abstract hash(password: string): Promise<string>;
  /** Takes the same time for a wrong password and, with `null`, for an unknown member. */
  abstract verify(password: string, hash: string | null): Promise<boolean>;
}

export interface RefreshSession {
  readonly id: string;
  readonly familyId: string;
  readonly agencyId: string;
  readonly memberId: string;
  readonly expiresAt: Date;
  /** SHA-256 of the token, hex. */
  readonly tokenHash: string;
}

/** Refresh tokens, stored hashed, single use. */
export abstract class SessionRepository {
  abstract add(session: RefreshSession): Promise<void>;
  /**
   * Uses a token up and stores its successor in one transaction. A token that was used before revokes its whole
   * family: someone has a copy. @returns null for unknown, expired, revoked and reused tokens alike.
   */
  abstract rotate(
    tokenHash: string,
    next: Pick<RefreshSession, 'id' | 'tokenHash' | 'expiresAt'>,
  ): Promise<RefreshSession | null>;
  abstract revokeFamily(tokenHash: string): Promise<void>;
  /** Ends every session of a member, for example after a new password. */
  abstract revokeAllOf(agencyId: string, memberId: string): Promise<void>;
  /** False after sign-out, reuse or expiry. */
  abstract isAlive(agencyId: string, familyId: string): Promise<boolean>;
}

export interface AccessClaims {
  readonly memberId: string;
  readonly agencyId: string;
  readonly familyId: string;
  readonly role: Role;
}

export abstract class AccessTokenIssuer {
  abstract issue(claims: AccessClaims): Promise<{ readonly token: string; readonly expiresAt: Date }>;
}
