import type { Member } from '@tributary/domain';
import type { MemberRepository } from '@tributary/ports';
import { Refusal } from '../refusal';

/** @throws {Refusal} `not-found`, the same for nobody and for a member of another agency. */
export async function memberOf(
  members: MemberRepository,
  agencyId: string,
  memberId: string,
): Promise<Member> {
  const member = await members.find(agencyId, memberId);
  if (!member) throw new Refusal('not-found', 'There is no such member.');
  return member;
}

/** @throws {Refusal} `forbidden` when an admin means an owner. */
export function mayManage(manager: Pick<Member, 'role'>, member: Pick<Member, 'role'>): void {
  if (member.role === 'owner' && manager.role !== 'owner') {
    throw new Refusal('forbidden', 'Only an owner can change the account of an owner.');
  }
}
