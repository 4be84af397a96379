import type { ProvidedPerson } from '@tributary/ports';

type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

const LONGEST_NAME = 120;
const LONGEST_EMAIL = 254;
const UNPRINTABLE = /\p{Cc}/gu;

/** A person out of claims that were verified. */
export function personOf(claims: Claims, groupsClaim: string): ProvidedPerson {
  return {
    issuer: claims.iss,
    subject: claims.sub,
    verifiedEmail: verifiedEmail(claims),
    name: text(claims.name) ?? text(claims.preferred_username),
    groups: groups(claims[groupsClaim]),
  };
}

/** Some providers send the flag as a text. */
function verifiedEmail({ email, email_verified: flag }: Claims): string | null {
  const isVerified = flag === true || flag === 'true';
  return isVerified && typeof email === 'string' && isAddress(email) ? email : null;
}

function isAddress(email: string): boolean {
  return email.length <= LONGEST_EMAIL && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email);
}

function text(claim: unknown): string | null {
  if (typeof claim !== 'string') return null;
  return claim.replaceAll(UNPRINTABLE, '').trim().slice(0, LONGEST_NAME) || null;
}

/** A list, or one alone. */
function groups(claim: unknown): readonly string[] {
  return [claim].flat().filter((group) => typeof group === 'string');
}
