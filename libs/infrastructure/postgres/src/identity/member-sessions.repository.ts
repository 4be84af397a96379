import type { MikroORM } from '@mikro-orm/postgresql';
import { type MemberSession, MemberSessions, type SessionKey } from '@tributary/ports';
import { instant, Statement } from '../statement';
import { inAgency } from '../tenancy';

interface FamilyRow extends Pick<MemberSession, 'id' | 'method'> {
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly endsAt: string;
}

const IS_ALIVE = `
  f.revoked_at is null and f.ends_at > now() and exists (
    select 1 from refresh_session s
    where s.agency_id = f.agency_id and s.family_id = f.id and s.used_at is null and s.expires_at > now())`;

const LIST = new Statement<FamilyRow>(`
  select f.id, f.method, f.address, f.user_agent as "userAgent", f.created_at as "createdAt",
    f.last_used_at as "lastUsedAt", f.ends_at as "endsAt"
  from session_family f
  where f.agency_id = $1 and f.member_id = $2 and ${IS_ALIVE}
  order by f.last_used_at desc, f.id`);

const REVOKE = new Statement<object>(`
  update session_family f set revoked_at = now()
  where f.agency_id = $1 and f.member_id = $2 and f.id = $3 and ${IS_ALIVE}
  returning 1`);

const REVOKE_OTHERS = new Statement<object>(`
  update session_family f set revoked_at = now()
  where f.agency_id = $1 and f.member_id = $2 and f.id <> $3 and ${IS_ALIVE}
  returning 1`);

const FORGET = new Statement<object>(`
  delete from session_family where agency_id = $1 and least(revoked_at, ends_at) < $2 returning 1`);

export class PostgresMemberSessions extends MemberSessions {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async list(agencyId: string, memberId: string): Promise<readonly MemberSession[]> {
    const rows = await inAgency(this.orm, agencyId, (em) => LIST.run(em, [agencyId, memberId]));
    return rows.map(({ id, method, address, userAgent, ...moments }) => ({
      ...{ id, method, origin: { address, userAgent } },
      createdAt: instant(moments.createdAt),
      lastUsedAt: instant(moments.lastUsedAt),
      endsAt: instant(moments.endsAt),
    }));
  }

  async revoke({ agencyId, memberId, familyId }: SessionKey): Promise<boolean> {
    const key = [agencyId, memberId, familyId];
    return (await inAgency(this.orm, agencyId, (em) => REVOKE.run(em, key))).length > 0;
  }

  async revokeOthers({ agencyId, memberId, familyId }: SessionKey): Promise<number> {
    const key = [agencyId, memberId, familyId];
    return (await inAgency(this.orm, agencyId, (em) => REVOKE_OTHERS.run(em, key))).length;
  }

  async forgetEnded(agencyId: string, before: Date): Promise<number> {
    const old = [agencyId, before.toISOString()];
    return (await inAgency(this.orm, agencyId, (em) => FORGET.run(em, old))).length;
  }
}
