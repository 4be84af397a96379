import type { Member } from '@tributary/domain';
import type { ProviderSubject } from '../../identity-provider';
import { MemberIdentityRepository } from '../../member-identity-repository';
import type { MemberKey } from '../../second-factor';
import type { InMemoryMemberRepository } from './in-memory-identity';

type Link = ProviderSubject & MemberKey;

export class InMemoryMemberIdentityRepository extends MemberIdentityRepository {
  private readonly links: Link[] = [];

  constructor(private readonly members: InMemoryMemberRepository) {
    super();
  }

  find({ issuer, subject }: ProviderSubject): Promise<MemberKey | null> {
    const link = this.links.find((known) => known.issuer === issuer && known.subject === subject);
    return Promise.resolve(link ? { agencyId: link.agencyId, memberId: link.memberId } : null);
  }

  async link(person: ProviderSubject, { agencyId, memberId }: MemberKey): Promise<boolean> {
    const isTaken = (known: Link) => known.issuer === person.issuer && known.memberId === memberId;
    if (this.links.some(isTaken) || (await this.find(person))) return false;
    const { issuer, subject } = person;
    this.links.push({ issuer, subject, agencyId, memberId });
    return true;
  }

  async addMember(member: Member, person: ProviderSubject): Promise<boolean> {
    if ((await this.members.findByEmail(member.email)) || (await this.find(person))) return false;
    await this.members.add(member, null);
    return this.link(person, { agencyId: member.agencyId, memberId: member.id });
  }

  async changeRole({ agencyId, id, role, clientIds, figures }: Member): Promise<void> {
    const found = await this.members.find(agencyId, id);
    if (found) this.members.change(id, { role, clientIds, figures });
  }
}
