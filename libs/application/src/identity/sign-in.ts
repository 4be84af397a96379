import type { MemberRepository, PasswordHasher, SessionOrigin } from '@tributary/ports';
import { Refusal } from '../refusal';
import type { OpenedSession, OpenSession } from './open-session';

/** The same words whether or not the account exists. */
const REFUSED = 'E-mail or password is not right. Check both, or reset the password.';

export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  readonly origin: SessionOrigin;
}

/** Signs a member in with e-mail and password. */
export class SignIn {
  constructor(
    private readonly members: MemberRepository,
    private readonly passwords: PasswordHasher,
    private readonly sessions: OpenSession,
  ) {}

  /** @throws {Refusal} `sign-in-failed`, alike in words and time for an unknown, a disabled and a mistyped login. */
  async run({ email, password, origin }: SignInAttempt): Promise<OpenedSession> {
    const found = await this.members.findByEmail(email.trim());
    const isRight = await this.passwords.verify(password, found?.passwordHash ?? null);
    if (!found || !isRight || found.member.isDisabled) throw new Refusal('sign-in-failed', REFUSED);
    return this.sessions.run(found.member, { method: 'password', origin });
  }
}
