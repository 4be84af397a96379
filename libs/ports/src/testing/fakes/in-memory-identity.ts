import type { Agency, Member } from '@tributary/domain';
import {
  AgencyRepository,
  type AgencySettings,
  MemberRepository,
  type MemberWithPassword,
} from '../../identity';

export class InMemoryMemberRepository extends MemberRepository {
  private readonly members: MemberWithPassword[] = [];

  findByEmail(email: string): Promise<MemberWithPassword | null> {
    const wanted = email.toLowerCase();
    return Promise.resolve(this.members.find(({ member }) => member.email.toLowerCase() === wanted) ?? null);
  }

  find(agencyId: string, memberId: string): Promise<Member | null> {
    const found = this.members.find(({ member }) => member.agencyId === agencyId && member.id === memberId);
    return Promise.resolve(found?.member ?? null);
  }

  async add(member: Member, passwordHash: string | null): Promise<void> {
    if (await this.findByEmail(member.email)) throw new Error('The e-mail is taken');
    this.members.push({ member, passwordHash });
  }

  setPasswordHash(agencyId: string, memberId: string, passwordHash: string): Promise<void> {
    const index = this.members.findIndex(
      ({ member }) => member.agencyId === agencyId && member.id === memberId,
    );
    const found = this.members[index];
    if (found) this.members[index] = { ...found, passwordHash };
    return Promise.resolve();
  }

  disable(memberId: string): void {
    this.change(memberId, { isDisabled: true });
  }

  /** Of every agency. */
  all(): readonly Member[] {
    return this.members.map(({ member }) => member);
  }

  change(memberId: string, change: Partial<Member>): void {
    const index = this.members.findIndex(({ member }) => member.id === memberId);
    const found = this.members[index];
    if (found) this.members[index] = { ...found, member: { ...found.member, ...change } };
  }

  remove(memberId: string): void {
    const index = this.members.findIndex(({ member }) => member.id === memberId);
    if (index >= 0) this.members.splice(index, 1);
  }
}

export class InMemoryAgencyRepository extends AgencyRepository {
  private readonly agencies = new Map<string, Agency>();
  private readonly createdAt = new Map<string, Date>();

  get all(): readonly (Agency & { readonly createdAt: Date })[] {
    const since = (id: string) => this.createdAt.get(id) ?? new Date();
    return [...this.agencies.values()].map((agency) => ({ ...agency, createdAt: since(agency.id) }));
  }

  listIds(): Promise<readonly string[]> {
    return Promise.resolve([...this.agencies.keys()]);
  }

  find(agencyId: string): Promise<Agency | null> {
    return Promise.resolve(this.agencies.get(agencyId) ?? null);
  }

  add(agency: Agency): Promise<void> {
    this.agencies.set(agency.id, agency);
    this.createdAt.set(agency.id, new Date());
    return Promise.resolve();
  }

  changeSettings(agencyId: string, settings: AgencySettings): Promise<void> {
    const agency = this.agencies.get(agencyId);
    if (agency) this.agencies.set(agencyId, { ...agency, ...settings });
    return Promise.resolve();
  }

  setSuspended(agencyId: string, isSuspended: boolean): Promise<void> {
    const agency = this.agencies.get(agencyId);
    if (agency?.kind !== 'customer') return Promise.resolve();
    const suspendedAt = isSuspended ? (agency.suspendedAt ?? new Date()) : null;
    this.agencies.set(agencyId, { ...agency, suspendedAt });
    return Promise.resolve();
  }
}
