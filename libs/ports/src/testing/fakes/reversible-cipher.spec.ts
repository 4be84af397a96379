import { type AccountSealContext, CiphertextUnreadable, keyIdOf } from '../../credential-cipher';
import { ReversibleCipher } from './reversible-cipher';

const CONTEXT: AccountSealContext = {
  agencyId: 'agency',
  accountId: 'account',
  network: 'clickbank',
  purpose: 'credentials',
};
const PLAIN = new TextEncoder().encode('an invented secret');

describe('ReversibleCipher', () => {
  const cipher = new ReversibleCipher();

  it('opens what it sealed, shows nothing of it, and never seals twice alike', () => {
    const sealed = cipher.seal(PLAIN, CONTEXT);
    expect(cipher.open(sealed, CONTEXT)).toEqual(PLAIN);
    expect(new TextDecoder().decode(sealed)).not.toContain('invented');
    expect(cipher.seal(PLAIN, CONTEXT)).not.toEqual(sealed);
  });

  it.each<Partial<AccountSealContext>>([
    { agencyId: 'other' },
    { accountId: 'other' },
    { network: 'hotmart' },
    { purpose: 'raw-page' },
  ])('opens nothing that was moved to %j', (moved) => {
    const sealed = cipher.seal(PLAIN, CONTEXT);
    expect(() => cipher.open(sealed, { ...CONTEXT, ...moved })).toThrow(CiphertextUnreadable);
  });

  it('opens what another key of its ring sealed, and nothing of a key it has not', () => {
    const turned = new ReversibleCipher(['0fb1b2b3', ...cipher.keyIds]);
    expect(turned.open(cipher.seal(PLAIN, CONTEXT), CONTEXT)).toEqual(PLAIN);
    const sealed = turned.seal(PLAIN, CONTEXT);
    expect(keyIdOf(sealed)).toBe('0fb1b2b3');
    expect(() => cipher.open(sealed, CONTEXT)).toThrow(CiphertextUnreadable);
  });

  it('opens nothing that was changed or cut', () => {
    const sealed = cipher.seal(PLAIN, CONTEXT);
    for (const place of sealed.keys()) {
      const changed = sealed.map((byte, index) => (index === place ? byte ^ 1 : byte));
      expect(() => cipher.open(changed, CONTEXT)).toThrow(CiphertextUnreadable);
      expect(() => cipher.open(sealed.slice(0, place), CONTEXT)).toThrow(CiphertextUnreadable);
    }
  });
});
