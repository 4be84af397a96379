import { rolesGivenBy, type Agency, type Invitation, type Member } from '@tributary/domain';
import type { InvitationRepository } from '@tributary/ports';
import { Refusal } from '../refusal';
import type { SentInvitation } from './invitation-letters';
import { newInvitationToken, type InvitationPorts } from './invite-member';

export class ListInvitations {
  constructor(private readonly invitations: InvitationRepository) {}

  /** Those that nobody has accepted yet, the newest first. */
  run(agencyId: string): Promise<readonly Invitation[]> {
    return this.invitations.listOf(agencyId);
  }
}

/** Sends an invitation once more, with a new link and its whole time; the link before opens nothing any more. */
export class ResendInvitation {
  constructor(private readonly ports: InvitationPorts) {}

  /** @throws {Refusal} `not-found`; `forbidden` when an admin means the invitation of an owner. */
  async run(asker: Member, agency: Agency, invitationId: string): Promise<SentInvitation> {
    await managedInvitation(this.ports.invitations, asker, invitationId);
    const { token, ...stored } = newInvitationToken(this.ports);
    const renewed = await this.ports.invitations.renew({ agencyId: agency.id, invitationId }, stored);
    if (!renewed) throw noInvitation();
    return this.ports.letters.send(renewed, agency, token);
  }
}

export class RevokeInvitation {
  constructor(private readonly invitations: InvitationRepository) {}

  /** @throws {Refusal} `not-found`; `forbidden` when an admin means the invitation of an owner. */
  async run(asker: Member, invitationId: string): Promise<void> {
    await managedInvitation(this.invitations, asker, invitationId);
    if (!(await this.invitations.remove({ agencyId: asker.agencyId, invitationId }))) throw noInvitation();
  }
}

/** Whoever sees the link of an invitation could join with its role: so an admin must not have that of an owner. */
async function managedInvitation(
  invitations: InvitationRepository,
  asker: Member,
  invitationId: string,
): Promise<Invitation> {
  const found = (await invitations.listOf(asker.agencyId)).find(({ id }) => id === invitationId);
  if (!found) throw noInvitation();
  if (rolesGivenBy(asker.role).includes(found.role)) return found;
  throw new Refusal('forbidden', 'Only an owner can change the invitation of an owner.');
}

function noInvitation(): Refusal {
  return new Refusal('not-found', 'There is no such invitation. It may be accepted, or taken back.');
}
