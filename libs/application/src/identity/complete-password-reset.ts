import type { Member } from '@tributary/domain';
import type {
  AgencyRepository,
  IdentifierFactory,
  MemberRepository,
  PasswordHasher,
  PasswordResetRepository,
  SessionOrigin,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import { checkPassword } from './password';
import type { SignInJournal } from './sign-in-journal';

interface LookPorts {
  readonly resets: PasswordResetRepository;
  readonly members: MemberRepository;
  readonly identifiers: IdentifierFactory;
}

/** Whose password a link changes, for whoever holds its token. */
export class LookAtPasswordReset {
  constructor(private readonly ports: LookPorts) {}

  /** @throws {Refusal} `not-found`, alike for a token that is unknown, used, replaced, too old, or of a disabled member. */
  async run(token: string): Promise<Member> {
    const { resets, members, identifiers } = this.ports;
    const key = await resets.find(identifiers.fingerprint(token));
    const member = key && (await members.find(key.agencyId, key.memberId));
    if (!member || member.isDisabled) throw gone();
    return member;
  }
}

/** Gives the member of a link a new password and ends all of their sessions. A second factor stays as it is. */
export class CompletePasswordReset {
  constructor(
    private readonly ports: LookPorts & {
      readonly look: LookAtPasswordReset;
      readonly agencies: AgencyRepository;
      readonly passwords: PasswordHasher;
      readonly journal: SignInJournal;
    },
  ) {}

  /** @throws {Refusal} `not-found`; `invalid-input` for a weak password, and then the link stays open. */
  async run(token: string, password: string, origin: SessionOrigin): Promise<void> {
    const { look, agencies, passwords, resets, identifiers, journal } = this.ports;
    const member = await look.run(token);
    const agency = await agencies.find(member.agencyId);
    checkPassword(password, { ...member, ...(agency && { agency: agency.name }) });
    const passwordHash = await passwords.hash(password);
    if (!(await resets.use(identifiers.fingerprint(token), passwordHash))) throw gone();
    await journal.did(member, { name: 'password-reset.complete', origin });
  }
}

function gone(): Refusal {
  return new Refusal(
    'not-found',
    'This link is not good any more. It was used, a newer one was sent, or it is more than an hour old. Ask for a new one.',
  );
}
