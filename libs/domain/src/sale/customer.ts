/**
 * An e-mail as it names a person: networks write it in any case, with blanks around it. Null for what is none: then
 * nobody can be found by it.
 */
export function personEmail(text: string): string | null {
  const email = text.normalize('NFKC').trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(email) ? email : null;
}

/** `m•••@e•••.com`: enough to tell two customers of one sale's page apart, too little to write to them. */
export function maskedEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  const ending = domain.includes('.') ? domain.slice(domain.lastIndexOf('.')) : '';
  return `${name.slice(0, 1)}•••@${domain.slice(0, 1)}•••${ending}`;
}
