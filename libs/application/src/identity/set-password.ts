import type { MemberRepository, PasswordHasher, SessionRepository } from '@tributary/ports';
import { Refusal } from '../refusal';
import { checkPassword } from './password';

/** Gives a member a new password and ends all of their sessions. An operator's act. */
export class SetPassword {
  constructor(
    private readonly members: MemberRepository,
    private readonly passwords: PasswordHasher,
    private readonly sessions: SessionRepository,
  ) {}

  /** @throws {Refusal} `not-found` for an unknown e-mail, `invalid-input` for a weak password. */
  async run(email: string, password: string): Promise<void> {
    checkPassword(password);
    const found = await this.members.findByEmail(email.trim());
    if (typeof found?.passwordHash !== 'string')
      throw new Refusal('not-found', `Nobody signs in as ${email} with a password.`);
    const { agencyId, id } = found.member;
    await this.members.setPasswordHash(agencyId, id, await this.passwords.hash(password));
    await this.sessions.revokeAllOf(agencyId, id);
  }
}
