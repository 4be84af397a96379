import type { Invitation, Member } from '@tributary/domain';

export interface InvitationKey {
  readonly agencyId: string;
  readonly invitationId: string;
}

export type NewInvitation = Omit<Invitation, 'createdAt' | 'mailedAt'>;

export interface InvitationToken {
  /** SHA-256, hex. */
  readonly tokenHash: string;
  readonly expiresAt: Date;
}

/** Invitations that nobody has accepted yet, as the agency sees them. */
export abstract class InvitationRepository {
  /**
   * Takes the place of an earlier one of the agency to the same e-mail, in any case, whose token dies.
   * @returns null when the agency has not all of the clients; then nothing is stored.
   */
  abstract add(invitation: NewInvitation, tokenHash: string): Promise<Invitation | null>;
  /** The newest first, those included whose time is over. */
  abstract listOf(agencyId: string): Promise<readonly Invitation[]>;
  /** Gives it another token: the one before dies, and no mail went out yet. null when there is no such invitation. */
  abstract renew(key: InvitationKey, token: InvitationToken): Promise<Invitation | null>;
  abstract markMailed(key: InvitationKey): Promise<void>;
  /** @returns false when there was none. */
  abstract remove(key: InvitationKey): Promise<boolean>;
}

export type Acceptance = 'accepted' | 'gone' | 'email-taken';

/** The other side: whoever holds the token. */
export abstract class InvitationAcceptance {
  /** null for a token that is unknown, used, replaced or too old. */
  abstract find(tokenHash: string): Promise<Invitation | null>;
  /**
   * Uses the invitation up and adds the member, in one transaction: of two at once one is `gone`. With `email-taken`
   * (the e-mail signs in on this installation already) the invitation stays.
   */
  abstract accept(tokenHash: string, member: Member, passwordHash: string): Promise<Acceptance>;
}
