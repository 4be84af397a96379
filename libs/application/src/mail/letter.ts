import type { Mail } from '@tributary/ports';

/** A mail of a few sentences around one link. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly before: readonly string[];
  readonly link: { readonly words: string; readonly address: string };
  readonly after: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

/** Both forms say the same. What people typed is text in either: every value passes through {@link oneLine} or is escaped here. */
export function mailOf({ to, subject, before, link, after }: Letter): Mail {
  const text = [...before, `${link.words}:\n${link.address}`, ...after].join('\n\n');
  const anchor = `<a href="${escaped(link.address)}">${escaped(link.words)}</a>`;
  const paragraphs = [...before.map(escaped), anchor, ...after.map(escaped)];
  const body = paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n');
  return {
    ...{ to, subject, text: `${text}\n` },
    html: `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>${escaped(subject)}</title>\n${body}\n</html>\n`,
  };
}

/** A name as it may stand in a sentence: no line end forges a sentence or a header, nothing turns the text around. */
export function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
