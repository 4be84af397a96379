import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { type RefreshSession, SessionRepository } from '@tributary/ports';
import { instant, Statement } from '../statement';
import { inAgency } from '../tenancy';

interface SessionRow {
  readonly id: string;
  readonly familyId: string;
  readonly memberId: string;
  readonly isUsed: boolean;
  readonly isOver: boolean;
}

const ADD = new Statement<{ expiresAt: string }>(`
  insert into refresh_session (agency_id, id, family_id, member_id, token_hash, expires_at)
  values ($1, $2, $3, $4, $5, $6)
  returning expires_at as "expiresAt"`);

const AGENCY_OF = new Statement<{ agencyId: string }>(
  'select agency_id as "agencyId" from refresh_session where token_hash = $1',
);

/** Locked: of two requests with one token the second sees it used. */
const LOCK = new Statement<SessionRow>(`
  select id, family_id as "familyId", member_id as "memberId",
    used_at is not null as "isUsed", revoked_at is not null or expires_at <= now() as "isOver"
  from refresh_session where agency_id = $1 and token_hash = $2 for update`);

const USE_UP = new Statement<object>(
  'update refresh_session set used_at = now() where agency_id = $1 and id = $2',
);

const REVOKE = new Statement<object>(`
  update refresh_session set revoked_at = now()
  where agency_id = $1 and family_id = $2 and revoked_at is null`);

const REVOKE_FAMILY_OF = new Statement<object>(`
  update refresh_session s set revoked_at = now()
  from refresh_session known
  where known.agency_id = $1 and known.token_hash = $2 and s.agency_id = $1 and s.family_id = known.family_id
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
    await inAgency(this.orm, session.agencyId, (em) => insert(em, session));
  }

  async rotate(
    tokenHash: string,
    next: Pick<RefreshSession, 'id' | 'tokenHash' | 'expiresAt'>,
  ): Promise<RefreshSession | null> {
    const agencyId = await this.agencyOf(tokenHash);
    if (agencyId === null) return null;
    return inAgency(this.orm, agencyId, async (em) => {
      const current = await LOCK.first(em, [agencyId, tokenHash]);
      if (!current) return null;
      const { memberId, familyId } = current;
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
    const agencyId = await this.agencyOf(tokenHash);
    if (agencyId === null) return;
    await inAgency(this.orm, agencyId, (em) => REVOKE_FAMILY_OF.run(em, [agencyId, tokenHash]));
  }

  async revokeAllOf(agencyId: string, memberId: string): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => REVOKE_ALL_OF.run(em, [agencyId, memberId]));
  }

  async isAlive(agencyId: string, familyId: string): Promise<boolean> {
    return (await inAgency(this.orm, agencyId, (em) => ALIVE.first(em, [agencyId, familyId]))) !== null;
  }

  /** Before any agency is known. */
  private async agencyOf(tokenHash: string): Promise<string | null> {
    const known = await AGENCY_OF.first(this.orm.em.fork(), [tokenHash]);
    return known?.agencyId ?? null;
  }
}

async function insert(em: EntityManager, session: RefreshSession): Promise<RefreshSession> {
  const { agencyId, id, familyId, memberId, tokenHash, expiresAt } = session;
  const row = await ADD.first(em, [agencyId, id, familyId, memberId, tokenHash, expiresAt.toISOString()]);
  return { ...session, expiresAt: row ? instant(row.expiresAt) : expiresAt };
}
