export interface Mail {
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  /** The same once more as HTML; every inserted value is escaped. */
  readonly html: string;
}

/** The mail server does not take mails, or refused this one. Its words may hold addresses: they are in `cause` only. */
export class MailNotSent extends Error {
  constructor(options?: ErrorOptions) {
    super('The mail server did not take the mail', options);
    this.name = 'MailNotSent';
  }
}

export abstract class Mailer {
  /** False on an installation without a mail server: then {@link send} always fails. */
  abstract readonly isConfigured: boolean;
  /** Resolves when the mail server has taken it. @throws {MailNotSent} */
  abstract send(mail: Mail): Promise<void>;
}

/** The addresses of pages that mails lead to. The token stands behind `#`: no server and no log sees it. */
export abstract class MemberPages {
  abstract invitation(token: string): string;
  abstract newPassword(token: string): string;
}
