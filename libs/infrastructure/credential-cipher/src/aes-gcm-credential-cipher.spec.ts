import { type AccountSealContext, CiphertextUnreadable } from '@tributary/ports';
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { AesGcmCredentialCipher } from './aes-gcm-credential-cipher';

const key = Buffer.alloc(32, 7);
const olderKey = Buffer.alloc(32, 9);
const cipher = new AesGcmCredentialCipher([key]);
const context: AccountSealContext = {
  agencyId: '0198c0de-0000-7000-8000-000000000001',
  accountId: '0198c0de-0000-7000-8000-00000000a001',
  network: 'clickbank',
  purpose: 'credentials',
};
const plain = Buffer.from('{"apiKey":"API-INVENTED"}');

function faultOf(open: () => unknown): unknown {
  try {
    open();
  } catch (error) {
    return error;
  }
  throw new Error('it opened');
}

function changed(sealed: Uint8Array, at: number): Uint8Array {
  const copy = Buffer.from(sealed);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}

describe('AesGcmCredentialCipher', () => {
  it.each([0, 1, 16, 100_000])('opens what it sealed, %i bytes', (length) => {
    const bytes = randomBytes(length);
    expect(Buffer.from(cipher.open(cipher.seal(bytes, context), context)).equals(bytes)).toBe(true);
  });

  it('writes version, key id, initialisation vector and a 16-byte tag before the ciphertext', () => {
    const sealed = Buffer.from(cipher.seal(plain, context));
    expect(sealed).toHaveLength(1 + 4 + 12 + 16 + plain.length);
    expect(sealed[0]).toBe(1);
    expect(sealed.subarray(1, 5)).toEqual(createHash('sha256').update(key).digest().subarray(0, 4));
    expect(sealed.includes(plain)).toBe(false);
  });

  it('never uses an initialisation vector twice in 100,000 seals', () => {
    const vectors = new Set<string>();
    for (let count = 0; count < 100_000; count++) {
      vectors.add(
        Buffer.from(cipher.seal(Buffer.of(1), context))
          .subarray(5, 17)
          .toString('latin1'),
      );
    }
    expect(vectors.size).toBe(100_000);
  });

  it('opens with every key of the ring and seals with the newest', () => {
    const old = new AesGcmCredentialCipher([olderKey]).seal(plain, context);
    const ring = new AesGcmCredentialCipher([key, olderKey]);
    expect(Buffer.from(ring.open(old, context)).equals(plain)).toBe(true);
    expect(Buffer.from(cipher.open(ring.seal(plain, context), context)).equals(plain)).toBe(true);
  });

  it('refuses a change of any single byte, with one error that tells nothing', () => {
    const sealed = cipher.seal(plain, context);
    const faults = Array.from(sealed, (_, at) => faultOf(() => cipher.open(changed(sealed, at), context)));
    for (const fault of faults) {
      expect(fault).toBeInstanceOf(CiphertextUnreadable);
      expect(fault).toMatchObject({ message: new CiphertextUnreadable().message });
      expect(Object.hasOwn(fault as object, 'cause')).toBe(false);
    }
    expect(faults).toHaveLength(sealed.length);
  });

  it('refuses every truncation and every extension', () => {
    const sealed = cipher.seal(plain, context);
    for (let length = 0; length < sealed.length; length++) {
      expect(() => cipher.open(sealed.subarray(0, length), context)).toThrow(CiphertextUnreadable);
    }
    expect(() => cipher.open(Buffer.concat([sealed, Buffer.of(0)]), context)).toThrow(CiphertextUnreadable);
  });

  it.each<Partial<AccountSealContext>>([
    { agencyId: '0198c0de-0000-7000-8000-000000000002' },
    { accountId: '0198c0de-0000-7000-8000-00000000a002' },
    { network: 'digistore24' },
    { purpose: 'raw-page' },
    { purpose: 'quarantined-row' },
  ])('refuses a text that was moved to %j', (other) => {
    const sealed = cipher.seal(plain, context);
    expect(() => cipher.open(sealed, { ...context, ...other })).toThrow(CiphertextUnreadable);
  });

  it('does not depend on the order of the context’s keys', () => {
    const { agencyId, accountId, network, purpose } = context;
    const sealed = cipher.seal(plain, { purpose, network, accountId, agencyId });
    expect(Buffer.from(cipher.open(sealed, context)).equals(plain)).toBe(true);
  });

  it('refuses a key that is not in the ring', () => {
    const sealed = new AesGcmCredentialCipher([olderKey]).seal(plain, context);
    expect(() => cipher.open(sealed, context)).toThrow(CiphertextUnreadable);
  });

  it('refuses a forged text with a short tag, which Node would accept by itself', () => {
    const id = createHash('sha256').update(key).digest().subarray(0, 4);
    const iv = randomBytes(12);
    const short = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 4 });
    const text = Buffer.concat([short.update(plain), short.final()]);
    const forged = Buffer.concat([Buffer.of(1), id, iv, short.getAuthTag(), text]);
    expect(() => cipher.open(forged, context)).toThrow(CiphertextUnreadable);
  });

  it('refuses a ring that is empty, repeats a key or holds a key of another length', () => {
    expect(() => new AesGcmCredentialCipher([])).toThrow(RangeError);
    expect(() => new AesGcmCredentialCipher([key, key])).toThrow(RangeError);
    expect(() => new AesGcmCredentialCipher([Buffer.alloc(16)])).toThrow(RangeError);
  });
});
