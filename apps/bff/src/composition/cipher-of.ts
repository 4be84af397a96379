import { AesGcmCredentialCipher, parseEncryptionKey } from '@tributary/credential-cipher';
import type { Environment } from './config';

/** The ring of keys of an environment. The sealing key may stand among those that only open as well: it is one key. */
export function cipherOf(
  keys: Pick<Environment, 'ENCRYPTION_KEY' | 'ENCRYPTION_OPENING_KEYS'>,
): AesGcmCredentialCipher {
  const texts = [keys.ENCRYPTION_KEY, ...keys.ENCRYPTION_OPENING_KEYS].map((key) => key.toLowerCase());
  return new AesGcmCredentialCipher([...new Set(texts)].map(parseEncryptionKey));
}
