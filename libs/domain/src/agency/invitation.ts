import type { Access } from './access';

/** Somebody was asked to join an agency and has not answered. Its token is in a mail; only a hash of it is stored. */
export interface Invitation extends Access {
  readonly id: string;
  readonly agencyId: string;
  readonly email: string;
  /** As the inviter typed it; the person may choose another. */
  readonly name: string | null;
  /** Name of the member who invited, as it was then. */
  readonly invitedBy: string;
  readonly createdAt: Date;
  /** The link opens nothing from here on, but a new one can be sent. */
  readonly expiresAt: Date;
  /** When a mail with the link that counts went out; null when none did. */
  readonly mailedAt: Date | null;
}
