import { alphanumeric, fromAlphanumeric, ScrambledIds } from './scrambled-ids';

describe('ScrambledIds', () => {
  it.each([36n ** 8n, 10n ** 12n, 10n ** 14n, 36n ** 17n])(
    'never gives one id twice and reads each back (%s)',
    (size) => {
      const ids = new ScrambledIds(size, 123_456_789);
      const seen = new Set<bigint>();
      for (let day = 20_000; day < 20_060; day += 1) {
        for (let index = 0; index < 20; index += 1) {
          for (const cycle of [0, 1, 5, 8]) {
            const id = ids.encode({ day, index, cycle });
            expect(ids.decode(id)).toEqual({ day, index, cycle });
            seen.add(id);
          }
        }
      }
      expect(seen.size).toBe(60 * 20 * 4);
    },
  );

  it('reads letters and digits back, and nothing else', () => {
    expect(fromAlphanumeric(alphanumeric(987_654_321n, 8))).toBe(987_654_321n);
    expect(fromAlphanumeric('ab-')).toBeNull();
  });
});
