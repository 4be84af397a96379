import { CiphertextUnreadable, CredentialCipher, type SealContext } from '@tributary/ports';
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { IV_BYTES, InitialisationVectors } from './initialisation-vectors';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 1;
const KEY_BYTES = 32;
const KEY_ID_BYTES = 4;
/**
 * Named on both sides: left to itself Node accepts the first 4 bytes of a tag, which can be guessed. So a text that was
 * cut within its header does not open either.
 */
const TAG_BYTES = 16;

const KEY_ID_AT = 1;
const IV_AT = KEY_ID_AT + KEY_ID_BYTES;
const TAG_AT = IV_AT + IV_BYTES;
const TEXT_AT = TAG_AT + TAG_BYTES;

/**
 * Seals with AES-256-GCM. Layout: version (1 byte), key id (4), initialisation vector (12), tag (16), ciphertext.
 * The key id is the start of the key's SHA-256, so a ring of keys can be turned: the newest seals, all of them open.
 */
export class AesGcmCredentialCipher extends CredentialCipher {
  readonly keyIds: CredentialCipher['keyIds'];
  private readonly newest: { readonly id: Buffer; readonly key: Uint8Array };
  private readonly vectors = new InitialisationVectors();
  private readonly ring: ReadonlyMap<string, Uint8Array>;

  /**
   * @param keys newest first, 32 bytes each; see `parseEncryptionKey`.
   * @throws {RangeError} without a key, with one of another length, or when two keys share their id.
   */
  constructor(keys: readonly Uint8Array[]) {
    super();
    const [newest, ...older] = keys;
    if (!newest) throw new RangeError('The cipher needs at least one key');
    if (keys.some((key) => key.length !== KEY_BYTES)) throw new RangeError('A key has 32 bytes');
    this.newest = { id: keyId(newest), key: newest };
    this.keyIds = [hexId(newest), ...older.map(hexId)];
    this.ring = new Map(keys.map((key) => [hexId(key), key]));
    if (this.ring.size !== keys.length) throw new RangeError('Two keys of the ring have the same id');
  }

  seal(plain: Uint8Array, context: SealContext): Uint8Array {
    const { id, key } = this.newest;
    const iv = this.vectors.next();
    const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(boundTo(id, context));
    const text = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), id, iv, cipher.getAuthTag(), text]);
  }

  /** @throws {CiphertextUnreadable} for every fault alike; its cause is not told, so nothing can be probed. */
  open(sealed: Uint8Array, context: SealContext): Uint8Array {
    try {
      return this.verified(Buffer.from(sealed), context);
    } catch {
      throw new CiphertextUnreadable();
    }
  }

  /** `final` verifies the tag: what `update` decrypted before is only returned after it. */
  private verified(sealed: Buffer, context: SealContext): Uint8Array {
    const id = sealed.subarray(KEY_ID_AT, IV_AT);
    const key = this.ring.get(id.toString('hex'));
    if (sealed[0] !== VERSION || !key) throw new CiphertextUnreadable();
    const iv = sealed.subarray(IV_AT, TAG_AT);
    const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(id, context));
    decipher.setAuthTag(sealed.subarray(TAG_AT, TEXT_AT));
    const unverified = decipher.update(sealed.subarray(TEXT_AT));
    return Buffer.concat([unverified, decipher.final()]);
  }
}

function keyId(key: Uint8Array): Buffer {
  return createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES);
}

function hexId(key: Uint8Array): string {
  return keyId(key).toString('hex');
}

/** One spelling for one context: a fixed order of keys, and JSON's quoting keeps the parts apart. */
function boundTo(id: Buffer, context: SealContext): Buffer {
  const { agencyId, purpose } = context;
  const bound = { version: VERSION, keyId: id.toString('hex'), agencyId, ...subjectOf(context), purpose };
  return Buffer.from(JSON.stringify(bound));
}

function subjectOf(context: SealContext): object {
  if ('memberId' in context) return { memberId: context.memberId };
  if (!('accountId' in context)) return {};
  return { accountId: context.accountId, network: context.network };
}
