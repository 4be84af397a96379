import type { Agency, Invitation } from '@tributary/domain';
import { MailNotSent, type InvitationRepository, type Mailer, type MemberPages } from '@tributary/ports';
import { invitationMail } from '../mail/mails';

/** `by-hand`: the installation sends no mails, so the inviter hands the link over. */
export type Delivery = 'mailed' | 'failed' | 'by-hand';

export interface SentInvitation {
  readonly invitation: Invitation;
  readonly delivery: Delivery;
  /** Shown once, and only when no mail server is set up: whoever has it can join. */
  readonly link: string | null;
}

/** Brings the link of an invitation to the person. The invitation stands already: a mail server that fails loses nothing. */
export class InvitationLetters {
  constructor(
    private readonly ports: {
      readonly invitations: InvitationRepository;
      readonly mailer: Mailer;
      readonly pages: MemberPages;
    },
  ) {}

  async send(invitation: Invitation, agency: Agency, token: string): Promise<SentInvitation> {
    const { mailer, invitations, pages } = this.ports;
    const address = pages.invitation(token);
    if (!mailer.isConfigured) return { invitation, delivery: 'by-hand', link: address };
    try {
      await mailer.send(invitationMail(invitation, agency, address));
    } catch (error) {
      if (!(error instanceof MailNotSent)) throw error;
      return { invitation, delivery: 'failed', link: null };
    }
    await invitations.markMailed({ agencyId: invitation.agencyId, invitationId: invitation.id });
    return { invitation, delivery: 'mailed', link: null };
  }
}
