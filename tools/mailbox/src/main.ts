import { Mailbox } from './mailbox';

const mailbox = await Mailbox.start();
// One line for whoever started it: where to send, and where to look.
process.stdout.write(`${JSON.stringify({ url: mailbox.url, smtpUrl: mailbox.smtpUrl })}\n`);

async function stop(): Promise<void> {
  await mailbox.stop();
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

/** A launcher that was killed cannot say good-bye: its child notices by its new parent. */
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) void stop();
}, 500).unref();
