import type { MemberSessions, SessionKey } from '@tributary/ports';

/** Signs a member out everywhere but here. */
export class RevokeOtherSessions {
  constructor(private readonly sessions: MemberSessions) {}

  /** @returns how many sessions ended. */
  run(kept: SessionKey): Promise<number> {
    return this.sessions.revokeOthers(kept);
  }
}
