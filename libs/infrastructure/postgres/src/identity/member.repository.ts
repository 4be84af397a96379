import type { MikroORM } from '@mikro-orm/postgresql';
import type { Member } from '@tributary/domain';
import { MemberRepository, type MemberWithPassword } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency, inNoAgency } from '../tenancy';
import { addMember, MEMBER_FIELDS, setPasswordHash } from './member-rows';

const SELECT = `select ${MEMBER_FIELDS}, m.password_hash as "passwordHash" from member m`;

type MemberRow = Member & { readonly passwordHash: string | null };

const KEY_BY_EMAIL = new Statement<{ agencyId: string; memberId: string }>(
  'select agency_id as "agencyId", member_id as "memberId" from directory.member_by_email($1)',
);

const NIL = '00000000-0000-0000-0000-000000000000';
const NOBODY = { agencyId: NIL, memberId: NIL };

const FIND = new Statement<MemberRow>(`${SELECT} where m.agency_id = $1 and m.id = $2`);

export class PostgresMemberRepository extends MemberRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  /** Looks as long for somebody unknown: time must not tell who has an account. */
  async findByEmail(email: string): Promise<MemberWithPassword | null> {
    const key = (await KEY_BY_EMAIL.first(inNoAgency(this.orm), [email])) ?? NOBODY;
    const row = await this.read(key.agencyId, key.memberId);
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
    await inAgency(this.orm, agencyId, (em) => setPasswordHash(em, { agencyId, memberId }, passwordHash));
  }

  async add(member: Member, passwordHash: string | null): Promise<void> {
    await inAgency(this.orm, member.agencyId, (em) => addMember(em, member, passwordHash));
  }

  private read(agencyId: string, memberId: string): Promise<MemberRow | null> {
    return inAgency(this.orm, agencyId, (em) => FIND.first(em, [agencyId, memberId]));
  }
}
