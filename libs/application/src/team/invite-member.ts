import type { Agency, Member } from '@tributary/domain';
import type { Clock, IdentifierFactory, InvitationRepository, TeamRepository } from '@tributary/ports';
import { Refusal } from '../refusal';
import { accessGiven, unknownClient, type AskedAccess } from './access-given';
import type { InvitationLetters, SentInvitation } from './invitation-letters';

const DAY = 86_400_000;
export const INVITATION_LIFETIME_MS = 7 * DAY;
/** A stolen login must not turn the installation into a sender of bulk mail. */
const MOST_OPEN = 100;

export interface InvitationRequest extends AskedAccess {
  readonly email: string;
  readonly name?: string;
}

export interface InvitationPorts {
  readonly invitations: InvitationRepository;
  readonly letters: InvitationLetters;
  readonly identifiers: IdentifierFactory;
  readonly clock: Clock;
}

/**
 * Asks somebody to join the agency. Nobody learns here whether the e-mail signs in to another agency of the installation: that is
 * only told to whoever opens the link.
 */
export class InviteMember {
  constructor(private readonly ports: InvitationPorts & { readonly team: TeamRepository }) {}

  /** @throws {Refusal} `forbidden`, `invalid-input`, `not-possible-now` */
  async run(inviter: Member, agency: Agency, request: InvitationRequest): Promise<SentInvitation> {
    const { invitations, identifiers, letters } = this.ports;
    const access = accessGiven(inviter, request);
    const email = request.email.trim();
    await this.refuseTeamMember(agency.id, email);
    await this.refuseFlood(agency.id);
    const { token, ...stored } = newInvitationToken(this.ports);
    const invitation = await invitations.add(
      {
        ...{ ...access, email, id: identifiers.id(), agencyId: agency.id },
        name: nameOrNull(request.name),
        invitedBy: inviter.name,
        expiresAt: stored.expiresAt,
      },
      stored.tokenHash,
    );
    if (!invitation) throw unknownClient();
    return letters.send(invitation, agency, token);
  }

  private async refuseTeamMember(agencyId: string, email: string): Promise<void> {
    const team = await this.ports.team.listOf(agencyId);
    if (!team.some((member) => member.email.toLowerCase() === email.toLowerCase())) return;
    const message = `${email} is a member of the team already.`;
    throw new Refusal('invalid-input', message, [{ field: 'email', message }]);
  }

  private async refuseFlood(agencyId: string): Promise<void> {
    if ((await this.ports.invitations.listOf(agencyId)).length < MOST_OPEN) return;
    const message = `${MOST_OPEN} invitations wait for an answer. Take some of them back first.`;
    throw new Refusal('not-possible-now', message);
  }
}

function nameOrNull(typed = ''): string | null {
  const name = typed.trim();
  return name === '' ? null : name;
}

/** 256 random bits for the mail, and the hash that is stored in their place. */
export function newInvitationToken({ identifiers, clock }: Pick<InvitationPorts, 'identifiers' | 'clock'>) {
  const token = identifiers.token();
  const expiresAt = new Date(clock.now().getTime() + INVITATION_LIFETIME_MS);
  return { token, tokenHash: identifiers.fingerprint(token), expiresAt };
}
