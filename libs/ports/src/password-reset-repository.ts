import type { MemberKey } from './second-factor';

export interface PasswordReset extends MemberKey {
  readonly expiresAt: Date;
}

/** One open reset for each member, found by the hash of its token. */
export abstract class PasswordResetRepository {
  /** Takes the place of an earlier one of the member, whose token dies. */
  abstract add(reset: PasswordReset, tokenHash: string): Promise<void>;
  /** null for a token that is unknown, used, replaced or too old. */
  abstract find(tokenHash: string): Promise<MemberKey | null>;
  /**
   * Uses the token up, stores the password and ends every session of the member, in one transaction.
   * @returns false when the token is good for nothing any more.
   */
  abstract use(tokenHash: string, passwordHash: string): Promise<boolean>;
}
