import { leaksOf, markedLike } from './canary';

const VALUE = markedLike('API-DEMO0NORTHBANK0000000000000000000001');
const isFoundIn = (text: string) =>
  leaksOf([{ name: 'it', value: VALUE }], [{ name: 'here', text }]).length > 0;

describe('looking for a canary', () => {
  it.each([
    ['as it is', VALUE],
    ['in the middle of a text', `{"key":"${VALUE}"}`],
    ['in parts, its beginning', `${VALUE.slice(0, 12)}…`],
    ['in parts, its end', `…${VALUE.slice(-12)}`],
    ['in base64', Buffer.from(VALUE).toString('base64')],
    ['in base64 behind something', Buffer.from(`me:${VALUE}`).toString('base64')],
    ['in base64 behind something else', Buffer.from(`user:${VALUE}:x`).toString('base64')],
    ['in base64url', Buffer.from(VALUE).toString('base64url')],
    ['as bytes of a table', `\\x7b22${Buffer.from(VALUE).toString('hex')}`],
  ])('finds it %s', (_, text) => {
    expect(isFoundIn(text)).toBe(true);
  });

  it('finds what is encoded for an address', () => {
    const value = 'a+b/c=d+e/f=g+h/i=j+k/l=m';
    const text = `?token=${encodeURIComponent(value)}`;
    expect(leaksOf([{ name: 'it', value }], [{ name: 'here', text }])).toEqual(['it in here']);
  });

  it('finds neither others nor the four characters that people see', () => {
    expect(isFoundIn(markedLike(VALUE))).toBe(false);
    expect(isFoundIn(VALUE.slice(-4))).toBe(false);
  });

  it('refuses a secret that others may hold a part of by chance', () => {
    expect(() => leaksOf([{ name: 'it', value: 'short' }], [])).toThrow(RangeError);
  });

  it('makes texts of the same form', () => {
    expect(VALUE).toMatch(/^API-[A-Z]{4}\d[A-Z]{9}\d{22}$/);
    expect(markedLike('de000000-0000-4000-8000-00000000d001')).toMatch(/^[0-9a-f-]{36}$/);
    expect(markedLike(VALUE)).not.toBe(VALUE);
  });
});
