import type { Agency, Member, Role } from '@tributary/domain';
import type { SignInMethod } from './session-repository';

export interface MemberWithPassword {
  readonly member: Member;
  /** Null for a member who signs in at an identity provider only: no password opens it. */
  readonly passwordHash: string | null;
}

export abstract class MemberRepository {
  /** By e-mail without regard to case. */
  abstract findByEmail(email: string): Promise<MemberWithPassword | null>;
  abstract find(agencyId: string, memberId: string): Promise<Member | null>;
  abstract add(member: Member, passwordHash: string | null): Promise<void>;
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
  /** The storage's clock says since when; the first time counts. Nothing for the platform's own agency. */
  abstract setSuspended(agencyId: string, isSuspended: boolean): Promise<void>;
}

export abstract class PasswordHasher {
  /** Argon2id in PHC string format. */
  abstract hash(password: string): Promise<string>;
  /** Takes the same time for a wrong password and, with `null`, for an unknown member. */
  abstract verify(password: string, hash: string | null): Promise<boolean>;
}

export interface AccessClaims {
  readonly memberId: string;
  readonly agencyId: string;
  readonly familyId: string;
  readonly role: Role;
  readonly method: SignInMethod;
}

export abstract class AccessTokenIssuer {
  abstract issue(claims: AccessClaims): Promise<{ readonly token: string; readonly expiresAt: Date }>;
}
