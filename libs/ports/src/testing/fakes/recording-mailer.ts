import { Mailer, MailNotSent, type Mail } from '../../mailer';

/** Keeps the mails that were sent; fails, or is not set up, when a spec says so. */
export class RecordingMailer extends Mailer {
  readonly sent: Mail[] = [];
  isConfigured = true;
  isDown = false;

  send(mail: Mail): Promise<void> {
    if (this.isDown || !this.isConfigured) return Promise.reject(new MailNotSent());
    this.sent.push(mail);
    return Promise.resolve();
  }

  /** The token of the only link of the newest mail to somebody. @throws {Error} when there is no such mail. */
  tokenFor(email: string): string {
    const mail = this.sent.findLast(({ to }) => to === email);
    const token = /#(\S+)/.exec(mail?.text ?? '')?.[1];
    if (token === undefined) throw new Error(`No link was sent to ${email}`);
    return token;
  }
}
