import { CiphertextUnreadable, CredentialCipher, keyIdOf, type SealContext } from '../../credential-cipher';

const BITS = 0xff;
const VERSION = 1;
const HEADER_LENGTH = 5;
const CHECKSUM_LENGTH = 8;

/**
 * Turns every bit over, so that no plain text is left to be found, and binds the result to its context.
 * Protects nothing; behaves like a cipher that does.
 */
export class ReversibleCipher extends CredentialCipher {
  private sealed = 0;

  constructor(override readonly keyIds: CredentialCipher['keyIds'] = ['0fa1a2a3']) {
    super();
  }

  seal(plain: Uint8Array, context: SealContext): Uint8Array {
    this.sealed += 1;
    const content = JSON.stringify({ nonce: this.sealed, context: bound(context), plain: [...plain] });
    const text = new TextEncoder().encode(`${checksum(content)}${content}`).map((byte) => byte ^ BITS);
    return Uint8Array.of(VERSION, ...bytesOf(this.keyIds[0]), ...text);
  }

  open(sealed: Uint8Array, context: SealContext): Uint8Array {
    if (sealed[0] !== VERSION || !this.keyIds.includes(keyIdOf(sealed))) throw new CiphertextUnreadable();
    const text = new TextDecoder().decode(sealed.subarray(HEADER_LENGTH).map((byte) => byte ^ BITS));
    const content = text.slice(CHECKSUM_LENGTH);
    if (text.slice(0, CHECKSUM_LENGTH) !== checksum(content)) throw new CiphertextUnreadable();
    const envelope = JSON.parse(content) as { readonly context: string; readonly plain: readonly number[] };
    if (envelope.context !== bound(context)) throw new CiphertextUnreadable();
    return Uint8Array.from(envelope.plain);
  }
}

function bound(context: SealContext): string {
  return JSON.stringify(Object.entries(context).sort(([one], [other]) => one.localeCompare(other)));
}

function bytesOf(hex: string): number[] {
  return Array.from(hex.matchAll(/../g), ([byte]) => Number.parseInt(byte, 16));
}

function checksum(text: string): string {
  let value = 0;
  for (const char of text) value = (Math.imul(value, 31) + char.charCodeAt(0)) >>> 0;
  return value.toString(16).padStart(CHECKSUM_LENGTH, '0');
}
