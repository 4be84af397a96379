import type { MemberSessions, SessionKey, SessionOrigin } from '@tributary/ports';
import type { SignInJournal } from '../identity/sign-in-journal';

/** Signs a member out everywhere but here. */
export class RevokeOtherSessions {
  constructor(
    private readonly sessions: MemberSessions,
    private readonly journal: SignInJournal,
  ) {}

  /** @returns how many sessions ended. */
  async run(kept: SessionKey, origin: SessionOrigin): Promise<number> {
    const revoked = await this.sessions.revokeOthers(kept);
    this.journal.tell('session.revoke-others', { agencyId: kept.agencyId, id: kept.memberId }, origin);
    return revoked;
  }
}
