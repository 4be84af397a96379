import { jsonText } from './json-lines';

const ROW = {
  zone: 'Europe/Berlin',
  transaction: { id: 7, amount: '1,50', buyer: {}, items: [{ price: null }, { price: 'x' }], tags: [] },
};
const wrong = (field: string | null, row: unknown = ROW) =>
  jsonText(row, field)
    .lines.filter(({ isWrong }) => isWrong)
    .map(({ text }) => text.trim());

describe('jsonText', () => {
  it('is the JSON of the row, indented as everywhere else', () => {
    for (const value of [ROW, [], {}, [1, 'a', null, [true]], 'text', null]) {
      expect(jsonText(value, null).text).toBe(JSON.stringify(value, null, 2));
    }
  });

  it.each([
    ['transaction.amount', ['"amount": "1,50",']],
    ['amount', ['"amount": "1,50",']],
    ['id|amount', ['"id": 7,', '"amount": "1,50",']],
    ['items.1.price', ['"price": null', '"price": "x"']],
    ['mount', []],
    ['transaction.currency', []],
    [null, []],
    ['', []],
  ])('marks the lines of %s', (field, lines) => {
    expect(wrong(field)).toEqual(lines);
    expect(jsonText(ROW, field).hasField).toBe(lines.length > 0);
  });

  it('marks everything below a field that is no plain value', () => {
    expect(wrong('items')).toEqual([
      '"items": [',
      '{',
      '"price": null',
      '},',
      '{',
      '"price": "x"',
      '}',
      '],',
    ]);
  });

  it('finds a field of a list whose only entry came without the list', () => {
    expect(wrong('lines.0.amount', { lines: { amount: 'x' } })).toEqual(['"amount": "x"']);
  });
});
