import { contradictsStored } from './empty-answer';

describe('contradictsStored', () => {
  it.each([
    [0, 500, true],
    [0, 6, true],
    [0, 5, false],
    [0, 0, false],
    [1, 500, false],
  ])('an answer of %i rows where %i sales are stored: %s', (rows, storedSales, expected) => {
    expect(contradictsStored({ rows, storedSales })).toBe(expected);
  });
});
