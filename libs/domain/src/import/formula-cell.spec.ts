import fc from 'fast-check';
import { csvCell, isFormula, unescapedCell } from './formula-cell';

describe('formula cells', () => {
  it.each([
    ...['=1+1', '+49 30', '-x', '@SUM(A1)', '\t=1', '\r=1', '\n=1', "-2+3+cmd|' /C calc'!A0"],
    ...['＝1+1', '＋1', '－x', '＠SUM(A1)'],
  ])('%j would be run', (cell) => {
    expect(isFormula(cell)).toBe(true);
    expect(csvCell(cell)).toMatch(/^"?'/);
  });

  it.each(['', '12', '-12.50', '+7', '1,234.50', 'a=b', "'=1"])('%j is only shown', (cell) => {
    expect(isFormula(cell)).toBe(false);
  });

  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    [' blank ', '" blank "'],
  ])('%j is written as %s', (cell, written) => {
    expect(csvCell(cell)).toBe(written);
  });

  it('is the same after being escaped and read', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', '＠', 'a', '1') });
    fc.assert(
      fc.property(text, (cell) => {
        expect(unescapedCell(csvCell(cell))).toBe(cell);
      }),
    );
  });
});
