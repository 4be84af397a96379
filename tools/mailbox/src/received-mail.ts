import { simpleParser } from 'mailparser';
import type { Readable } from 'node:stream';

export interface ReceivedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly receivedAt: Date;
}

/** Its text only: the HTML of a mail is somebody else's page. */
export async function receivedMail(stream: Readable): Promise<ReceivedMail> {
  const { to, subject = '', text = '' } = await simpleParser(stream);
  const recipients = [to ?? []].flat().map((address) => address.text);
  return { to: recipients.join(', '), subject, text, receivedAt: new Date() };
}
