import { sparklinePaths } from './sparkline-path';

const SIZE = { width: 88, height: 30, inset: 4 };
const draw = (values: readonly number[], isOpen = false) =>
  sparklinePaths({ values, previous: [], isOpen, fromZero: false }, SIZE);

describe('sparklinePaths', () => {
  it('runs from edge to edge, highest value on top', () => {
    expect(draw([0, 10]).line).toBe('M4 26 L84 4');
  });

  it('keeps the open day apart so that it can be dotted', () => {
    const { line, open, end } = draw([0, 10, 5], true);
    expect(line).toBe('M4 26 L44 4');
    expect(open).toBe('M44 4 L84 15');
    expect(end).toEqual({ left: (84 / 88) * 100, top: 50 });
  });

  it('draws a flat line in the middle and nothing of nothing', () => {
    expect(draw([7, 7]).line).toBe('M4 15 L84 15');
    expect(draw([])).toMatchObject({ line: '', end: null });
  });
});
