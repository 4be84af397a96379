import type { Member } from '@tributary/domain';
import type {
  IdentifierFactory,
  MemberRepository,
  MemberWithPassword,
  PasswordHasher,
  SecondFactorRepository,
  SecondFactorTickets,
  SessionOrigin,
} from '@tributary/ports';
import { Refusal } from '../refusal';
import type { OpenedSession, OpenSession } from './open-session';
import type { SignInJournal } from './sign-in-journal';
import type { SignInLimits } from './sign-in-limits';

/** The same words whether or not the account exists. */
const REFUSED = 'E-mail or password is not right. Check both, or reset the password.';

export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  readonly origin: SessionOrigin;
}

export type SignInOutcome =
  | { readonly step: 'signed-in'; readonly session: OpenedSession }
  | { readonly step: 'second-factor'; readonly ticket: string; readonly expiresAt: Date };

export interface SignInPorts {
  readonly members: MemberRepository;
  readonly passwords: PasswordHasher;
  readonly secondFactors: SecondFactorRepository;
  readonly tickets: SecondFactorTickets;
  readonly identifiers: IdentifierFactory;
  readonly limits: SignInLimits;
  readonly journal: SignInJournal;
  readonly open: OpenSession;
}

/** Signs a member in with e-mail and password; who has a second factor is asked for it next. */
export class SignIn {
  constructor(private readonly ports: SignInPorts) {}

  /**
   * @throws {Refusal} `sign-in-failed`, alike in words and time for an unknown, a disabled and a mistyped login;
   * `too-many-requests`, alike as well.
   */
  async run({ email, password, origin }: SignInAttempt): Promise<SignInOutcome> {
    const { limits, secondFactors, open } = this.ports;
    const attempt = await limits.take('password', { email, origin });
    const proven = await this.proven({ email, password, origin });
    const factor = await secondFactors.find(keyOf(proven.member));
    if (factor?.isConfirmed) {
      await attempt.giveBack();
      return { step: 'second-factor', ...(await this.ticketFor(proven)) };
    }
    await attempt.succeed();
    const session = await open.run(proven.member, { method: 'password', origin });
    return { step: 'signed-in', session };
  }

  private async proven({ email, password, origin }: SignInAttempt): Promise<MemberWithPassword> {
    const { members, passwords, journal } = this.ports;
    const found = await members.findByEmail(email.trim());
    const isRight = await passwords.verify(password, found?.passwordHash ?? null);
    if (found && isRight && !found.member.isDisabled) return found;
    journal.tried(found?.member ?? null, { name: 'sign-in.fail', origin });
    throw new Refusal('sign-in-failed', REFUSED);
  }

  private ticketFor({ member, passwordHash }: MemberWithPassword) {
    const passwordFingerprint = this.ports.identifiers.fingerprint(passwordHash ?? '');
    return this.ports.tickets.issue({ ...keyOf(member), passwordFingerprint });
  }
}

function keyOf({ agencyId, id }: Member) {
  return { agencyId, memberId: id };
}
