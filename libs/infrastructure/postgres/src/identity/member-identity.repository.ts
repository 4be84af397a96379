import type { MikroORM } from '@mikro-orm/postgresql';
import type { Member } from '@tributary/domain';
import { MemberIdentityRepository, type MemberKey, type ProviderSubject } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency, inNoAgency } from '../tenancy';
import { addMemberUnlessTaken } from './member-rows';

const FIND = new Statement<MemberKey>(`
  select agency_id as "agencyId", member_id as "memberId" from directory.member_by_identity($1, $2)`);

const LINK = new Statement<object>(`
  insert into member_identity (agency_id, member_id, issuer, subject) values ($1, $2, $3, $4)
  on conflict do nothing returning 1`);

const CHANGE_ROLE = new Statement<object>(
  'update member set role = $3, figures = $4 where agency_id = $1 and id = $2',
);

const KEEP_CLIENTS = new Statement<object>(
  'delete from member_client where agency_id = $1 and member_id = $2 and client_id <> all($3::uuid[])',
);

export class PostgresMemberIdentityRepository extends MemberIdentityRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  find({ issuer, subject }: ProviderSubject): Promise<MemberKey | null> {
    return FIND.first(inNoAgency(this.orm), [issuer, subject]);
  }

  async link({ issuer, subject }: ProviderSubject, { agencyId, memberId }: MemberKey): Promise<boolean> {
    const row = await inAgency(this.orm, agencyId, (em) =>
      LINK.first(em, [agencyId, memberId, issuer, subject]),
    );
    return row !== null;
  }

  async addMember(member: Member, { issuer, subject }: ProviderSubject): Promise<boolean> {
    try {
      return await inAgency(this.orm, member.agencyId, async (em) => {
        if (!(await addMemberUnlessTaken(em, member, null))) return false;
        if (await LINK.first(em, [member.agencyId, member.id, issuer, subject])) return true;
        throw new PersonIsTaken();
      });
    } catch (error) {
      if (error instanceof PersonIsTaken) return false;
      throw error;
    }
  }

  async changeRole({ agencyId, id, role, figures, clientIds }: Member): Promise<void> {
    await inAgency(this.orm, agencyId, async (em) => {
      await CHANGE_ROLE.run(em, [agencyId, id, role, figures]);
      await KEEP_CLIENTS.run(em, [agencyId, id, clientIds]);
    });
  }
}

/** Takes the new member back with the transaction. */
class PersonIsTaken extends Error {}
