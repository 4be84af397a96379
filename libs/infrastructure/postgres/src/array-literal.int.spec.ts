import fc from 'fast-check';
import { arrayLiteral } from './array-literal';
import { createTestDatabase, type TestDatabase } from './testing';
import { rowsOf } from './testing/world';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Postgres keeps every text but those with a zero. */
const text = fc.string({ unit: 'binary' }).filter((one) => !one.includes('\0') && one.isWellFormed());
const awkward = fc.constantFrom('', 'null', 'NULL', '{}', ',', ' ', '"', '\\', '\\"', 'a\nb', '{"a":1}');

describe('lists as parameters', () => {
  it('arrive as they were', async () => {
    const list = fc.array(fc.oneof(text, awkward, fc.constant(null)));
    await fc.assert(
      fc.asyncProperty(list, async (texts) => {
        const literal = arrayLiteral(texts);
        expect(typeof literal).toBe('string');
        const [row] = await rowsOf(database.orm, 'select $1::text[] as list', [literal]);
        expect(row?.list).toEqual(texts);
      }),
    );
  });

  it('are numbers and truth values too, and left to the driver where they are anything else', async () => {
    const [row] = await rowsOf(database.orm, 'select $1::float8[] as numbers, $2::boolean[] as truths', [
      [1, -2.5, null],
      [true, false, null],
    ]);
    expect(row).toEqual({ numbers: [1, -2.5, null], truths: [true, false, null] });
    const bytes = [Buffer.from('a')];
    expect(arrayLiteral(bytes)).toBe(bytes);
  });
});
