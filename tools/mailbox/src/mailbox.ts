import { createServer, type Server } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { mailList } from './mail-list';
import { receivedMail, type ReceivedMail } from './received-mail';

export type { ReceivedMail } from './received-mail';

const LOOPBACK = '127.0.0.1';
/** The newest are kept. */
const MOST_KEPT = 200;
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // Nothing of a mail runs, and its links tell nobody where they were found.
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Takes mails for everybody, on this machine only, and lists them on a page. For the demo and for tests. */
export class Mailbox {
  readonly mails: ReceivedMail[] = [];

  private constructor(
    private readonly smtp: SMTPServer,
    private readonly pages: Server,
  ) {}

  static async start(): Promise<Mailbox> {
    const smtp = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, _, done) => {
        receivedMail(stream).then(
          (mail) => {
            mailbox.keep(mail);
            done();
          },
          (error: unknown) => {
            done(error instanceof Error ? error : new Error(String(error)));
          },
        );
      },
    });
    const pages = createServer((_, response) => {
      response.writeHead(200, HEADERS).end(mailList(mailbox.mails));
    });
    const mailbox = new Mailbox(smtp, pages);
    await Promise.all([listening(smtp), listening(pages)]);
    return mailbox;
  }

  /** For `SMTP_URL`. */
  get smtpUrl(): string {
    return `smtp://${LOOPBACK}:${portOf(this.smtp.server)}`;
  }

  get url(): string {
    return `http://${LOOPBACK}:${portOf(this.pages)}`;
  }

  /** The address that the newest mail to somebody leads to. @throws {Error} when none comes in time. */
  async linkFor(email: string, seconds = 20): Promise<string> {
    const deadline = Date.now() + seconds * 1000;
    while (Date.now() < deadline) {
      const mail = this.mails.findLast(({ to }) => to.includes(email));
      const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0];
      if (link !== undefined) return link;
      await delay(100);
    }
    throw new Error(`No mail with a link came to ${email}`);
  }

  async stop(): Promise<void> {
    this.pages.closeAllConnections();
    await Promise.all([closed(this.pages), closed(this.smtp)]);
  }

  private keep(mail: ReceivedMail): void {
    this.mails.push(mail);
    if (this.mails.length > MOST_KEPT) this.mails.shift();
  }
}

function listening(server: Server | SMTPServer): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, () => {
      resolve();
    });
  });
}

function closed(server: Server | SMTPServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

function portOf(server: NetServer): number {
  return (server.address() as AddressInfo).port;
}
