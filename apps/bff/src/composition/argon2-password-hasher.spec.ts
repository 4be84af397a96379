import { Argon2PasswordHasher } from './argon2-password-hasher';

describe('Argon2PasswordHasher', () => {
  const hasher = new Argon2PasswordHasher();

  it('stores PHC strings with a salt of their own', async () => {
    const [one, other] = await Promise.all([hasher.hash('correct horse'), hasher.hash('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(other).not.toBe(one);
  });

  it('verifies the password, whichever way its letters were composed, and no other', async () => {
    const hash = await hasher.hash('caf\u00e9 au lait');
    expect(await hasher.verify('cafe\u0301 au lait', hash)).toBe(true);
    expect(await hasher.verify('cafe au lait', hash)).toBe(false);
    expect(await hasher.verify('', hash)).toBe(false);
  });

  it('verifies a hash made at another cost', async () => {
    // Made with the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1
    const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await hasher.verify('password', hash)).toBe(true);
    expect(await hasher.verify('passwore', hash)).toBe(false);
  });

  it('never lets an unknown member in', async () => {
    expect(await hasher.verify('anything', null)).toBe(false);
  });

  it('takes as long for an unknown member as for a wrong password', async () => {
    const hash = await hasher.hash('correct horse');
    const known = await fastest(() => hasher.verify('wrong', hash));
    const unknown = await fastest(() => hasher.verify('wrong', null));
    expect(unknown / known).toBeGreaterThan(0.4);
    expect(unknown / known).toBeLessThan(2.5);
  });

  it('says that a stored hash is broken without showing it', async () => {
    await expect(hasher.verify('x', '$2b$10$marked')).rejects.toThrow(
      /^A stored password hash is not in PHC/,
    );
  });
});

/** The fastest of several runs: what else the machine does only makes a run slower. */
async function fastest(act: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 7; run += 1) {
    const start = performance.now();
    await act();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}
