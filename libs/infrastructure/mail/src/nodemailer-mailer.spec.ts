import { MailNotSent, type Mail } from '@tributary/ports';
import { simpleParser, type ParsedMail } from 'mailparser';
import { createServer, type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { NodemailerMailer } from './nodemailer-mailer';
import { smtpServer, type SmtpServer } from './smtp-server';

const MAIL: Mail = {
  to: 'bea@example.com',
  subject: 'You are invited to Ä & Söhne',
  text: 'Choose a password:\nhttps://tributary.example.com/invitation#token\n',
  html: '<p>Choose a <a href="https://tributary.example.com/invitation#token">password</a></p>',
};

let received: ParsedMail[];
let refusals: string[];
let closers: (() => Promise<void>)[];

beforeEach(() => {
  [received, refusals, closers] = [[], [], []];
});
afterEach(async () => {
  for (const close of closers) await close();
});

async function listening(isRefusing = false): Promise<SmtpServer> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_, __, callback) => {
      callback(
        isRefusing ? Object.assign(new Error('No such bea@example.com'), { responseCode: 550 }) : null,
      );
    },
    onData: (stream, _, callback) => {
      void simpleParser(stream).then((mail) => {
        received.push(mail);
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(resolve);
      }),
  );
  return at((server.server.address() as AddressInfo).port);
}

function at(port: number): SmtpServer {
  const server = smtpServer(`smtp://127.0.0.1:${port}`);
  if (!server) throw new Error('The address is wrong');
  return server;
}

const mailer = (server: SmtpServer) =>
  new NodemailerMailer({
    server,
    from: 'Tributary <tributary@example.com>',
    onRefusal: (codes) => refusals.push(codes),
  });

describe('NodemailerMailer', () => {
  it('hands over both forms as they are', async () => {
    await mailer(await listening()).send(MAIL);
    const [mail] = received;
    expect(mail).toMatchObject({ subject: MAIL.subject, html: MAIL.html, text: MAIL.text });
    expect(mail?.from?.text).toBe('"Tributary" <tributary@example.com>');
    expect(mail?.to).toMatchObject({ text: MAIL.to });
  });

  it.each([
    ['a header in the subject', { subject: 'Hello\r\nBcc: all@example.com' }],
    ['a second address', { to: 'bea@example.com, all@example.com' }],
  ])('lets nobody add %s', async (_, change) => {
    await mailer(await listening())
      .send({ ...MAIL, ...change })
      .catch(() => undefined);
    const recipients = received.flatMap((mail) => [mail.to, mail.cc, mail.bcc]).flat();
    const addresses = recipients.flatMap((one) => one?.value.map(({ address }) => address) ?? []);
    expect(addresses.filter((address) => address !== MAIL.to)).toEqual([]);
    expect(received.map((mail) => mail.headers.has('bcc'))).not.toContain(true);
  });

  it('says that a mail was refused, and tells the operator no address', async () => {
    await expect(mailer(await listening(true)).send(MAIL)).rejects.toThrow(MailNotSent);
    expect(refusals).toEqual(['EENVELOPE 550']);
  });

  it('says so when nobody listens', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    await expect(mailer(at(port)).send(MAIL)).rejects.toThrow(MailNotSent);
    expect(refusals).toEqual(['ESOCKET']);
  });

  it('sends nothing in the open where it must not', async () => {
    const server = await listening();
    const strict = { ...server, requireTLS: true, ignoreTLS: false };
    await expect(mailer(strict).send(MAIL)).rejects.toThrow(MailNotSent);
    expect(received).toEqual([]);
  });
});
