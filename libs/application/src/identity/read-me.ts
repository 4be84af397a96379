import type { Agency, Member } from '@tributary/domain';
import type { AccessClaims, AgencyRepository, MemberRepository, SessionRepository } from '@tributary/ports';
import { Refusal } from '../refusal';

const SIGNED_OUT = 'You are signed out. Sign in again.';

/** Who is asking. Read from the database on every request, so that a changed role counts at once. */
export class ReadMe {
  constructor(
    private readonly members: MemberRepository,
    private readonly agencies: AgencyRepository,
    private readonly sessions: SessionRepository,
  ) {}

  /** @throws {Refusal} `session-ended` when the session, the member or the agency is gone. */
  async member(claims: Pick<AccessClaims, 'agencyId' | 'memberId' | 'familyId'>): Promise<Member> {
    const [isAlive, member] = await Promise.all([
      this.sessions.isAlive(claims.agencyId, claims.familyId),
      this.members.find(claims.agencyId, claims.memberId),
    ]);
    if (!isAlive || !member || member.isDisabled) throw new Refusal('session-ended', SIGNED_OUT);
    return member;
  }

  /** @throws {Refusal} `session-ended` when it is gone or suspended: its members' tokens end with their next request. */
  async agency(agencyId: string): Promise<Agency> {
    const agency = await this.agencies.find(agencyId);
    if (agency?.suspendedAt !== null) throw new Refusal('session-ended', SIGNED_OUT);
    return agency;
  }
}
