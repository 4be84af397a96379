import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Member } from '@tributary/domain';
import {
  type MemberChange,
  type MemberKey,
  type TeamMember,
  type TeamOutcome,
  TeamRepository,
} from '@tributary/ports';
import { instant, instantOrNull, Statement } from '../statement';
import { inAgency } from '../tenancy';
import { hasClients } from './has-clients';
import { addClientsOf, MEMBER_FIELDS } from './member-rows';

type TeamRow = Member & { readonly joinedAt: string; readonly lastSeenAt: string | null };

const LIST = new Statement<TeamRow>(`
  select ${MEMBER_FIELDS}, m.created_at as "joinedAt", m.last_seen_at as "lastSeenAt"
  from member m where m.agency_id = $1 order by lower(m.name), m.id`);

/** Locked in one order: changes that could each take the last owner away are made one after the other. */
const LOCK_OWNERS = new Statement<{ id: string }>(`
  select id from member where agency_id = $1 and role = 'owner' and not is_disabled order by id for update`);

const LOCK = new Statement<Pick<Member, 'role' | 'isDisabled'>>(`
  select role, is_disabled as "isDisabled" from member where agency_id = $1 and id = $2 for update`);

const CHANGE = new Statement<object>(`
  update member
  set name = coalesce($3, name), role = coalesce($4, role), figures = coalesce($5, figures),
    is_disabled = coalesce($6::boolean, is_disabled)
  where agency_id = $1 and id = $2`);

const FORGET_CLIENTS = new Statement<object>(
  'delete from member_client where agency_id = $1 and member_id = $2',
);

const REMOVE = new Statement<object>('delete from member where agency_id = $1 and id = $2');

const NOTE_SEEN = new Statement<object>(`
  update member set last_seen_at = now()
  where agency_id = $1 and id = $2 and (last_seen_at is null or last_seen_at < now() - interval '5 minutes')`);

export class PostgresTeamRepository extends TeamRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async listOf(agencyId: string): Promise<readonly TeamMember[]> {
    const rows = await inAgency(this.orm, agencyId, (em) => LIST.run(em, [agencyId]));
    return rows.map((row) => ({
      ...row,
      joinedAt: instant(row.joinedAt),
      lastSeenAt: instantOrNull(row.lastSeenAt),
    }));
  }

  change(key: MemberKey, change: MemberChange): Promise<TeamOutcome> {
    return inAgency(this.orm, key.agencyId, async (em) => {
      const problem = await problemWith(em, key, change);
      if (problem) return problem;
      const { name = null, role = null, figures = null, isDisabled = null, clientIds } = change;
      await CHANGE.run(em, [key.agencyId, key.memberId, name, role, figures, isDisabled]);
      if (clientIds) {
        await FORGET_CLIENTS.run(em, [key.agencyId, key.memberId]);
        await addClientsOf(em, key, clientIds);
      }
      return 'done';
    });
  }

  remove(key: MemberKey): Promise<TeamOutcome> {
    return inAgency(this.orm, key.agencyId, async (em) => {
      const problem = await problemWith(em, key, { isDisabled: true });
      if (problem) return problem;
      await REMOVE.run(em, [key.agencyId, key.memberId]);
      return 'done';
    });
  }

  async noteSeen({ agencyId, memberId }: MemberKey): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => NOTE_SEEN.run(em, [agencyId, memberId]));
  }
}

async function problemWith(
  em: EntityManager,
  key: MemberKey,
  change: MemberChange,
): Promise<TeamOutcome | null> {
  const owners = await LOCK_OWNERS.run(em, [key.agencyId]);
  const member = await LOCK.first(em, [key.agencyId, key.memberId]);
  if (!member) return 'unknown';
  if (!(await hasClients(em, key.agencyId, change.clientIds ?? []))) return 'unknown-client';
  const isLast = owners.length === 1 && owners[0]?.id === key.memberId;
  return isLast && !isOwnerAtWork({ ...member, ...change }) ? 'last-owner' : null;
}

function isOwnerAtWork({ role, isDisabled }: Pick<Member, 'role' | 'isDisabled'>): boolean {
  return role === 'owner' && !isDisabled;
}
