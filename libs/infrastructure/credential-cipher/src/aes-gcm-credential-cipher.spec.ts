import { type AccountSealContext, CiphertextUnreadable, keyIdOf } from '@tributary/ports';
import { createHash, randomBytes } from 'node:crypto';
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

function flipped(sealed: Uint8Array, bit: number): Uint8Array {
  return sealed.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}

/** The one error that tells nothing: no cause, no message of its own. */
function isRefused(sealed: Uint8Array): boolean {
  const fault = faultOf(() => cipher.open(sealed, context));
  return (
    fault instanceof CiphertextUnreadable &&
    fault.message === new CiphertextUnreadable().message &&
    !Object.hasOwn(fault, 'cause')
  );
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

  it('takes a new initialisation vector for every seal', () => {
    const vectors = Array.from({ length: 2_000 }, () =>
      Buffer.from(cipher.seal(Buffer.of(1), context))
        .subarray(5, 17)
        .toString('hex'),
    );
    expect(new Set(vectors).size).toBe(2_000);
  });

  it('opens with every key of the ring and seals with the newest', () => {
    const old = new AesGcmCredentialCipher([olderKey]).seal(plain, context);
    const ring = new AesGcmCredentialCipher([key, olderKey]);
    expect(Buffer.from(ring.open(old, context)).equals(plain)).toBe(true);
    expect(Buffer.from(cipher.open(ring.seal(plain, context), context)).equals(plain)).toBe(true);
  });

  it('refuses a change of any single bit, of the header as of the text', () => {
    const sealed = cipher.seal(plain, context);
    const bits = Array.from({ length: sealed.length * 8 }, (_, bit) => bit);
    expect(bits.filter((bit) => !isRefused(flipped(sealed, bit)))).toEqual([]);
  });

  it('refuses every truncation and every extension', () => {
    const sealed = cipher.seal(plain, context);
    const lengths = Array.from({ length: sealed.length }, (_, length) => length);
    expect(lengths.filter((length) => !isRefused(sealed.subarray(0, length)))).toEqual([]);
    expect(isRefused(Buffer.concat([sealed, Buffer.of(0)]))).toBe(true);
  });

  it.each<Partial<AccountSealContext>>([
    { agencyId: '0198c0de-0000-7000-8000-000000000002' },
    { accountId: '0198c0de-0000-7000-8000-00000000a002' },
    { network: 'digistore24' },
    { purpose: 'raw-page' },
    { purpose: 'quarantined-row' },
    { purpose: 'notification-secrets' },
    { purpose: 'notification' },
    { purpose: 'import-file' },
  ])('refuses a text that was moved to %j', (other) => {
    const sealed = cipher.seal(plain, context);
    expect(() => cipher.open(sealed, { ...context, ...other })).toThrow(CiphertextUnreadable);
  });

  it('refuses two texts that changed places', () => {
    const other = { ...context, accountId: '0198c0de-0000-7000-8000-00000000a002' };
    const [one, two] = [cipher.seal(plain, context), cipher.seal(plain, other)];
    expect(() => cipher.open(two, context)).toThrow(CiphertextUnreadable);
    expect(() => cipher.open(one, other)).toThrow(CiphertextUnreadable);
  });

  it('binds what is of a member to the agency and the member', () => {
    const agencyId = context.agencyId;
    const member = { agencyId, memberId: 'ada', purpose: 'second-factor' } as const;
    const sealed = cipher.seal(plain, member);
    expect(Buffer.from(cipher.open(sealed, member)).equals(plain)).toBe(true);
    for (const other of [{ ...member, memberId: 'bob' }, { ...member, agencyId: 'other' }, context]) {
      expect(() => cipher.open(sealed, other)).toThrow(CiphertextUnreadable);
    }
  });

  it('opens what earlier releases sealed', () => {
    const sealed =
      '014bb06f8ec96bca80827df4f1f189888cfe7bf20e6614bdbe891beef06dd4364fc58d79da5a651d284dc10ef3cac4cc3b5e9f6adc9d562c076d';
    expect(Buffer.from(cipher.open(Buffer.from(sealed, 'hex'), context)).equals(plain)).toBe(true);
  });

  it('does not depend on the order of the context’s keys', () => {
    const { agencyId, accountId, network, purpose } = context;
    const sealed = cipher.seal(plain, { purpose, network, accountId, agencyId });
    expect(Buffer.from(cipher.open(sealed, context)).equals(plain)).toBe(true);
  });

  it('refuses a version it does not know', () => {
    const sealed = Buffer.from(cipher.seal(plain, context));
    const others = [0, 2, 3, 255].map((version) => Buffer.concat([Buffer.of(version), sealed.subarray(1)]));
    expect(others.filter((other) => !isRefused(other))).toEqual([]);
  });

  it('tells the ids of its keys, the sealing one first, as its texts carry them', () => {
    const ring = new AesGcmCredentialCipher([key, olderKey]);
    expect(ring.keyIds).toHaveLength(2);
    expect(keyIdOf(ring.seal(plain, context))).toBe(ring.keyIds[0]);
    expect(keyIdOf(new AesGcmCredentialCipher([olderKey]).seal(plain, context))).toBe(ring.keyIds[1]);
  });

  it('refuses a key that is not in the ring', () => {
    const sealed = new AesGcmCredentialCipher([olderKey]).seal(plain, context);
    expect(isRefused(sealed)).toBe(true);
  });

  it('refuses the right tag when it is cut, which Node would accept by itself', () => {
    const sealed = cipher.seal(new Uint8Array(), context);
    expect(Buffer.from(cipher.open(sealed, context))).toHaveLength(0);
    const cuts = [4, 8, 12, 13, 14, 15].map((length) => sealed.subarray(0, 17 + length));
    expect(cuts.filter((cut) => !isRefused(cut))).toEqual([]);
  });

  it('refuses a ring that is empty, repeats a key or holds a key of another length', () => {
    expect(() => new AesGcmCredentialCipher([])).toThrow(RangeError);
    expect(() => new AesGcmCredentialCipher([key, key])).toThrow(RangeError);
    expect(() => new AesGcmCredentialCipher([Buffer.alloc(16)])).toThrow(RangeError);
  });
});
