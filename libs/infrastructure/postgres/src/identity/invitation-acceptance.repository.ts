import type { MikroORM } from '@mikro-orm/postgresql';
import type { Invitation, Member } from '@tributary/domain';
import { type Acceptance, InvitationAcceptance } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency, inNoAgency } from '../tenancy';
import { invitationOf, type InvitationRow, SELECT_INVITATIONS } from './invitation-row';
import { addMemberUnlessTaken } from './member-rows';

const AGENCY_OF = new Statement<{ agencyId: string | null }>(
  'select directory.agency_of_invitation($1) as "agencyId"',
);

const OPEN = `${SELECT_INVITATIONS} and i.token_hash = $2 and i.expires_at > now()`;
const FIND = new Statement<InvitationRow>(OPEN);
/** Locked: of two who accept at once the second finds it gone. */
const LOCK = new Statement<InvitationRow>(`${OPEN} for update of i`);

const REMOVE = new Statement<object>('delete from invitation where agency_id = $1 and id = $2');

export class PostgresInvitationAcceptance extends InvitationAcceptance {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async find(tokenHash: string): Promise<Invitation | null> {
    const agencyId = await this.agencyOf(tokenHash);
    if (agencyId === null) return null;
    const row = await inAgency(this.orm, agencyId, (em) => FIND.first(em, [agencyId, tokenHash]));
    return row && invitationOf(row);
  }

  async accept(tokenHash: string, member: Member, passwordHash: string): Promise<Acceptance> {
    const agencyId = await this.agencyOf(tokenHash);
    if (agencyId === null) return 'gone';
    return inAgency(this.orm, agencyId, async (em) => {
      const open = await LOCK.first(em, [agencyId, tokenHash]);
      if (!open) return 'gone';
      if (!(await addMemberUnlessTaken(em, member, passwordHash))) return 'email-taken';
      await REMOVE.run(em, [agencyId, open.id]);
      return 'accepted';
    });
  }

  /** Before any agency is known: the link names nothing but its token. */
  private async agencyOf(tokenHash: string): Promise<string | null> {
    return (await AGENCY_OF.first(inNoAgency(this.orm), [tokenHash]))?.agencyId ?? null;
  }
}
