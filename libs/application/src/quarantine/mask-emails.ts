/** Also as networks put it into links: `jane%40example.com`. */
const EMAIL = /([^\s@<>()[\]{}"',;:=&?/\\%])[^\s@<>()[\]{}"',;:=&?/\\%]*(@|%40)(?=[^\s@.]+\.[^\s@])/gi;

/** Leaves of each e-mail address the first letter and the domain: `j•••@example.com`. */
export function maskEmails(text: string): string {
  return text.replaceAll(EMAIL, '$1•••$2');
}
