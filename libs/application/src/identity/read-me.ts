import type { AccountScope, Agency, Member } from '@tributary/domain';
import type {
  AccessClaims,
  AgencyRepository,
  ClientAccounts,
  MemberRepository,
  SessionRepository,
} from '@tributary/ports';
import { Refusal } from '../refusal';

const SIGNED_OUT = 'You are signed out. Sign in again.';

export interface ReadMePorts {
  readonly members: MemberRepository;
  readonly agencies: AgencyRepository;
  readonly sessions: SessionRepository;
  readonly clients: ClientAccounts;
}

/** Who is asking. Read from the database on every request, so that a changed role counts at once. */
export class ReadMe {
  constructor(private readonly ports: ReadMePorts) {}

  /** @throws {Refusal} `session-ended` when the session, the member or the agency is gone. */
  async member(claims: Pick<AccessClaims, 'agencyId' | 'memberId' | 'familyId'>): Promise<Member> {
    const [isAlive, member] = await Promise.all([
      this.ports.sessions.isAlive(claims.agencyId, claims.familyId),
      this.ports.members.find(claims.agencyId, claims.memberId),
    ]);
    if (!isAlive || !member || member.isDisabled) throw new Refusal('session-ended', SIGNED_OUT);
    return member;
  }

  /** @throws {Refusal} `session-ended` when it is gone or suspended: its members' tokens end with their next request. */
  async agency(agencyId: string): Promise<Agency> {
    const agency = await this.ports.agencies.find(agencyId);
    if (agency?.suspendedAt !== null) throw new Refusal('session-ended', SIGNED_OUT);
    return agency;
  }

  /** The accounts of its clients for a client login, none when it has no client left; all of them for everybody else. */
  async scope({ agencyId, role, clientIds }: Member): Promise<AccountScope> {
    return role === 'client' ? this.ports.clients.accountsOf(agencyId, clientIds) : 'all';
  }
}
