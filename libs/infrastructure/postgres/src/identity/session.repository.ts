import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import {
  type MemberKey,
  type NewFamily,
  type RefreshSession,
  type RefreshToken,
  type Rotation,
  type SessionKey,
  SessionRepository,
  type SignInMethod,
} from '@tributary/ports';
import { instant, Statement } from '../statement';
import { inAgency, inNoAgency } from '../tenancy';

interface SessionRow {
  readonly id: string;
  readonly familyId: string;
  readonly memberId: string;
  readonly method: SignInMethod;
  readonly isUsed: boolean;
  readonly isExpired: boolean;
  readonly isOver: boolean;
}

const AGENCY_OF = new Statement<{ agencyId: string | null }>(
  'select directory.agency_of_session($1) as "agencyId"',
);

const ADD_FAMILY = new Statement<object>(`
  insert into session_family (agency_id, id, member_id, method, address, user_agent, ends_at)
  values ($1, $2, $3, $4, $5, $6, $7)`);

const ADD = new Statement<{ expiresAt: string }>(`
  insert into refresh_session (agency_id, id, family_id, member_id, token_hash, expires_at)
  select agency_id, $3, id, member_id, $4, least($5::timestamptz, ends_at)
  from session_family where agency_id = $1 and id = $2
  returning expires_at as "expiresAt"`);

/** Locked: of two requests with one token the second sees it used. */
const LOCK = new Statement<SessionRow>(`
  select s.id, s.family_id as "familyId", f.member_id as "memberId", f.method,
    s.used_at is not null as "isUsed", s.expires_at <= now() as "isExpired",
    f.revoked_at is not null or f.ends_at <= now() as "isOver"
  from refresh_session s
  join session_family f on f.agency_id = s.agency_id and f.id = s.family_id
  where s.agency_id = $1 and s.token_hash = $2
  for update`);

const USE_UP = new Statement<object>(
  'update refresh_session set used_at = now() where agency_id = $1 and id = $2',
);

const TOUCH = new Statement<object>(
  'update session_family set last_used_at = now() where agency_id = $1 and id = $2',
);

const REVOKE = new Statement<object>(
  'update session_family set revoked_at = now() where agency_id = $1 and id = $2',
);

const REVOKE_FAMILY_OF = new Statement<SessionKey>(`
  update session_family f set revoked_at = now()
  from refresh_session known
  where known.agency_id = $1 and known.token_hash = $2 and f.agency_id = known.agency_id and f.id = known.family_id
    and f.revoked_at is null and f.ends_at > now()
  returning f.agency_id as "agencyId", f.member_id as "memberId", f.id as "familyId"`);

const REVOKE_ALL_OF = new Statement<object>(`
  update session_family set revoked_at = now()
  where agency_id = $1 and member_id = $2 and revoked_at is null`);

export class PostgresSessionRepository extends SessionRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async add(session: RefreshSession, { origin, endsAt }: NewFamily): Promise<void> {
    const { agencyId, familyId, memberId, method } = session;
    const { address, userAgent } = origin;
    await inAgency(this.orm, agencyId, async (em) => {
      const family = [agencyId, familyId, memberId, method, address, userAgent, endsAt.toISOString()];
      await ADD_FAMILY.run(em, family);
      await insert(em, session);
    });
  }

  async rotate(tokenHash: string, next: RefreshToken): Promise<Rotation> {
    const agencyId = await this.agencyOf(tokenHash);
    if (agencyId === null) return { outcome: 'unknown' };
    return inAgency(this.orm, agencyId, async (em) => {
      const current = await LOCK.first(em, [agencyId, tokenHash]);
      if (!current || current.isOver) return { outcome: 'unknown' };
      const { memberId, familyId, method } = current;
      if (current.isUsed) {
        await REVOKE.run(em, [agencyId, familyId]);
        return { outcome: 'reused', session: { agencyId, memberId, familyId } };
      }
      if (current.isExpired) return { outcome: 'unknown' };
      await USE_UP.run(em, [agencyId, current.id]);
      await TOUCH.run(em, [agencyId, familyId]);
      const session = await insert(em, { ...next, agencyId, memberId, familyId, method });
      return { outcome: 'rotated', session };
    });
  }

  async revokeFamily(tokenHash: string): Promise<SessionKey | null> {
    const agencyId = await this.agencyOf(tokenHash);
    if (agencyId === null) return null;
    return inAgency(this.orm, agencyId, (em) => REVOKE_FAMILY_OF.first(em, [agencyId, tokenHash]));
  }

  async revokeAllOf(agencyId: string, memberId: string): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => revokeAllOf(em, { agencyId, memberId }));
  }

  private async agencyOf(tokenHash: string): Promise<string | null> {
    return (await AGENCY_OF.first(inNoAgency(this.orm), [tokenHash]))?.agencyId ?? null;
  }
}

/** For a transaction that does more than this. */
export async function revokeAllOf(em: EntityManager, { agencyId, memberId }: MemberKey): Promise<void> {
  await REVOKE_ALL_OF.run(em, [agencyId, memberId]);
}

async function insert(em: EntityManager, session: RefreshSession): Promise<RefreshSession> {
  const { agencyId, id, familyId, tokenHash, expiresAt } = session;
  const row = await ADD.first(em, [agencyId, familyId, id, tokenHash, expiresAt.toISOString()]);
  return { ...session, expiresAt: row ? instant(row.expiresAt) : expiresAt };
}
