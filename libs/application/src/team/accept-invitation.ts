import type { Agency, Invitation, Member } from '@tributary/domain';
import type {
  AgencyRepository,
  IdentifierFactory,
  InvitationAcceptance,
  PasswordHasher,
  SessionOrigin,
} from '@tributary/ports';
import type { OpenedSession, OpenSession } from '../identity/open-session';
import { checkPassword } from '../identity/password';
import type { SignInJournal } from '../identity/sign-in-journal';
import { Refusal } from '../refusal';

export interface OpenInvitation {
  readonly invitation: Invitation;
  readonly agency: Agency;
}

interface LookPorts {
  readonly acceptance: InvitationAcceptance;
  readonly agencies: AgencyRepository;
  readonly identifiers: IdentifierFactory;
}

/** What an invitation is about, for whoever holds its token. */
export class LookAtInvitation {
  constructor(private readonly ports: LookPorts) {}

  /** @throws {Refusal} `not-found`, alike for a token that is unknown, used, replaced or too old. */
  async run(token: string): Promise<OpenInvitation> {
    const { acceptance, agencies, identifiers } = this.ports;
    const invitation = await acceptance.find(identifiers.fingerprint(token));
    const agency = invitation && (await agencies.find(invitation.agencyId));
    if (!invitation || agency?.suspendedAt !== null) throw gone();
    return { invitation, agency };
  }
}

export interface AcceptedInvitation {
  readonly token: string;
  readonly name: string;
  readonly password: string;
  readonly origin: SessionOrigin;
}

/** Makes the invited person a member with what the invitation says, and signs them in. */
export class AcceptInvitation {
  constructor(
    private readonly ports: LookPorts & {
      readonly look: LookAtInvitation;
      readonly passwords: PasswordHasher;
      readonly open: OpenSession;
      readonly journal: SignInJournal;
    },
  ) {}

  /** @throws {Refusal} `not-found`, `invalid-input`; `not-possible-now` when the e-mail signs in here already. */
  async run({ token, name, password, origin }: AcceptedInvitation): Promise<OpenedSession> {
    const { look, identifiers, acceptance, passwords, open, journal } = this.ports;
    const { invitation, agency } = await look.run(token);
    const member = memberOf(invitation, { id: identifiers.id(), name: checkedName(name) });
    checkPassword(password, { email: member.email, name: member.name, agency: agency.name });
    const passwordHash = await passwords.hash(password);
    const outcome = await acceptance.accept(identifiers.fingerprint(token), member, passwordHash);
    if (outcome === 'gone') throw gone();
    if (outcome === 'email-taken') throw taken(member.email, agency.name);
    await journal.did(member, { name: 'invitation.accept', origin, facts: { role: member.role } });
    return open.run(member, { method: 'password', origin });
  }
}

/** @throws {Refusal} `invalid-input` */
export function checkedName(typed: string): string {
  const name = typed.trim();
  if (name !== '') return name;
  const message = 'Say how you are called.';
  throw new Refusal('invalid-input', message, [{ field: 'name', message }]);
}

/** Everything but the name is what the inviter chose: nothing that the person sends can raise it. */
function memberOf(invitation: Invitation, { id, name }: Pick<Member, 'id' | 'name'>): Member {
  const { agencyId, email, role, clientIds, figures } = invitation;
  return { ...{ id, agencyId, email, name, role, clientIds, figures }, isDisabled: false };
}

function gone(): Refusal {
  return new Refusal(
    'not-found',
    'This invitation is not open any more. It was used, taken back, sent anew, or is more than a week old. Ask for a new one.',
  );
}

/** Told to the holder of the link only: it went to this very address. */
function taken(email: string, agency: string): Refusal {
  return new Refusal(
    'not-possible-now',
    `${email} signs in to this Tributary already, and one address belongs to one agency. Ask ${agency} to invite another address of yours.`,
  );
}
