import { Mailer, MailNotSent } from '@tributary/ports';

/** For an installation without a mail server: links are handed over by hand. */
export class UnconfiguredMailer extends Mailer {
  readonly isConfigured = false;

  send(): Promise<void> {
    return Promise.reject(new MailNotSent());
  }
}
