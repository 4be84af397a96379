const UNIT = 0x1_0000_0000;

function mixed(state: number, key: number): number {
  let word = Math.imul(state ^ key, 0x9e3779b1) + 0x7f4a7c15;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

/**
 * Random access to chance: every throw is a pure function of the keys it was built from and the name (a number) of
 * the throw, so that any order of any day is known without the ones before it.
 */
export class Dice {
  readonly #state: number;

  constructor(seed: number, ...keys: readonly number[]) {
    this.#state = keys.reduce(mixed, mixed(0x2545f491, seed));
  }

  /** A number in [0, 1). */
  unit(name: number): number {
    return mixed(this.#state, Math.imul(name + 1, 0x27d4eb2f)) / UNIT;
  }

  chance(name: number, probability: number): boolean {
    return this.unit(name) < probability;
  }

  /** A whole number from `low` up to and with `high`. */
  between(name: number, low: number, high: number): number {
    return low + Math.floor(this.unit(name) * (high - low + 1));
  }

  pick<Item>(name: number, items: readonly Item[]): Item {
    const item = items[Math.floor(this.unit(name) * items.length)];
    if (item === undefined) throw new RangeError('Nothing to pick from.');
    return item;
  }
}

/** A seed from text: the same text gives the same number everywhere. */
export function seedOf(text: string, seed: number): number {
  let state = seed >>> 0;
  for (const letter of text) state = mixed(state, letter.codePointAt(0) ?? 0);
  return state;
}
