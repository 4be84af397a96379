/** Bound to the ciphertext as additional data: moved to another row, it does not open. */
export interface SealContext {
  readonly agencyId: string;
  readonly accountId: string;
  readonly network: string;
  /** Credentials, a stored raw page and a quarantined row never open as one another, nor does anything else. */
  readonly purpose:
    'credentials' | 'raw-page' | 'quarantined-row' | 'notification-secrets' | 'notification' | 'import-file';
}

/** The one answer to any fault: wrong key, truncated, moved or changed text look alike. */
export class CiphertextUnreadable extends Error {
  constructor() {
    super('The sealed value cannot be opened with the configured keys');
    this.name = 'CiphertextUnreadable';
  }
}

export abstract class CredentialCipher {
  /** Never gives the same text twice for the same input. */
  abstract seal(plain: Uint8Array, context: SealContext): Uint8Array;
  /** @throws {CiphertextUnreadable} before a single byte of plaintext is handed out. */
  abstract open(sealed: Uint8Array, context: SealContext): Uint8Array;
}
