import type { AuditTrail, MemberRepository, PasswordHasher, SessionRepository } from '@tributary/ports';
import { operator, unaskedEntry } from '../audit/unasked-entry';
import { Refusal } from '../refusal';
import { checkPassword } from './password';

/** Gives a member a new password and ends all of their sessions. An operator's act. */
export class SetPassword {
  constructor(
    private readonly ports: {
      readonly members: MemberRepository;
      readonly passwords: PasswordHasher;
      readonly sessions: SessionRepository;
      readonly audit: AuditTrail;
    },
  ) {}

  /** @throws {Refusal} `not-found` for an unknown e-mail, `invalid-input` for a weak password. */
  async run(email: string, password: string): Promise<void> {
    const found = await this.ports.members.findByEmail(email.trim());
    if (typeof found?.passwordHash !== 'string')
      throw new Refusal('not-found', `Nobody signs in as ${email} with a password.`);
    checkPassword(password, found.member);
    const { agencyId, id, name, email: address } = found.member;
    await this.ports.members.setPasswordHash(agencyId, id, await this.ports.passwords.hash(password));
    await this.ports.sessions.revokeAllOf(agencyId, id);
    const target = { kind: 'member', id, label: `${name} <${address}>` };
    const what = { action: 'member.set-password', target };
    await this.ports.audit.record(unaskedEntry(agencyId, operator('set-password'), what));
  }
}
