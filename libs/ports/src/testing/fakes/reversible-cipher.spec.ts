import { CiphertextUnreadable, type SealContext } from '../../credential-cipher';
import { ReversibleCipher } from './reversible-cipher';

const CONTEXT: SealContext = {
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

  it.each<Partial<SealContext>>([
    { agencyId: 'other' },
    { accountId: 'other' },
    { network: 'hotmart' },
    { purpose: 'raw-page' },
  ])('opens nothing that was moved to %j', (moved) => {
    const sealed = cipher.seal(PLAIN, CONTEXT);
    expect(() => cipher.open(sealed, { ...CONTEXT, ...moved })).toThrow(CiphertextUnreadable);
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
