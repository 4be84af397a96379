import type { Member } from '@tributary/domain';
import type { AgencyRepository, MemberRepository, RefreshSession, SessionOrigin } from '@tributary/ports';
import { Refusal } from '../refusal';
import { nextRefresh, openedSession, type OpenedSession, type SessionPorts } from './open-session';
import type { SignInJournal } from './sign-in-journal';

/** Exchanges a refresh token for a new access token and the next refresh token. */
export class RefreshSessionToken {
  constructor(
    private readonly ports: SessionPorts & {
      readonly members: MemberRepository;
      readonly agencies: AgencyRepository;
      readonly journal: SignInJournal;
    },
  ) {}

  /**
   * @throws {Refusal} `session-ended` for unknown, expired, revoked and reused tokens, for disabled members and for
   * suspended agencies alike.
   */
  async run(refreshToken: string, origin: SessionOrigin): Promise<OpenedSession> {
    const { refreshToken: next, ...stored } = nextRefresh(this.ports);
    const tokenHash = this.ports.identifiers.fingerprint(refreshToken);
    const rotation = await this.ports.sessions.rotate(tokenHash, stored);
    if (rotation.outcome === 'reused')
      await this.ports.journal.ofSession(rotation.session, { name: 'session.reuse', origin });
    if (rotation.outcome !== 'rotated') throw ended();
    const { session } = rotation;
    const member = await this.memberAtWork(session);
    if (!member) throw ended();
    return openedSession(this.ports, { member, session, refreshToken: next });
  }

  private async memberAtWork(session: RefreshSession): Promise<Member | null> {
    const [member, agency] = await Promise.all([
      this.ports.members.find(session.agencyId, session.memberId),
      this.ports.agencies.find(session.agencyId),
    ]);
    return member?.isDisabled === false && agency?.suspendedAt === null ? member : null;
  }
}

function ended(): Refusal {
  return new Refusal('session-ended', 'You are signed out. Sign in again.');
}
