/** Bound to the ciphertext as additional data: moved to another row, it does not open. */
export type SealContext = AccountSealContext | MemberSealContext | AgencySealContext;

/** Of what is kept for a network account. */
export interface AccountSealContext {
  readonly agencyId: string;
  readonly accountId: string;
  readonly network: string;
  /** Credentials, a stored raw page and a quarantined row never open as one another, nor does anything else. */
  readonly purpose:
    | 'credentials'
    | 'raw-page'
    | 'quarantined-row'
    | 'notification-secrets'
    | 'notification'
    | 'import-file'
    | 'customer-email';
}

/** Of what is kept for a person of the agency. */
export interface MemberSealContext {
  readonly agencyId: string;
  readonly memberId: string;
  readonly purpose: 'second-factor';
}

/** Of what is kept for the agency as a whole. */
export interface AgencySealContext {
  readonly agencyId: string;
  readonly purpose: 'person-key';
}

/** The one answer to any fault: wrong key, truncated, moved or changed text look alike. */
export class CiphertextUnreadable extends Error {
  constructor() {
    super('The sealed value cannot be opened with the configured keys');
    this.name = 'CiphertextUnreadable';
  }
}

/**
 * What it seals begins with a byte for its version and the four bytes of the key's id: so the storage can tell which
 * keys its values need without opening one.
 */
export abstract class CredentialCipher {
  /** Ids of the keys it opens with, as {@link keyIdOf} tells them; the first one seals. */
  abstract readonly keyIds: readonly [sealing: string, ...opening: string[]];
  /** Never gives the same text twice for the same input. */
  abstract seal(plain: Uint8Array, context: SealContext): Uint8Array;
  /** @throws {CiphertextUnreadable} before a single byte of plaintext is handed out. */
  abstract open(sealed: Uint8Array, context: SealContext): Uint8Array;
}

const KEY_ID_AT = 1;
const KEY_ID_END = 5;

/** The id of the key that sealed a value: eight hexadecimal digits, fewer when the value is cut. */
export function keyIdOf(sealed: Uint8Array): string {
  return Array.from(sealed.subarray(KEY_ID_AT, KEY_ID_END), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
