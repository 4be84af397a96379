import { IV_BYTES, InitialisationVectors } from './initialisation-vectors';

const MILLION = 1_000_000;

describe('InitialisationVectors', () => {
  it('never gives one twice in a million', () => {
    const vectors = new InitialisationVectors();
    const starts = new BigUint64Array(MILLION);
    const ends = new Uint32Array(MILLION);
    for (let count = 0; count < MILLION; count++) {
      const vector = vectors.next();
      if (vector.length !== IV_BYTES) throw new Error(`Vector ${count} has ${vector.length} bytes`);
      starts[count] = vector.readBigUInt64BE();
      ends[count] = vector.readUInt32BE(8);
    }
    // The first 64 bits alone are different already, and the last 32 are no constant either.
    starts.sort();
    expect(starts.findIndex((start, at) => start === starts[at - 1])).toBe(-1);
    expect(new Set(ends).size).toBeGreaterThan(999_000);
  });

  it('shares none with another of its kind', () => {
    const [one, two] = [new InitialisationVectors(), new InitialisationVectors()];
    const drawn = Array.from({ length: 2_000 }, () => [one.next(), two.next()]).flat();
    expect(new Set(drawn.map((vector) => vector.toString('hex'))).size).toBe(4_000);
  });
});
