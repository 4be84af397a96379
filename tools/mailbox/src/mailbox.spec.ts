import { createTransport } from 'nodemailer';
import { Mailbox } from './mailbox';

let mailbox: Mailbox;
beforeEach(async () => {
  mailbox = await Mailbox.start();
});
afterEach(() => mailbox.stop());

const send = (to: string, text: string, subject = 'Hello') =>
  createTransport(mailbox.smtpUrl).sendMail({
    from: 'tributary@example.com',
    to,
    subject,
    text,
    html: '<b>x</b>',
  });
const page = async () => {
  const answer = await fetch(mailbox.url);
  return { text: await answer.text(), policy: answer.headers.get('content-security-policy') };
};

describe('the mailbox', () => {
  it('says that nothing came, and then what came, the newest first', async () => {
    expect((await page()).text).toContain('No mail yet.');
    await send('bea@example.com', 'first');
    await send('cyd@example.com', 'second');
    expect((await page()).text).toMatch(/cyd@example\.com[^]*second[^]*bea@example\.com[^]*first/);
  });

  it('shows markup as text, and lets nothing run', async () => {
    await send('bea@example.com', '<script>alert(1)</script> https://t.example/#"><img src=x>', '<b>Hi</b>');
    const { text, policy } = await page();
    expect(text).not.toMatch(/<script|<img|<b>/);
    expect(text).toContain('&lt;script&gt;');
    expect(policy).toContain("default-src 'none'");
  });

  it('finds the link of a mail with its token', async () => {
    await send('bea@example.com', 'Join:\nhttps://t.example/invitation#a_b-c\n\nThe link opens once.');
    expect(await mailbox.linkFor('bea@example.com')).toBe('https://t.example/invitation#a_b-c');
    await expect(mailbox.linkFor('nobody@example.com', 0.3)).rejects.toThrow('No mail');
  });
});
