import type { EntityManager } from '@mikro-orm/postgresql';
import type { Member } from '@tributary/domain';
import type { MemberKey } from '@tributary/ports';
import { Statement } from '../statement';

/** Of a member `m`. */
export const MEMBER_FIELDS = `
  m.id, m.agency_id as "agencyId", m.email, m.name, m.role, m.is_disabled as "isDisabled", m.figures,
    array(select c.client_id from member_client c where c.agency_id = m.agency_id and c.member_id = m.id
      order by 1) as "clientIds"`;

const ADD = `
  insert into member (agency_id, id, email, name, role, figures, is_disabled, password_hash)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;

const ADD_OR_FAIL = new Statement<object>(ADD);
const ADD_UNLESS_TAKEN = new Statement<object>(`${ADD} on conflict (lower(email)) do nothing returning 1`);

const ADD_CLIENTS = new Statement<object>(`
  insert into member_client (agency_id, member_id, client_id) select distinct $1::uuid, $2::uuid, unnest($3::uuid[])`);

const SET_PASSWORD = new Statement<object>(
  'update member set password_hash = $3 where agency_id = $1 and id = $2',
);

/** @throws {Error} when the e-mail is a member already. */
export async function addMember(
  em: EntityManager,
  member: Member,
  passwordHash: string | null,
): Promise<void> {
  await ADD_OR_FAIL.run(em, parametersOf(member, passwordHash));
  await addClientsOf(em, keyOf(member), member.clientIds);
}

/** @returns false, without a change, when the e-mail is a member already. */
export async function addMemberUnlessTaken(
  em: EntityManager,
  member: Member,
  passwordHash: string | null,
): Promise<boolean> {
  if (!(await ADD_UNLESS_TAKEN.first(em, parametersOf(member, passwordHash)))) return false;
  await addClientsOf(em, keyOf(member), member.clientIds);
  return true;
}

export async function addClientsOf(
  em: EntityManager,
  { agencyId, memberId }: MemberKey,
  clientIds: readonly string[],
): Promise<void> {
  await ADD_CLIENTS.run(em, [agencyId, memberId, clientIds]);
}

export async function setPasswordHash(
  em: EntityManager,
  { agencyId, memberId }: MemberKey,
  passwordHash: string,
): Promise<void> {
  await SET_PASSWORD.run(em, [agencyId, memberId, passwordHash]);
}

function parametersOf(member: Member, passwordHash: string | null): readonly unknown[] {
  const { agencyId, id, email, name, role, figures, isDisabled } = member;
  return [agencyId, id, email, name, role, figures, isDisabled, passwordHash];
}

function keyOf({ agencyId, id }: Member): MemberKey {
  return { agencyId, memberId: id };
}
