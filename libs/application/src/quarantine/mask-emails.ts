/** Also as networks put it into links: `jane%40example.com`. */
const EMAIL = /([^\s@<>()[\]{}"',;:=&?/\\%])[^\s@<>()[\]{}"',;:=&?/\\%]*(@|%40)(?=[^\s@.]+\.[^\s@])/gi;

/** Leaves of each e-mail address the first letter and the domain: `j•••@example.com`. */
export function maskEmails(text: string): string {
  return text.replaceAll(EMAIL, '$1•••$2');
}

/** Masks every text of a JSON value, names of fields included. */
export function withoutEmails(value: unknown): unknown {
  if (typeof value === 'string') return maskEmails(value);
  if (Array.isArray(value)) return value.map(withoutEmails);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [maskEmails(key), withoutEmails(one)]));
}
