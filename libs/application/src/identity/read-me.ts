import type { AccountScope, Member } from '@tributary/domain';
import type { ClientAccounts, Presence, PresenceReader, SessionKey } from '@tributary/ports';
import { Refusal } from '../refusal';

const SIGNED_OUT = 'You are signed out. Sign in again.';

/** Who is asking. Read from the database on every request, so that a changed role counts at once. */
export class ReadMe {
  constructor(
    private readonly presences: PresenceReader,
    private readonly clients: ClientAccounts,
  ) {}

  /**
   * @throws {Refusal} `session-ended` when the session, the member or the agency is gone, the member disabled or the
   * agency suspended: tokens end with their next request.
   */
  async presence(key: SessionKey): Promise<Presence> {
    const presence = await this.presences.find(key);
    const isOver = !presence?.isAlive || presence.member.isDisabled || presence.agency.suspendedAt !== null;
    if (isOver) throw new Refusal('session-ended', SIGNED_OUT);
    return presence;
  }

  /** The accounts of its clients for a client login, none when it has no client left; all of them for everybody else. */
  async scope({ agencyId, role, clientIds }: Member): Promise<AccountScope> {
    return role === 'client' ? this.clients.accountsOf(agencyId, clientIds) : 'all';
  }
}
