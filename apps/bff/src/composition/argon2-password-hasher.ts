import { PasswordHasher } from '@tributary/ports';
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's first choice: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const TAG_LENGTH = 32;
const SALT_LENGTH = 16;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Argon2id from Node's own crypto, stored in PHC string format. */
export class Argon2PasswordHasher extends PasswordHasher {
  /** Verified against for unknown members, so that they take as long as known ones. */
  private readonly decoy = this.hash(randomBytes(SALT_LENGTH).toString('hex'));

  async hash(password: string): Promise<string> {
    const nonce = randomBytes(SALT_LENGTH);
    const tag = await tagOf(password, { nonce, memory: MEMORY_KIB, passes: PASSES, lanes: LANES });
    return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(nonce)}$${unpadded(tag)}`;
  }

  async verify(password: string, hash: string | null): Promise<boolean> {
    const [, memory, passes, lanes, salt, tag] = PHC.exec(hash ?? (await this.decoy)) ?? [];
    if (salt === undefined || tag === undefined)
      throw new Error('A stored password hash is not in PHC format');
    const actual = await tagOf(password, {
      nonce: Buffer.from(salt, 'base64'),
      memory: Number(memory),
      passes: Number(passes),
      lanes: Number(lanes),
    });
    return timingSafeEqual(actual, Buffer.from(tag, 'base64')) && hash !== null;
  }
}

interface Cost {
  readonly nonce: Buffer;
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

function tagOf(password: string, cost: Cost): Promise<Buffer> {
  const { nonce, memory, passes, lanes } = cost;
  const message = Buffer.from(password.normalize('NFKC'));
  return derive('argon2id', { message, nonce, memory, passes, parallelism: lanes, tagLength: TAG_LENGTH });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
