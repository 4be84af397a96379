import type { Agency } from '@tributary/domain';
import type {
  AgencyRepository,
  AuditTrail,
  Clock,
  IdentifierFactory,
  InvitationRepository,
  TeamRepository,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import type { InvitationLetters, SentInvitation } from '../team/invitation-letters';
import { newInvitationToken } from '../team/invite-member';
import { tellAgency, type ActingOperator } from './operator-act';

export interface FirstOwner {
  readonly name: string;
  readonly email: string;
}

/**
 * Asks somebody to be the first owner of an agency. Only while it has none: later its owners decide who else is one, and
 * whoever runs the installation does not get at figures by inviting themselves.
 */
export class InviteOwner {
  constructor(
    private readonly ports: {
      readonly agencies: AgencyRepository;
      readonly team: TeamRepository;
      readonly invitations: InvitationRepository;
      readonly letters: InvitationLetters;
      readonly identifiers: IdentifierFactory;
      readonly clock: Clock;
      readonly audit: AuditTrail;
    },
  ) {}

  /** @throws {Refusal} `not-found`, also for the platform's own agency; `not-possible-now` when it has an owner. */
  async run(operator: ActingOperator, agencyId: string, owner: FirstOwner): Promise<SentInvitation> {
    const agency = await this.ports.agencies.find(agencyId);
    if (agency?.kind !== 'customer')
      throw new Refusal('not-found', 'There is no such agency. Go back to the list of agencies.');
    const team = await this.ports.team.listOf(agencyId);
    if (team.some(({ role }) => role === 'owner'))
      throw new Refusal('not-possible-now', 'The agency has an owner, who decides who else joins it.');
    return this.invite(operator, agency, owner);
  }

  private async invite(operator: ActingOperator, agency: Agency, owner: FirstOwner): Promise<SentInvitation> {
    const { invitations, identifiers, letters, audit } = this.ports;
    const { token, tokenHash, expiresAt } = newInvitationToken(this.ports);
    const [name, email] = [owner.name.trim(), owner.email.trim()];
    const invitation = await invitations.add(
      {
        ...{ id: identifiers.id(), agencyId: agency.id, email, name, expiresAt },
        ...{ role: 'owner', clientIds: [], figures: 'money', invitedBy: operator.member.name },
      },
      tokenHash,
    );
    if (!invitation) throw new Error('An invitation without clients was refused for its clients');
    await tellAgency(audit, operator, {
      ...{ agencyId: agency.id, action: 'invitation.send', before: null, after: { email, role: 'owner' } },
      target: { kind: 'invitation', id: invitation.id, label: email },
    });
    return letters.send(invitation, agency, token);
  }
}
