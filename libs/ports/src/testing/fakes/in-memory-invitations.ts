import type { Invitation, Member } from '@tributary/domain';
import type { Clock } from '../../clock';
import {
  InvitationAcceptance,
  InvitationRepository,
  type Acceptance,
  type InvitationKey,
  type InvitationToken,
  type NewInvitation,
} from '../../invitation-repository';
import { hasClients, type ClientLookup } from './client-lookup';
import type { InMemoryMemberRepository } from './in-memory-identity';

type StoredInvitation = Invitation & { readonly tokenHash: string };

export class InMemoryInvitationRepository extends InvitationRepository {
  private stored: readonly StoredInvitation[] = [];

  constructor(
    private readonly clients: ClientLookup,
    private readonly clock: Clock,
  ) {
    super();
  }

  async add(invitation: NewInvitation, tokenHash: string): Promise<Invitation | null> {
    const { agencyId, email, clientIds } = invitation;
    if (!(await hasClients(this.clients, agencyId, clientIds))) return null;
    const isSame = (one: Invitation) =>
      one.agencyId === agencyId && one.email.toLowerCase() === email.toLowerCase();
    const added = { ...invitation, tokenHash, createdAt: this.clock.now(), mailedAt: null };
    this.stored = [added, ...this.stored.filter((one) => !isSame(one))];
    return shown(added);
  }

  listOf(agencyId: string): Promise<readonly Invitation[]> {
    return Promise.resolve(this.stored.filter((one) => one.agencyId === agencyId).map(shown));
  }

  renew(key: InvitationKey, token: InvitationToken): Promise<Invitation | null> {
    return Promise.resolve(this.replace(key, { ...token, mailedAt: null }));
  }

  markMailed(key: InvitationKey): Promise<void> {
    this.replace(key, { mailedAt: this.clock.now() });
    return Promise.resolve();
  }

  remove(key: InvitationKey): Promise<boolean> {
    const before = this.stored.length;
    this.stored = this.stored.filter((one) => !isOf(one, key));
    return Promise.resolve(this.stored.length < before);
  }

  /** For {@link InMemoryInvitationAcceptance}. */
  openWith(tokenHash: string): StoredInvitation | null {
    const now = this.clock.now();
    return this.stored.find((one) => one.tokenHash === tokenHash && one.expiresAt > now) ?? null;
  }

  private replace(key: InvitationKey, change: Partial<StoredInvitation>): Invitation | null {
    const found = this.stored.find((one) => isOf(one, key));
    if (!found) return null;
    const changed = { ...found, ...change };
    this.stored = this.stored.map((one) => (one === found ? changed : one));
    return shown(changed);
  }
}

export class InMemoryInvitationAcceptance extends InvitationAcceptance {
  constructor(
    private readonly invitations: InMemoryInvitationRepository,
    private readonly members: InMemoryMemberRepository,
  ) {
    super();
  }

  find(tokenHash: string): Promise<Invitation | null> {
    const open = this.invitations.openWith(tokenHash);
    return Promise.resolve(open && shown(open));
  }

  async accept(tokenHash: string, member: Member, passwordHash: string): Promise<Acceptance> {
    const open = this.invitations.openWith(tokenHash);
    if (!open) return 'gone';
    if (await this.members.findByEmail(member.email)) return 'email-taken';
    const key = { agencyId: open.agencyId, invitationId: open.id };
    if (!(await this.invitations.remove(key))) return 'gone';
    await this.members.add(member, passwordHash);
    return 'accepted';
  }
}

function shown({ tokenHash, ...invitation }: StoredInvitation): Invitation {
  return invitation;
}

function isOf(one: Invitation, { agencyId, invitationId }: InvitationKey): boolean {
  return one.agencyId === agencyId && one.id === invitationId;
}
