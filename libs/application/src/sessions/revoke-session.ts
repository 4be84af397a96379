import type { Member } from '@tributary/domain';
import type { MemberRepository, MemberSessions, SessionOrigin } from '@tributary/ports';
import type { SignInJournal } from '../identity/sign-in-journal';
import { Refusal } from '../refusal';
import { mayManage, memberOf } from './member-of';

export interface SessionOfMember {
  readonly memberId: string;
  readonly sessionId: string;
  readonly origin: SessionOrigin;
}

/** Ends one session, of oneself or of a member of the own team. Its access token is refused from the next request on. */
export class RevokeSession {
  constructor(
    private readonly members: MemberRepository,
    private readonly sessions: MemberSessions,
    private readonly journal: SignInJournal,
  ) {}

  /** @throws {Refusal} `not-found`; `forbidden` when an admin means an owner. */
  async run(asker: Member, { memberId, sessionId, origin }: SessionOfMember): Promise<void> {
    const { agencyId } = asker;
    const member = await memberOf(this.members, agencyId, memberId);
    mayManage(asker, member);
    if (!(await this.sessions.revoke({ agencyId, memberId, familyId: sessionId })))
      throw new Refusal('not-found', 'There is no such session any more.');
    this.journal.tell('session.revoke', member, origin);
  }
}
