import type { Member } from '@tributary/domain';
import type { MemberRepository, PasswordHasher, SessionOrigin } from '@tributary/ports';
import type { SignInLimits } from '../identity/sign-in-limits';
import { Refusal } from '../refusal';

const WRONG = 'That is not your password.';

export interface TypedPassword {
  readonly password: string;
  readonly origin: SessionOrigin;
}

/** A session alone changes nothing that protects the account: whoever sits at an open computer has one. */
export class ProvePassword {
  constructor(
    private readonly members: MemberRepository,
    private readonly passwords: PasswordHasher,
    private readonly limits: SignInLimits,
  ) {}

  /** @throws {Refusal} `invalid-input` naming the field, `too-many-requests` */
  async run(member: Member, { password, origin }: TypedPassword): Promise<void> {
    const attempt = await this.limits.take('password', { email: member.email, origin });
    const found = await this.members.findByEmail(member.email);
    if (!(await this.passwords.verify(password, found?.passwordHash ?? null))) {
      throw new Refusal('invalid-input', WRONG, [{ field: 'password', message: WRONG }]);
    }
    await attempt.giveBack();
  }
}
