const KEY_TEXT = /^[0-9a-fA-F]{64}$/;

/** For people who need a key. */
export const MAKE_KEY_COMMAND = `node -e "console.log(require('node:crypto').randomBytes(32).toString('hex'))"`;

/** Exactly 64 hexadecimal characters. */
export function isKeyText(text: string): boolean {
  return KEY_TEXT.test(text);
}

/**
 * The 32 bytes of an AES-256 key written as 64 hexadecimal characters.
 * @throws {RangeError} that says how to make a key, and never repeats the text it was given.
 */
export function parseEncryptionKey(text: string): Uint8Array {
  if (!isKeyText(text)) {
    throw new RangeError(
      `The encryption key must be exactly 64 hexadecimal characters (${text.length} were given). ` +
        `Make one with: ${MAKE_KEY_COMMAND}`,
    );
  }
  return Buffer.from(text, 'hex');
}
