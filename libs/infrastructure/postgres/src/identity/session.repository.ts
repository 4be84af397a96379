import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { type RefreshSession, SessionRepository } from '@tributary/ports';
import { instant, Statement } from '../statement';

interface SessionRow {
  readonly id: string;
  readonly familyId: string;
  readonly agencyId: string;
  readonly memberId: string;
  readonly isUsed: boolean;
  readonly isOver: boolean;
}

const ADD = new Statement<{ expiresAt: string }>(`
  insert into refresh_session (agency_id, id, family_id, member_id, token_hash, expires_at)
  values ($1, $2, $3, $4, $5, $6)
  returning expires_at as "expiresAt"`);

/** Locked: of two requests with one token the second sees it used. */
const LOCK = new Statement<SessionRow>(`
  select id, family_id as "familyId", agency_id as "agencyId", member_id as "memberId",
    used_at is not null as "isUsed", revoked_at is not null or expires_at <= now() as "isOver"
  from refresh_session where token_hash = $1 for update`);

const USE_UP = new Statement<object>(
  'update refresh_session set used_at = now() where agency_id = $1 and id = $2',
);

const REVOKE = new Statement<object>(`
  update refresh_session set revoked_at = now()
  where agency_id = $1 and family_id = $2 and revoked_at is null`);

const REVOKE_FAMILY_OF = new Statement<object>(`
  update refresh_session s set revoked_at = now()
  from refresh_session known
  where known.token_hash = $1 and s.agency_id = known.agency_id and s.family_id = known.family_id
    and s.revoked_at is null`);

const REVOKE_ALL_OF = new Statement<object>(`
  update refresh_session set revoked_at = now()
  where agency_id = $1 and member_id = $2 and revoked_at is null`);

const ALIVE = new Statement<object>(`
  select 1 from refresh_session
  where agency_id = $1 and family_id = $2 and used_at is null and revoked_at is null and expires_at > now()
  limit 1`);

export class PostgresSessionRepository extends SessionRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async add(session: RefreshSession): Promise<void> {
    await insert(this.orm.em.fork(), session);
  }

  rotate(
    tokenHash: string,
    next: Pick<RefreshSession, 'id' | 'tokenHash' | 'expiresAt'>,
  ): Promise<RefreshSession | null> {
    return this.orm.em.fork().transactional(async (em) => {
      const current = await LOCK.first(em, [tokenHash]);
      if (!current) return null;
      const { agencyId, memberId, familyId } = current;
      if (current.isUsed) {
        await REVOKE.run(em, [agencyId, familyId]);
        return null;
      }
      if (current.isOver) return null;
      await USE_UP.run(em, [agencyId, current.id]);
      return insert(em, { ...next, agencyId, memberId, familyId });
    });
  }

  async revokeFamily(tokenHash: string): Promise<void> {
    await REVOKE_FAMILY_OF.run(this.orm.em.fork(), [tokenHash]);
  }

  async revokeAllOf(agencyId: string, memberId: string): Promise<void> {
    await REVOKE_ALL_OF.run(this.orm.em.fork(), [agencyId, memberId]);
  }

  async isAlive(agencyId: string, familyId: string): Promise<boolean> {
    return (await ALIVE.first(this.orm.em.fork(), [agencyId, familyId])) !== null;
  }
}

async function insert(em: EntityManager, session: RefreshSession): Promise<RefreshSession> {
  const { agencyId, id, familyId, memberId, tokenHash, expiresAt } = session;
  const row = await ADD.first(em, [agencyId, id, familyId, memberId, tokenHash, expiresAt.toISOString()]);
  return { ...session, expiresAt: row ? instant(row.expiresAt) : expiresAt };
}
