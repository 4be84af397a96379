import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Invitation } from '@tributary/domain';
import {
  type InvitationKey,
  InvitationRepository,
  type InvitationToken,
  type NewInvitation,
} from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';
import { hasClients } from './has-clients';
import { invitationOf, type InvitationRow, SELECT_INVITATIONS } from './invitation-row';

const FIND = new Statement<InvitationRow>(`${SELECT_INVITATIONS} and i.id = $2`);
const LIST = new Statement<InvitationRow>(`${SELECT_INVITATIONS} order by i.created_at desc, i.id`);

const REMOVE_TWIN = new Statement<object>(
  'delete from invitation where agency_id = $1 and lower(email) = lower($2)',
);

const ADD = new Statement<object>(`
  insert into invitation (agency_id, id, email, name, role, figures, invited_by, token_hash, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`);

const ADD_CLIENTS = new Statement<object>(`
  insert into invitation_client (agency_id, invitation_id, client_id) select distinct $1::uuid, $2::uuid, unnest($3::uuid[])`);

const RENEW = new Statement<object>(`
  update invitation set token_hash = $3, expires_at = $4, mailed_at = null where agency_id = $1 and id = $2`);

const MARK_MAILED = new Statement<object>(
  'update invitation set mailed_at = now() where agency_id = $1 and id = $2',
);

const REMOVE = new Statement<object>('delete from invitation where agency_id = $1 and id = $2 returning 1');

export class PostgresInvitationRepository extends InvitationRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async add(invitation: NewInvitation, tokenHash: string): Promise<Invitation | null> {
    const { agencyId, id, email, name, role, figures, invitedBy, clientIds, expiresAt } = invitation;
    return inAgency(this.orm, agencyId, async (em) => {
      if (!(await hasClients(em, agencyId, clientIds))) return null;
      await REMOVE_TWIN.run(em, [agencyId, email]);
      const until = expiresAt.toISOString();
      await ADD.run(em, [agencyId, id, email, name, role, figures, invitedBy, tokenHash, until]);
      await ADD_CLIENTS.run(em, [agencyId, id, clientIds]);
      return find(em, { agencyId, invitationId: id });
    });
  }

  async listOf(agencyId: string): Promise<readonly Invitation[]> {
    return (await inAgency(this.orm, agencyId, (em) => LIST.run(em, [agencyId]))).map(invitationOf);
  }

  renew(key: InvitationKey, { tokenHash, expiresAt }: InvitationToken): Promise<Invitation | null> {
    const { agencyId, invitationId } = key;
    return inAgency(this.orm, agencyId, async (em) => {
      await RENEW.run(em, [agencyId, invitationId, tokenHash, expiresAt.toISOString()]);
      return find(em, key);
    });
  }

  async markMailed({ agencyId, invitationId }: InvitationKey): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => MARK_MAILED.run(em, [agencyId, invitationId]));
  }

  async remove({ agencyId, invitationId }: InvitationKey): Promise<boolean> {
    const removed = await inAgency(this.orm, agencyId, (em) => REMOVE.run(em, [agencyId, invitationId]));
    return removed.length > 0;
  }
}

async function find(
  em: EntityManager,
  { agencyId, invitationId }: InvitationKey,
): Promise<Invitation | null> {
  const row = await FIND.first(em, [agencyId, invitationId]);
  return row && invitationOf(row);
}
