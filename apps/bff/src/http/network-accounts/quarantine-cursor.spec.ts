import { refusalOf } from '../../testing/refusal-of';
import { decodeQuarantineCursor, encodeQuarantineCursor } from './quarantine-cursor';

const ID = 'a0'.repeat(32);
const encoded = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe('the cursor of a quarantine', () => {
  it('comes back as it was given out', () => {
    const cursor = { firstSeenAt: new Date('2026-11-20T13:26:00.123Z'), id: ID };
    expect(decodeQuarantineCursor(encodeQuarantineCursor(cursor))).toEqual(cursor);
  });

  it.each([
    ['no JSON', 'x'],
    ['a day that is none', encoded(['2026-02-31T00:00:00.000Z', ID])],
    ['a year before there was any row', encoded(['0001-01-01T00:00:00.000Z', ID])],
    ['an id that is none', encoded(['2026-02-01T00:00:00.000Z', "'; drop table sale; --"])],
    ['a part too many', encoded(['2026-02-01T00:00:00.000Z', ID, 1])],
  ])('is refused with %s', async (_, text) => {
    const { code, fields } = await refusalOf(() => decodeQuarantineCursor(text));
    expect([code, fields.map(({ field }) => field)]).toEqual(['invalid-input', ['cursor']]);
  });
});
