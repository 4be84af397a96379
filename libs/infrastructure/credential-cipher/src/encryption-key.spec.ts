import { parseEncryptionKey } from './encryption-key';

const GOOD = '0123456789abcdefABCDEF00112233445566778899aabbccddeeff0011223344';

describe('parseEncryptionKey', () => {
  it('reads 64 hexadecimal characters of either case as 32 bytes', () => {
    expect(parseEncryptionKey(GOOD)).toHaveLength(32);
    expect(Buffer.from(parseEncryptionKey(GOOD)).toString('hex')).toBe(GOOD.toLowerCase());
  });

  it.each([
    ['nothing', ''],
    ['one too few', GOOD.slice(1)],
    ['one too many', `${GOOD}0`],
    ['a letter that is no digit', `g${GOOD.slice(1)}`],
    ['white space around it', ` ${GOOD.slice(1)}`],
    ['a line break at its end', `${GOOD}\n`],
  ])('refuses %s and says how to make a key', (_, text) => {
    expect(() => parseEncryptionKey(text)).toThrow(/64 hexadecimal.*randomBytes\(32\)\.toString\('hex'\)/);
  });

  it('does not repeat the refused text', () => {
    const almost = `${GOOD}ff`;
    expect(() => parseEncryptionKey(almost)).toThrow(RangeError);
    expect(() => parseEncryptionKey(almost)).not.toThrow(GOOD);
  });
});
