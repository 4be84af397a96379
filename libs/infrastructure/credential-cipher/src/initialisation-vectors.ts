import { randomBytes } from 'node:crypto';

/** GCM's own length. Twice the same under one key would give both texts away, and the key that authenticates. */
export const IV_BYTES = 12;
/** Asking the system for each costs more than sealing a key does. */
const AT_ONCE = 1024;

/**
 * 96 random bits each. A counter would have to be shared by all processes; after six billion seals under one key (2³²·⁵),
 * two vectors are the same with a chance of one to 2³²: a key is to be turned long before.
 */
export class InitialisationVectors {
  private drawn = Buffer.alloc(0);

  next(): Buffer {
    if (this.drawn.length === 0) this.drawn = randomBytes(IV_BYTES * AT_ONCE);
    const vector = this.drawn.subarray(0, IV_BYTES);
    this.drawn = this.drawn.subarray(IV_BYTES);
    return vector;
  }
}
