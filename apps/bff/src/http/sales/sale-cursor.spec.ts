import { Refusal } from '@tributary/application';
import fc from 'fast-check';
import { refusalOf } from '../../testing/refusal-of';
import { decodeCursor, encodeCursor } from './sale-cursor';

const cursor = fc.record({
  saleDate: fc.date({ min: new Date('1970-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
  accountId: fc.uuid(),
  externalOrderId: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }).filter(isStorable),
});

/** What Postgres stores as text. */
function isStorable(text: string): boolean {
  return !text.includes('\0');
}

describe('the cursor of a sales list', () => {
  it('comes back as it was given out', () => {
    fc.assert(
      fc.property(cursor, (given) => {
        expect(decodeCursor(encodeCursor(given))).toEqual(given);
      }),
    );
  });

  it('fits into a URL as it is', () => {
    fc.assert(
      fc.property(cursor, (given) => {
        expect(encodeCursor(given)).toMatch(/^[A-Za-z0-9_-]+$/);
      }),
    );
  });

  it('is refused by name when it is anything else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json().map(encoded)), (text) => {
        expect(() => decodeCursor(text)).toThrow(Refusal);
      }),
    );
  });

  it.each([
    ['a day that is none', ['2026-02-31T00:00:00.000Z', '0198c0de-0000-4000-8000-000000000001', 'x']],
    ['a year nobody sold in', ['0000-01-01T00:00:00.000Z', '0198c0de-0000-4000-8000-000000000001', 'x']],
    ['an account that is no id', ['2026-02-01T00:00:00.000Z', 'first', 'x']],
    ['no order', ['2026-02-01T00:00:00.000Z', '0198c0de-0000-4000-8000-000000000001', '']],
    [
      'a text Postgres cannot hold',
      ['2026-02-01T00:00:00.000Z', '0198c0de-0000-4000-8000-000000000001', 'a\0'],
    ],
    ['a part too many', ['2026-02-01T00:00:00.000Z', '0198c0de-0000-4000-8000-000000000001', 'x', 'y']],
  ])('is refused with %s', async (_, parts) => {
    const { code, fields } = await refusalOf(() => decodeCursor(encoded(JSON.stringify(parts))));
    expect([code, fields.map(({ field }) => field)]).toEqual(['invalid-input', ['cursor']]);
  });
});

function encoded(json: string): string {
  return Buffer.from(json).toString('base64url');
}
