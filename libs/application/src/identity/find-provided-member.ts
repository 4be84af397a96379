import { withMappedRole, type Agency, type Member, type RoleMap } from '@tributary/domain';
import type {
  AgencyRepository,
  IdentifierFactory,
  MemberIdentityRepository,
  MemberRepository,
  ProvidedPerson,
  SessionRepository,
} from '@tributary/ports';
import { ProviderSignInRefused } from './provider-sign-in-refused';

export interface ProvidedMemberPorts {
  readonly roles: RoleMap;
  readonly identities: MemberIdentityRepository;
  readonly members: MemberRepository;
  readonly agencies: AgencyRepository;
  readonly sessions: SessionRepository;
  readonly identifiers: IdentifierFactory;
}

/** How a person of the provider came to be this member: what is worth a line in the agency's trail. */
export interface ProvidedMember {
  readonly member: Member;
  /** Before the role was taken from the map anew; null for a member who is new. */
  readonly before: Member | null;
  readonly isNewHere: boolean;
}

/**
 * The member whom a person of the identity provider is. Linked once, by an e-mail address that the provider has
 * verified, and from then on known by the provider's own id. The role follows the person's groups at every sign-in.
 */
export class FindProvidedMember {
  constructor(private readonly ports: ProvidedMemberPorts) {}

  /** @throws {ProviderSignInRefused} */
  async run(person: ProvidedPerson): Promise<ProvidedMember> {
    const key = await this.ports.identities.find(person);
    if (key === null) return this.introduce(person);
    const member = await this.ports.members.find(key.agencyId, key.memberId);
    if (!member) throw new ProviderSignInRefused('not-allowed');
    await this.workingAgency(member.agencyId, member);
    return { member: await this.withRoleOfToday(member, person), before: member, isNewHere: false };
  }

  private async introduce(person: ProvidedPerson): Promise<ProvidedMember> {
    if (person.verifiedEmail === null) throw new ProviderSignInRefused('unverified');
    const found = await this.ports.members.findByEmail(person.verifiedEmail);
    return found ? this.link(found.member, person) : this.create(person, person.verifiedEmail);
  }

  private async link(member: Member, person: ProvidedPerson): Promise<ProvidedMember> {
    await this.workingAgency(member.agencyId, member);
    const isMapped = this.ports.roles.roleIn(member.agencyId, person.groups) !== null;
    const key = { agencyId: member.agencyId, memberId: member.id };
    // An address that changed hands at the provider: the member is somebody else there already.
    if (!isMapped || !(await this.ports.identities.link(person, key)))
      throw new ProviderSignInRefused('not-allowed', member);
    return { member: await this.withRoleOfToday(member, person), before: member, isNewHere: true };
  }

  private async create(person: ProvidedPerson, email: string): Promise<ProvidedMember> {
    const rule = this.ports.roles.first(person.groups);
    if (!rule) throw new ProviderSignInRefused('not-allowed');
    await this.workingAgency(rule.agencyId, null);
    const member: Member = {
      ...{ id: this.ports.identifiers.id(), agencyId: rule.agencyId, email, role: rule.role },
      name: person.name ?? email,
      ...{ isDisabled: false, clientIds: [], figures: 'money' },
    };
    if (!(await this.ports.identities.addMember(member, person)))
      throw new ProviderSignInRefused('not-allowed');
    return { member, before: null, isNewHere: true };
  }

  /** @throws {ProviderSignInRefused} also ends the sessions of whoever has lost their groups. */
  private async withRoleOfToday(member: Member, person: ProvidedPerson): Promise<Member> {
    const role = this.ports.roles.roleIn(member.agencyId, person.groups);
    if (role === null) {
      await this.ports.sessions.revokeAllOf(member.agencyId, member.id);
      throw new ProviderSignInRefused('not-allowed', member);
    }
    const today = withMappedRole(member, role);
    if (today !== member) await this.ports.identities.changeRole(today);
    return today;
  }

  /** The operator's own people never come in this way: whoever runs the provider must not run the installation too. */
  private async workingAgency(agencyId: string, member: Member | null): Promise<Agency> {
    const agency = await this.ports.agencies.find(agencyId);
    if (agency?.kind !== 'customer' || member?.isDisabled === true)
      throw new ProviderSignInRefused('not-allowed', member);
    if (agency.suspendedAt !== null) throw new ProviderSignInRefused('suspended', member);
    return agency;
  }
}
