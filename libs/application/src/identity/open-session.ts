import type { Member } from '@tributary/domain';
import type {
  AccessTokenIssuer,
  AgencyRepository,
  Clock,
  IdentifierFactory,
  RefreshSession,
  SessionOrigin,
  SessionRepository,
  SignInMethod,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import type { SignInJournal } from './sign-in-journal';

const DAY = 86_400_000;
/** A session that nobody uses ends after this, */
export const REFRESH_LIFETIME_MS = 14 * DAY;
/** and any other after this: then the person proves anew who they are. */
export const SESSION_LIFETIME_MS = 30 * DAY;

const SUSPENDED = 'Your agency is suspended. Ask whoever runs this Tributary.';

export interface OpenedSession {
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  /** Goes into the HttpOnly cookie and nowhere else. */
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

export interface SessionPorts {
  readonly sessions: SessionRepository;
  readonly tokens: AccessTokenIssuer;
  readonly identifiers: IdentifierFactory;
  readonly clock: Clock;
}

/** How somebody proved who they are, and from where. */
export interface ProvenSignIn {
  readonly method: SignInMethod;
  readonly origin: SessionOrigin;
}

/** Opens a new family of refresh tokens and issues the first access token. */
export class OpenSession {
  constructor(
    private readonly ports: SessionPorts & {
      readonly agencies: AgencyRepository;
      readonly journal: SignInJournal;
    },
  ) {}

  /** Whoever comes here has proved who they are. @throws {Refusal} `forbidden` when the agency is suspended. */
  async run(member: Member, { method, origin }: ProvenSignIn): Promise<OpenedSession> {
    const agency = await this.ports.agencies.find(member.agencyId);
    if (agency?.suspendedAt !== null) throw new Refusal('forbidden', SUSPENDED);
    const { refreshToken, ...next } = nextRefresh(this.ports);
    const session: RefreshSession = {
      ...next,
      familyId: this.ports.identifiers.id(),
      agencyId: member.agencyId,
      memberId: member.id,
      method,
    };
    const endsAt = new Date(this.ports.clock.now().getTime() + SESSION_LIFETIME_MS);
    await this.ports.sessions.add(session, { origin, endsAt });
    await this.ports.journal.did(member, { name: 'session.open', origin, facts: { method } });
    return openedSession(this.ports, { member, session, refreshToken });
  }
}

/** A new refresh token with the hash that is stored in its place. */
export function nextRefresh(ports: SessionPorts) {
  const refreshToken = ports.identifiers.token();
  return {
    refreshToken,
    id: ports.identifiers.id(),
    tokenHash: ports.identifiers.fingerprint(refreshToken),
    expiresAt: new Date(ports.clock.now().getTime() + REFRESH_LIFETIME_MS),
  };
}

export async function openedSession(
  ports: SessionPorts,
  opened: { readonly member: Member; readonly session: RefreshSession; readonly refreshToken: string },
): Promise<OpenedSession> {
  const { member, session, refreshToken } = opened;
  const access = await ports.tokens.issue({
    memberId: member.id,
    agencyId: member.agencyId,
    familyId: session.familyId,
    role: member.role,
    method: session.method,
  });
  return {
    accessToken: access.token,
    accessExpiresAt: access.expiresAt,
    refreshToken,
    refreshExpiresAt: session.expiresAt,
  };
}
