import type { Member } from '@tributary/domain';
import type { MemberRepository, MemberSessions } from '@tributary/ports';
import { Refusal } from '../refusal';
import { mayManage, memberOf } from './member-of';

export interface SessionOfMember {
  readonly memberId: string;
  readonly sessionId: string;
}

/** Ends one session, of oneself or of a member of the own team. Its access token is refused from the next request on. */
export class RevokeSession {
  constructor(
    private readonly members: MemberRepository,
    private readonly sessions: MemberSessions,
  ) {}

  /** @throws {Refusal} `not-found`; `forbidden` when an admin means an owner. */
  async run(asker: Member, { memberId, sessionId }: SessionOfMember): Promise<void> {
    const { agencyId } = asker;
    mayManage(asker, await memberOf(this.members, agencyId, memberId));
    if (await this.sessions.revoke({ agencyId, memberId, familyId: sessionId })) return;
    throw new Refusal('not-found', 'There is no such session any more.');
  }
}
