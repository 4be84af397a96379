const MASK = '[hidden]';
const URL_QUERY = /(https?:\/\/[^\s"'<>?#]+)[?#][^\s"'<>]*/gi;
const E_MAIL = /[^\s"'<>@:=,;()]+@[^\s"'<>@,;()]+\.[a-z]{2,}/gi;
/** Shorter values are no secrets and would blank out ordinary words. */
const SHORTEST_SECRET = 4;

export type Redact = (text: string) => string;

/** Hides secrets in every spelling they travel in, query strings of URLs, and e-mail addresses. */
export function redactor(secrets: readonly string[]): Redact {
  const spellings = [...new Set(secrets.filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(spell))];
  const hideUrlsAndPeople: Redact = (text) => text.replace(URL_QUERY, '$1').replace(E_MAIL, '[e-mail]');
  if (spellings.length === 0) return hideUrlsAndPeople;
  const longestFirst = spellings.sort((a, b) => b.length - a.length).map(escapePattern);
  const pattern = new RegExp(longestFirst.join('|'), 'gi');
  return (text) => hideUrlsAndPeople(text.replace(pattern, MASK));
}

function spell(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ x: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
