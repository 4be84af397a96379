import type { Member } from '@tributary/domain';
import { OneTimeCodes } from '@tributary/ports';
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const ISSUER = 'Tributary';
const SECRET_BYTES = 20;
const RECOVERY_BYTES = 15;
/** What every authenticator app can do; some ignore what the URI asks for. */
const CODES = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** Steps before and after: clocks differ, and people type slowly. */
const WINDOW = 1;
const DIGITS = /^[0-9]{6}$/;

/** RFC 6238. */
export class OtpauthOneTimeCodes extends OneTimeCodes {
  newSecret(): Uint8Array {
    return randomBytes(SECRET_BYTES);
  }

  present(
    bytes: Uint8Array,
    { email }: Pick<Member, 'email'>,
  ): { readonly key: string; readonly uri: string } {
    const secret = secretOf(bytes);
    const totp = new TOTP({ ...CODES, issuer: ISSUER, label: email, secret });
    return { key: secret.base32, uri: totp.toString() };
  }

  stepOf(bytes: Uint8Array, code: string, now: Date): number | null {
    if (!DIGITS.test(code)) return null;
    const timestamp = now.getTime();
    const delta = TOTP.validate({
      ...CODES,
      secret: secretOf(bytes),
      token: code,
      timestamp,
      window: WINDOW,
    });
    return delta === null ? null : TOTP.counter({ period: CODES.period, timestamp }) + delta;
  }

  /** Letters and digits that are not mistaken for each other. */
  newRecoveryCode(): string {
    const text = secretOf(randomBytes(RECOVERY_BYTES)).base32;
    return (text.match(/.{4}/g) ?? []).join('-');
  }
}

function secretOf(bytes: Uint8Array): Secret {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer });
}
