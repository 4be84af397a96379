import type { MikroORM } from '@mikro-orm/postgresql';
import type { Member } from '@tributary/domain';
import { MemberRepository, type MemberWithPassword } from '@tributary/ports';
import { MemberSchema } from '../schemas/member.schema';
import { Statement } from '../statement';

const FIND_BY_EMAIL = new Statement<Member & { readonly passwordHash: string }>(`
  select id, agency_id as "agencyId", email, name, role, is_disabled as "isDisabled", password_hash as "passwordHash"
  from member where lower(email) = lower($1)`);

export class PostgresMemberRepository extends MemberRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async findByEmail(email: string): Promise<MemberWithPassword | null> {
    const row = await FIND_BY_EMAIL.first(this.orm.em.fork(), [email]);
    if (!row) return null;
    const { passwordHash, ...member } = row;
    return { member, passwordHash };
  }

  async find(agencyId: string, memberId: string): Promise<Member | null> {
    const row = await this.orm.em.fork().findOne(MemberSchema, { agencyId, id: memberId });
    if (!row) return null;
    const { id, email, name, role, isDisabled } = row;
    return { id, agencyId, email, name, role, isDisabled };
  }

  async setPasswordHash(agencyId: string, memberId: string, passwordHash: string): Promise<void> {
    await this.orm.em.fork().nativeUpdate(MemberSchema, { agencyId, id: memberId }, { passwordHash });
  }

  async add(member: Member, passwordHash: string): Promise<void> {
    await this.orm.em.fork().insert(MemberSchema, { ...member, passwordHash });
  }
}
