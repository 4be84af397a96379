import type { Clock } from '../../clock';
import {
  MemberSessions,
  SessionRepository,
  type MemberSession,
  type NewFamily,
  type RefreshSession,
  type RefreshToken,
  type Rotation,
  type SessionKey,
} from '../../session-repository';

type StoredToken = RefreshSession & { isUsed: boolean };

interface StoredFamily extends NewFamily, SessionKey {
  readonly method: RefreshSession['method'];
  readonly createdAt: Date;
  lastUsedAt: Date;
  revokedAt: Date | null;
}

/** Both session ports over one storage, each as a repository of its own. */
export class InMemorySessionRepository extends SessionRepository {
  /** By token hash. */
  private readonly tokens = new Map<string, StoredToken>();
  private readonly families = new Map<string, StoredFamily>();

  constructor(private readonly clock: Clock) {
    super();
  }

  add(session: RefreshSession, family: NewFamily): Promise<void> {
    const { agencyId, memberId, familyId, method } = session;
    const now = this.clock.now();
    const opened = { ...family, agencyId, memberId, familyId, method };
    this.families.set(familyId, { ...opened, createdAt: now, lastUsedAt: now, revokedAt: null });
    this.store(session);
    return Promise.resolve();
  }

  rotate(tokenHash: string, next: RefreshToken): Promise<Rotation> {
    const current = this.tokens.get(tokenHash);
    const family = current && this.families.get(current.familyId);
    if (!family || this.isOver(family)) return Promise.resolve({ outcome: 'unknown' });
    if (current.isUsed) {
      family.revokedAt = this.clock.now();
      return Promise.resolve({ outcome: 'reused', session: keyOf(family) });
    }
    if (this.isPast(current.expiresAt)) return Promise.resolve({ outcome: 'unknown' });
    current.isUsed = true;
    family.lastUsedAt = this.clock.now();
    const session = this.store({ ...next, ...keyOf(family), method: family.method });
    return Promise.resolve({ outcome: 'rotated', session });
  }

  revokeFamily(tokenHash: string): Promise<SessionKey | null> {
    const family = this.families.get(this.tokens.get(tokenHash)?.familyId ?? '');
    if (!family || this.isOver(family)) return Promise.resolve(null);
    family.revokedAt = this.clock.now();
    return Promise.resolve(keyOf(family));
  }

  revokeAllOf(agencyId: string, memberId: string): Promise<void> {
    for (const family of this.aliveOf(agencyId, memberId)) family.revokedAt = this.clock.now();
    return Promise.resolve();
  }

  /** Everything that is stored, for specs that look for what must not be there. */
  get stored(): readonly RefreshSession[] {
    return [...this.tokens.values()];
  }

  get familyCount(): number {
    return this.families.size;
  }

  /** What {@link InMemoryMemberSessions} and `InMemoryPresence` see. */
  aliveOf(agencyId: string, memberId: string): readonly StoredFamily[] {
    return [...this.families.values()].filter(
      (family) => family.agencyId === agencyId && family.memberId === memberId && this.canGoOn(family),
    );
  }

  forget(agencyId: string, before: Date): number {
    const isOld = ({ endsAt, revokedAt }: StoredFamily) =>
      Math.min(endsAt.getTime(), revokedAt?.getTime() ?? Infinity) < before.getTime();
    const old = [...this.families.values()].filter((one) => one.agencyId === agencyId && isOld(one));
    for (const { familyId } of old) this.families.delete(familyId);
    return old.length;
  }

  revokeOne(family: StoredFamily): void {
    family.revokedAt = this.clock.now();
  }

  private store(session: RefreshSession): RefreshSession {
    const end = this.families.get(session.familyId)?.endsAt ?? session.expiresAt;
    const expiresAt = end < session.expiresAt ? end : session.expiresAt;
    const stored = { ...session, expiresAt };
    this.tokens.set(session.tokenHash, { ...stored, isUsed: false });
    return stored;
  }

  private canGoOn(family: StoredFamily): boolean {
    const isOpen = (token: StoredToken) =>
      token.familyId === family.familyId && !token.isUsed && !this.isPast(token.expiresAt);
    return !this.isOver(family) && [...this.tokens.values()].some(isOpen);
  }

  private isOver({ revokedAt, endsAt }: StoredFamily): boolean {
    return revokedAt !== null || this.isPast(endsAt);
  }

  private isPast(moment: Date): boolean {
    return moment.getTime() <= this.clock.now().getTime();
  }
}

export class InMemoryMemberSessions extends MemberSessions {
  constructor(private readonly sessions: InMemorySessionRepository) {
    super();
  }

  list(agencyId: string, memberId: string): Promise<readonly MemberSession[]> {
    const alive = this.sessions.aliveOf(agencyId, memberId).map((family) => {
      const { familyId: id, method, origin, createdAt, lastUsedAt, endsAt } = family;
      return { id, method, origin, createdAt, lastUsedAt, endsAt };
    });
    return Promise.resolve(alive.toSorted((a, b) => b.lastUsedAt.getTime() - a.lastUsedAt.getTime()));
  }

  revoke({ agencyId, memberId, familyId }: SessionKey): Promise<boolean> {
    const family = this.sessions.aliveOf(agencyId, memberId).find((one) => one.familyId === familyId);
    if (family) this.sessions.revokeOne(family);
    return Promise.resolve(family !== undefined);
  }

  revokeOthers({ agencyId, memberId, familyId }: SessionKey): Promise<number> {
    const others = this.sessions.aliveOf(agencyId, memberId).filter((one) => one.familyId !== familyId);
    for (const family of others) this.sessions.revokeOne(family);
    return Promise.resolve(others.length);
  }

  forgetEnded(agencyId: string, before: Date): Promise<number> {
    return Promise.resolve(this.sessions.forget(agencyId, before));
  }
}

function keyOf({ agencyId, memberId, familyId }: StoredFamily): SessionKey {
  return { agencyId, memberId, familyId };
}
