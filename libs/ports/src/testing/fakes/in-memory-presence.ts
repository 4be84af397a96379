import type { AgencyRepository, MemberRepository } from '../../identity';
import { PresenceReader, type Presence } from '../../presence';
import type { SessionKey } from '../../session-repository';
import type { InMemorySecondFactorPolicy } from './in-memory-second-factors';
import type { InMemorySessionRepository } from './in-memory-session-repository';

export interface PresenceParts {
  readonly members: MemberRepository;
  readonly agencies: AgencyRepository;
  readonly sessions: InMemorySessionRepository;
  readonly policy: InMemorySecondFactorPolicy;
}

export class InMemoryPresence extends PresenceReader {
  constructor(private readonly parts: PresenceParts) {
    super();
  }

  async find({ agencyId, memberId, familyId }: SessionKey): Promise<Presence | null> {
    const { members, agencies, sessions, policy } = this.parts;
    const [member, agency] = [await members.find(agencyId, memberId), await agencies.find(agencyId)];
    if (!member || !agency) return null;
    const isAlive = sessions.aliveOf(agencyId, memberId).some((family) => family.familyId === familyId);
    return { member, agency, isAlive, lacksSecondFactor: policy.isLacking({ agencyId, memberId }) };
  }
}
