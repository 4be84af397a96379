import type { Agency, Member } from '@tributary/domain';
import type { SessionKey } from './session-repository';

/** Who stands behind an access token. */
export interface Presence {
  readonly member: Member;
  readonly agency: Agency;
  /** False after the session's sign-out, revocation, reuse or expiry. */
  readonly isAlive: boolean;
  /** The agency requires a second factor, and this member has none. */
  readonly lacksSecondFactor: boolean;
}

/** All that every request must know before it is let in, read at one instant. */
export abstract class PresenceReader {
  /** @returns null when there is no such member. */
  abstract find(key: SessionKey): Promise<Presence | null>;
}
