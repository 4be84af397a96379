import type { Member } from '@tributary/domain';
import type { Clock } from '../../clock';
import type { MemberKey } from '../../second-factor';
import { TeamRepository, type MemberChange, type TeamMember, type TeamOutcome } from '../../team-repository';
import { hasClients, type ClientLookup } from './client-lookup';
import type { InMemoryMemberRepository } from './in-memory-identity';

const NOTED_AGAIN_MS = 5 * 60_000;

/** Over the same members as {@link InMemoryMemberRepository}. */
export class InMemoryTeamRepository extends TeamRepository {
  private readonly seen = new Map<string, Date>();

  constructor(
    private readonly members: InMemoryMemberRepository,
    private readonly clients: ClientLookup,
    private readonly clock: Clock,
  ) {
    super();
  }

  listOf(agencyId: string): Promise<readonly TeamMember[]> {
    const team = this.members.all().filter((member) => member.agencyId === agencyId);
    const sortKey = ({ name, id }: Member) => name.toLowerCase() + id;
    const listed = team.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    const joinedAt = this.clock.now();
    return Promise.resolve(
      listed.map((member) => ({ ...member, joinedAt, lastSeenAt: this.seenAt(member.id) })),
    );
  }

  async change(key: MemberKey, change: MemberChange): Promise<TeamOutcome> {
    const isKnown = await hasClients(this.clients, key.agencyId, change.clientIds ?? []);
    const member = await this.members.find(key.agencyId, key.memberId);
    if (!member) return 'unknown';
    if (!isKnown) return 'unknown-client';
    if (this.isLastOwner(member) && !isOwnerAtWork({ ...member, ...change })) return 'last-owner';
    this.members.change(member.id, change);
    return 'done';
  }

  async remove({ agencyId, memberId }: MemberKey): Promise<TeamOutcome> {
    const member = await this.members.find(agencyId, memberId);
    if (!member) return 'unknown';
    if (this.isLastOwner(member)) return 'last-owner';
    this.members.remove(memberId);
    return 'done';
  }

  async noteSeen({ agencyId, memberId }: MemberKey): Promise<void> {
    if (!(await this.members.find(agencyId, memberId))) return;
    const now = this.clock.now();
    const before = this.seen.get(memberId)?.getTime() ?? 0;
    if (now.getTime() - before >= NOTED_AGAIN_MS) this.seen.set(memberId, now);
  }

  seenAt(memberId: string): Date | null {
    return this.seen.get(memberId) ?? null;
  }

  private isLastOwner(member: Member): boolean {
    const others = this.members.all().filter(({ agencyId, id }) => {
      return agencyId === member.agencyId && id !== member.id;
    });
    return isOwnerAtWork(member) && !others.some(isOwnerAtWork);
  }
}

function isOwnerAtWork({ role, isDisabled }: Member): boolean {
  return role === 'owner' && !isDisabled;
}
