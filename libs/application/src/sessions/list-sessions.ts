import type { Member } from '@tributary/domain';
import type { MemberRepository, MemberSession, MemberSessions } from '@tributary/ports';
import { memberOf } from './member-of';

/** Where a member is signed in: for the member, and for whoever manages the team. */
export class ListSessions {
  constructor(
    private readonly members: MemberRepository,
    private readonly sessions: MemberSessions,
  ) {}

  /** @throws {Refusal} `not-found` for somebody who is no member of the agency. */
  async run(asker: Pick<Member, 'agencyId'>, memberId: string): Promise<readonly MemberSession[]> {
    const member = await memberOf(this.members, asker.agencyId, memberId);
    return this.sessions.list(member.agencyId, member.id);
  }
}
