import { rolesGivenBy, type AgencyRole, type FigureView, type Member } from '@tributary/domain';
import type {
  MemberChange,
  MemberRepository,
  SessionRepository,
  TeamOutcome,
  TeamRepository,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import { mayManage, memberOf } from '../sessions/member-of';
import { accessGiven, unknownClient, type AskedAccess } from './access-given';

/** What is left out stays. */
export interface AskedMemberChange {
  readonly role?: AgencyRole;
  readonly clientIds?: readonly string[];
  readonly figures?: FigureView;
  readonly isDisabled?: boolean;
}

interface Ports {
  readonly team: TeamRepository;
  readonly members: MemberRepository;
  readonly sessions: SessionRepository;
}

/** Gives a member another role, or keeps one out and lets them in again. It counts from the member's next request on. */
export class ChangeMember {
  constructor(private readonly ports: Ports) {}

  /** @throws {Refusal} `not-found`, `forbidden`, `invalid-input`; `not-possible-now` for the last owner. */
  async run(manager: Member, memberId: string, asked: AskedMemberChange): Promise<void> {
    const { team, sessions } = this.ports;
    const member = await managed(this.ports.members, manager, memberId);
    const key = { agencyId: manager.agencyId, memberId };
    refuseUnlessDone(await team.change(key, changeOf(manager, member, asked)));
    if (asked.isDisabled) await sessions.revokeAllOf(key.agencyId, memberId);
  }
}

/** Takes somebody out of the agency, signed in or not. */
export class RemoveMember {
  constructor(private readonly ports: Pick<Ports, 'team' | 'members'>) {}

  /** @throws {Refusal} `not-found`, `forbidden`; `not-possible-now` for the last owner. */
  async run(manager: Member, memberId: string): Promise<void> {
    await managed(this.ports.members, manager, memberId);
    refuseUnlessDone(await this.ports.team.remove({ agencyId: manager.agencyId, memberId }));
  }
}

/** Nobody changes themselves: an admin who could would keep what a colleague is about to take away. */
async function managed(members: MemberRepository, manager: Member, memberId: string): Promise<Member> {
  const member = await memberOf(members, manager.agencyId, memberId);
  mayManage(manager, member);
  if (member.id === manager.id)
    throw new Refusal('forbidden', 'Nobody changes their own role or access. Ask a colleague who can.');
  return member;
}

function changeOf(manager: Member, member: Member, asked: AskedMemberChange): MemberChange {
  const { isDisabled, ...access } = asked;
  const wanted: Partial<AskedAccess> = given(access);
  const isAboutAccess = Object.keys(wanted).length > 0;
  return {
    ...(isDisabled !== undefined && { isDisabled }),
    ...(isAboutAccess && accessGiven(manager, { ...currentOf(manager, member, asked.role), ...wanted })),
  };
}

/** Without what was left out: it must not take the place of what is there. */
function given<T extends object>(asked: T): Partial<T> {
  const entries: [string, unknown][] = Object.entries(asked);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** A client login that stays one keeps what it sees; whoever becomes something else loses it. */
function currentOf(manager: Member, member: Member, role = roleOf(manager, member)) {
  return role === 'client' && member.role === 'client'
    ? { role, clientIds: member.clientIds, figures: member.figures }
    : { role };
}

/** @throws {Refusal} for a member of the platform, who has no role of an agency. */
function roleOf(manager: Member, { role }: Member): AgencyRole {
  const known = rolesGivenBy(manager.role).find((given) => given === role);
  if (known) return known;
  throw new Refusal('forbidden', 'The role of this member is not yours to change.');
}

function refuseUnlessDone(outcome: TeamOutcome): void {
  if (outcome === 'unknown') throw new Refusal('not-found', 'There is no such member.');
  if (outcome === 'unknown-client') throw unknownClient();
  if (outcome === 'last-owner') {
    const message = 'An agency needs an owner who can sign in. Make somebody else an owner first.';
    throw new Refusal('not-possible-now', message);
  }
}
