import type { ReceivedMail } from './received-mail';

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};
const LINK = /https?:\/\/[^\s<>"']+/g;

/** Every mail as text, the newest first; addresses in it are links. */
export function mailList(mails: readonly ReceivedMail[]): string {
  const items = mails
    .toReversed()
    .map(
      ({ to, subject, text, receivedAt }) =>
        `<article><h2>${escaped(subject)}</h2><p>to ${escaped(to)}, ${receivedAt.toISOString()}</p><pre>${linked(text)}</pre></article>`,
    );
  const body = items.length > 0 ? items.join('\n') : '<p>No mail yet.</p>';
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Mailbox</title><h1>Mailbox</h1>\n${body}\n</html>\n`;
}

function linked(text: string): string {
  let from = 0;
  let out = '';
  for (const match of text.matchAll(LINK)) {
    const [link] = match;
    out += `${escaped(text.slice(from, match.index))}<a href="${escaped(link)}">${escaped(link)}</a>`;
    from = match.index + link.length;
  }
  return out + escaped(text.slice(from));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
