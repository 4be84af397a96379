import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Member } from '@tributary/domain';
import { MemberRepository, type MemberWithPassword } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';

const SELECT = `
  select m.id, m.agency_id as "agencyId", m.email, m.name, m.role, m.is_disabled as "isDisabled", m.figures,
    array(select c.client_id from member_client c where c.agency_id = m.agency_id and c.member_id = m.id
      order by 1) as "clientIds",
    m.password_hash as "passwordHash"
  from member m`;

type MemberRow = Member & { readonly passwordHash: string | null };

const KEY_BY_EMAIL = new Statement<{ agencyId: string; memberId: string }>(
  'select agency_id as "agencyId", member_id as "memberId" from directory.member_by_email($1)',
);

const FIND = new Statement<MemberRow>(`${SELECT} where m.agency_id = $1 and m.id = $2`);

const ADD = new Statement<object>(`
  insert into member (agency_id, id, email, name, role, figures, is_disabled, password_hash)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`);

const ADD_CLIENTS = new Statement<object>(`
  insert into member_client (agency_id, member_id, client_id) select $1, $2, unnest($3::uuid[])`);

const SET_PASSWORD = new Statement<object>(
  'update member set password_hash = $3 where agency_id = $1 and id = $2',
);

export class PostgresMemberRepository extends MemberRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async findByEmail(email: string): Promise<MemberWithPassword | null> {
    const key = await KEY_BY_EMAIL.first(this.orm.em.fork(), [email]);
    const row = key && (await this.read(key.agencyId, key.memberId));
    if (!row) return null;
    const { passwordHash, ...member } = row;
    return { member, passwordHash };
  }

  async find(agencyId: string, memberId: string): Promise<Member | null> {
    const row = await this.read(agencyId, memberId);
    if (!row) return null;
    const { passwordHash, ...member } = row;
    return member;
  }

  async setPasswordHash(agencyId: string, memberId: string, passwordHash: string): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => SET_PASSWORD.run(em, [agencyId, memberId, passwordHash]));
  }

  async add(member: Member, passwordHash: string | null): Promise<void> {
    await inAgency(this.orm, member.agencyId, (em) => insertMember(em, member, passwordHash));
  }

  private read(agencyId: string, memberId: string): Promise<MemberRow | null> {
    return inAgency(this.orm, agencyId, (em) => FIND.first(em, [agencyId, memberId]));
  }
}

/** In the transaction of the member's agency. */
export async function insertMember(
  em: EntityManager,
  member: Member,
  passwordHash: string | null,
): Promise<void> {
  const { agencyId, id, email, name, role, figures, isDisabled, clientIds } = member;
  await ADD.run(em, [agencyId, id, email, name, role, figures, isDisabled, passwordHash]);
  await ADD_CLIENTS.run(em, [agencyId, id, clientIds]);
}
