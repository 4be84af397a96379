import { type Mail, Mailer, MailNotSent } from '@tributary/ports';
import { createTransport } from 'nodemailer';
import type { SmtpServer } from './smtp-server';

const SECOND = 1000;
/** Somebody waits for the answer: a mail server that hangs is one that does not answer. */
const DEADLINES = {
  connectionTimeout: 5 * SECOND,
  greetingTimeout: 5 * SECOND,
  socketTimeout: 10 * SECOND,
};

export interface Sending {
  readonly server: SmtpServer;
  /** `Tributary <tributary@example.com>`, or an address alone. */
  readonly from: string;
  /** Told why a mail was not taken: codes only, no address and no words of the server. */
  readonly onRefusal: (codes: string) => void;
}

export class NodemailerMailer extends Mailer {
  readonly isConfigured = true;
  private readonly transport;

  constructor(private readonly sending: Sending) {
    super();
    this.transport = createTransport({
      ...sending.server,
      ...DEADLINES,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ to, subject, text, html }: Mail): Promise<void> {
    const { from, onRefusal } = this.sending;
    // An address as an object is not parsed: it stays one recipient, whatever stands in it.
    const recipient = { name: '', address: to };
    try {
      await this.transport.sendMail({ from, to: recipient, subject, text, html });
    } catch (error) {
      onRefusal(codesOf(error));
      throw new MailNotSent({ cause: error });
    }
  }
}

function codesOf(error: unknown): string {
  const { code, responseCode } = error as { readonly code?: unknown; readonly responseCode?: unknown };
  const codes = [code, responseCode].filter((one) => typeof one === 'string' || typeof one === 'number');
  return codes.length > 0 ? codes.join(' ') : 'no code';
}
