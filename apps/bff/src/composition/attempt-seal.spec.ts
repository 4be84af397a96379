import { AttemptSeal } from './attempt-seal';

const TEXT = '{"state":"s"}';
const seal = new AttemptSeal('a'.repeat(64));

describe('AttemptSeal', () => {
  it('opens what it sealed, never seals twice alike, and shows nothing of it', () => {
    const sealed = seal.seal(TEXT);
    expect(seal.open(sealed)).toBe(TEXT);
    expect(seal.seal(TEXT)).not.toBe(sealed);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('state');
    expect(new AttemptSeal('a'.repeat(64)).open(sealed)).toBe(TEXT);
  });

  it('opens nothing that was changed or cut anywhere, or that another secret sealed', () => {
    const bytes = Buffer.from(seal.seal(TEXT), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(seal.open(changed.toString('base64url'))).toBeNull();
      expect(seal.open(bytes.subarray(0, at).toString('base64url'))).toBeNull();
    }
    expect(seal.open(new AttemptSeal('b'.repeat(64)).seal(TEXT))).toBeNull();
    for (const text of ['', '!!!', 'e30']) expect(seal.open(text)).toBeNull();
  });
});
