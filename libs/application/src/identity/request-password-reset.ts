import type {
  Clock,
  IdentifierFactory,
  Mailer,
  MemberPages,
  MemberRepository,
  PasswordResetRepository,
  SessionOrigin,
} from '@tributary/ports';
import { newPasswordMail } from '../mail/mails';
import type { SignInJournal } from './sign-in-journal';

export const RESET_LIFETIME_MS = 3_600_000;

/**
 * Mails a link for a new password. Takes as long as it takes and says nothing: whoever calls it must not wait for it before
 * answering, since that would tell whether the account exists.
 */
export class RequestPasswordReset {
  constructor(
    private readonly ports: {
      readonly members: MemberRepository;
      readonly resets: PasswordResetRepository;
      readonly mailer: Mailer;
      readonly pages: MemberPages;
      readonly identifiers: IdentifierFactory;
      readonly clock: Clock;
      readonly journal: SignInJournal;
    },
  ) {}

  /** Nothing for an unknown e-mail, a disabled member, and one who signs in at an identity provider only. @throws {MailNotSent} */
  async run(email: string, origin: SessionOrigin): Promise<void> {
    const { members, resets, mailer, pages, identifiers, clock, journal } = this.ports;
    if (!mailer.isConfigured) return;
    const found = await members.findByEmail(email.trim());
    if (!found?.passwordHash || found.member.isDisabled) return;
    const { member } = found;
    const token = identifiers.token();
    const expiresAt = new Date(clock.now().getTime() + RESET_LIFETIME_MS);
    const reset = { agencyId: member.agencyId, memberId: member.id, expiresAt };
    await resets.add(reset, identifiers.fingerprint(token));
    journal.tell('password-reset.ask', member, origin);
    await mailer.send(newPasswordMail(member, pages.newPassword(token)));
  }
}
