import { CiphertextUnreadable, CredentialCipher, type SealContext } from '../../credential-cipher';

const BITS = 0xff;
const CHECKSUM_LENGTH = 8;

/**
 * Turns every bit over, so that no plain text is left to be found, and binds the result to its context.
 * Protects nothing; behaves like a cipher that does.
 */
export class ReversibleCipher extends CredentialCipher {
  private sealed = 0;

  seal(plain: Uint8Array, context: SealContext): Uint8Array {
    this.sealed += 1;
    const content = JSON.stringify({ nonce: this.sealed, context: bound(context), plain: [...plain] });
    return new TextEncoder().encode(`${checksum(content)}${content}`).map((byte) => byte ^ BITS);
  }

  open(sealed: Uint8Array, context: SealContext): Uint8Array {
    const text = new TextDecoder().decode(sealed.map((byte) => byte ^ BITS));
    const content = text.slice(CHECKSUM_LENGTH);
    if (text.slice(0, CHECKSUM_LENGTH) !== checksum(content)) throw new CiphertextUnreadable();
    const envelope = JSON.parse(content) as { readonly context: string; readonly plain: readonly number[] };
    if (envelope.context !== bound(context)) throw new CiphertextUnreadable();
    return Uint8Array.from(envelope.plain);
  }
}

function bound({ agencyId, accountId, network, purpose }: SealContext): string {
  return [agencyId, accountId, network, purpose].join(' ');
}

function checksum(text: string): string {
  let value = 0;
  for (const char of text) value = (Math.imul(value, 31) + char.charCodeAt(0)) >>> 0;
  return value.toString(16).padStart(CHECKSUM_LENGTH, '0');
}
