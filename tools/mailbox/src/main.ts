import { Mailbox } from './mailbox';

const mailbox = await Mailbox.start();
// One line for whoever started it: where to send, and where to look.
process.stdout.write(`${JSON.stringify({ url: mailbox.url, smtpUrl: mailbox.smtpUrl })}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void mailbox.stop().then(() => process.exit(0));
  });
}
