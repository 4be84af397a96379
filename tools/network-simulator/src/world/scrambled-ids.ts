const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const FIRST_DAY = 17_000;
const INDEXES = 1 << 20;
const CYCLES = 16;

/** Where in the world a payment lives: the day of its order, the order's number that day, and its step. */
export interface Place {
  readonly day: number;
  readonly index: number;
  readonly cycle: number;
}

/**
 * Ids that look random, never collide within an account, and can be read back to the place they came from
 * without an index: multiplication by a unit of the ring, plus an offset of the account.
 */
export class ScrambledIds {
  readonly #size: bigint;
  readonly #offset: bigint;
  readonly #ring: Ring;

  constructor(size: bigint, offset: number) {
    this.#size = size;
    this.#offset = BigInt(offset) % size;
    this.#ring = ringOf(size);
  }

  encode({ day, index, cycle }: Place): bigint {
    const number = BigInt(((day - FIRST_DAY) * INDEXES + index) * CYCLES + cycle);
    return (number * this.#ring.factor + this.#offset) % this.#size;
  }

  /** Reads any number back; one that was never given out lands on a place where nothing happened. */
  decode(id: bigint): Place {
    const back = (((id - this.#offset + this.#size) % this.#size) * this.#ring.inverse) % this.#size;
    const number = Number(back);
    const order = Math.floor(number / CYCLES);
    return {
      day: Math.floor(order / INDEXES) + FIRST_DAY,
      index: order % INDEXES,
      cycle: number % CYCLES,
    };
  }
}

interface Ring {
  readonly factor: bigint;
  readonly inverse: bigint;
}

/** Pure values by size, worked out once: ids are made for every row. */
const RINGS = new Map<bigint, Ring>();

function ringOf(size: bigint): Ring {
  const known = RINGS.get(size);
  if (known !== undefined) return known;
  let factor = 0x9e3779b97f4a7c15n % size;
  while (gcd(factor, size) !== 1n) factor += 1n;
  const ring = { factor, inverse: inverse(factor, size) };
  RINGS.set(size, ring);
  return ring;
}

function gcd(left: bigint, right: bigint): bigint {
  return right === 0n ? left : gcd(right, left % right);
}

function inverse(value: bigint, size: bigint): bigint {
  let [low, high, x, y] = [value, size, 1n, 0n];
  while (high !== 0n) {
    const quotient = low / high;
    [low, high] = [high, low % high];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % size) + size) % size;
}

/** Upper-case letters and digits, padded to a fixed length. */
export function alphanumeric(id: bigint, length: number): string {
  return id.toString(36).toUpperCase().padStart(length, '0');
}

/** The number behind {@link alphanumeric}; null when the text is none. */
export function fromAlphanumeric(text: string): bigint | null {
  let value = 0n;
  for (const letter of text) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) return null;
    value = value * 36n + BigInt(digit);
  }
  return value;
}
