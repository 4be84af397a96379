import { cipherOf } from './cipher-of';

const OLD = 'a'.repeat(64);
const NEW = 'b'.repeat(64);
const CONTEXT = {
  agencyId: 'agency',
  accountId: 'account',
  network: 'jvzoo',
  purpose: 'credentials',
} as const;

describe('the ring of keys', () => {
  const ring = (sealing: string, ...opening: string[]) =>
    cipherOf({ ENCRYPTION_KEY: sealing, ENCRYPTION_OPENING_KEYS: opening });

  it('seals with the one key and opens with the others', () => {
    const sealed = ring(OLD).seal(Buffer.from('secret'), CONTEXT);
    expect(Buffer.from(ring(NEW, OLD).open(sealed, CONTEXT)).toString()).toBe('secret');
    expect(() => ring(NEW).open(sealed, CONTEXT)).toThrow();
    expect(ring(NEW, OLD).keyIds).toEqual([...ring(NEW).keyIds, ...ring(OLD).keyIds]);
  });

  it('holds a key once that is named twice, in whatever case', () => {
    expect(ring(NEW, OLD, NEW.toUpperCase(), OLD).keyIds).toEqual(ring(NEW, OLD).keyIds);
  });
});
