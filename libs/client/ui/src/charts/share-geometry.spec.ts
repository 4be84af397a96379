import { divergingBars, isWhole, stackParts } from './share-geometry';
import type { ShareRow } from './share-view';
import { CLICKBANK } from './testing';

function rows(...values: readonly number[]): ShareRow[] {
  return values.map((value, index) => ({
    network: { ...CLICKBANK, code: `n${index}` },
    value,
    text: '',
    shareText: '',
    change: null,
    note: null,
  }));
}

describe('share geometry', () => {
  it.each([
    [[3, 1], true],
    [[3, 0], true],
    [[3, -1], false],
    [[0, 0], false],
    [[], false],
  ])('calls %j a whole: %s', (values, expected) => {
    expect(isWhole(rows(...values))).toBe(expected);
  });

  it('stacks only what is above zero, to a hundred', () => {
    expect(stackParts(rows(3, 1, 0)).map(({ percent }) => percent)).toEqual([75, 25]);
  });

  it('draws both sides of one zero line on one scale', () => {
    expect(divergingBars(rows(300, -100))).toEqual([
      { start: 25, length: 75, zero: 25, isNegative: false },
      { start: 0, length: 25, zero: 25, isNegative: true },
    ]);
  });

  it('keeps the zero line at the far end when all are below', () => {
    expect(divergingBars(rows(-50))[0]).toEqual({ start: 0, length: 100, zero: 100, isNegative: true });
    expect(divergingBars(rows(0))[0]).toEqual({ start: 0, length: 0, zero: 0, isNegative: false });
  });
});
