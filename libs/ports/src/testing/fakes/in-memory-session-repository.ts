import type { Clock } from '../../clock';
import { SessionRepository, type RefreshSession } from '../../identity';

interface StoredSession extends RefreshSession {
  isUsed: boolean;
  isRevoked: boolean;
}

export class InMemorySessionRepository extends SessionRepository {
  /** By token hash. */
  private readonly sessions = new Map<string, StoredSession>();

  constructor(private readonly clock: Clock) {
    super();
  }

  add(session: RefreshSession): Promise<void> {
    this.sessions.set(session.tokenHash, { ...session, isUsed: false, isRevoked: false });
    return Promise.resolve();
  }

  async rotate(
    tokenHash: string,
    next: Pick<RefreshSession, 'id' | 'tokenHash' | 'expiresAt'>,
  ): Promise<RefreshSession | null> {
    const current = this.sessions.get(tokenHash);
    if (!current) return null;
    if (current.isUsed) {
      await this.revokeFamily(tokenHash);
      return null;
    }
    if (current.isRevoked || this.isExpired(current)) return null;
    current.isUsed = true;
    const { agencyId, memberId, familyId } = current;
    const successor = { ...next, agencyId, memberId, familyId };
    await this.add(successor);
    return successor;
  }

  revokeFamily(tokenHash: string): Promise<void> {
    const known = this.sessions.get(tokenHash);
    const family = known ? [...this.sessions.values()].filter((one) => one.familyId === known.familyId) : [];
    for (const session of family) session.isRevoked = true;
    return Promise.resolve();
  }

  revokeAllOf(agencyId: string, memberId: string): Promise<void> {
    for (const session of this.sessions.values()) {
      if (session.agencyId === agencyId && session.memberId === memberId) session.isRevoked = true;
    }
    return Promise.resolve();
  }

  isAlive(agencyId: string, familyId: string): Promise<boolean> {
    const isOpen = (session: StoredSession) =>
      session.agencyId === agencyId && session.familyId === familyId && !session.isUsed && !session.isRevoked;
    return Promise.resolve([...this.sessions.values()].some((one) => isOpen(one) && !this.isExpired(one)));
  }

  /** Everything that is stored, for specs that look for what must not be there. */
  get stored(): readonly RefreshSession[] {
    return [...this.sessions.values()];
  }

  private isExpired(session: RefreshSession): boolean {
    return session.expiresAt.getTime() <= this.clock.now().getTime();
  }
}
