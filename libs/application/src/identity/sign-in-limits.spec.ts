import { aMember } from '@tributary/domain/testing';
import { ELSEWHERE, HOME, IdentityWorld, NEW_AGENCY, PASSWORD } from '../testing/identity-world';

const ADA = NEW_AGENCY.owner.email;
const MINUTE = 60_000;
const TOO_MANY = { code: 'too-many-requests' };
const WRONG = { code: 'sign-in-failed' };

let world: IdentityWorld;
beforeEach(async () => {
  world = new IdentityWorld();
  await world.addAda();
});

const attempt = (email: string, address: string, password = 'a wrong password') =>
  world.signIn.run({ email, password, origin: { address, userAgent: null } });
const codeOf = (email: string, address: string, password?: string) =>
  attempt(email, address, password).then(
    () => 'signed-in',
    (error: unknown) => (error as { code: string }).code,
  );
const elsewhere = (number: number) => `203.0.${Math.floor(number / 250)}.${number % 250}`;

describe('guessing one password after another', () => {
  it('is stopped after ten wrong ones from one address, and the right one with them', async () => {
    for (let tries = 0; tries < 10; tries += 1) expect(await codeOf(ADA, '192.0.2.1')).toBe('sign-in-failed');
    expect(await codeOf(ADA, '192.0.2.1')).toBe('too-many-requests');
    expect(await codeOf(ADA, '192.0.2.1', PASSWORD)).toBe('too-many-requests');
    world.clock.advance(MINUTE);
    expect(await codeOf(ADA, '192.0.2.1', PASSWORD)).toBe('signed-in');
  });

  it('checks no password while it is stopped, and says for how long it is', async () => {
    for (let tries = 0; tries < 10; tries += 1) await codeOf(ADA, '192.0.2.1');
    const checked = world.passwords.verified.length;
    await expect(attempt(ADA, '192.0.2.1')).rejects.toMatchObject({
      ...TOO_MANY,
      retryAfterSeconds: 60,
      message: 'Too many tries. Wait 1 min, then try again.',
    });
    expect(world.passwords.verified).toHaveLength(checked);
  });

  it('counts all of an IPv6 line as one address', async () => {
    for (let tries = 0; tries < 10; tries += 1) await codeOf(ADA, `2001:db8:1:2::${tries.toString(16)}`);
    expect(await codeOf(ADA, '2001:db8:1:2:ffff::1')).toBe('too-many-requests');
    expect(await codeOf(ADA, '2001:db8:1:3::1')).toBe('sign-in-failed');
  });

  it('is the same for accounts that do not exist', async () => {
    const known: string[] = [];
    const unknown: string[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      known.push(await codeOf(ADA, '192.0.2.1'));
      unknown.push(await codeOf('nobody@example.com', '192.0.2.2'));
    }
    expect(unknown).toEqual(known);
  });

  it('is one account however its e-mail is written', async () => {
    for (let tries = 0; tries < 10; tries += 1)
      await codeOf(tries % 2 ? ' ADA@example.com ' : ADA, '192.0.2.1');
    expect(await codeOf('aDa@eXample.com', '192.0.2.1')).toBe('too-many-requests');
  });
});

describe('guessing from many addresses', () => {
  const hammer = async () => {
    let refused = 0;
    for (let number = 0; number < 200; number += 1)
      if ((await codeOf(ADA, elsewhere(number))) === 'too-many-requests') refused += 1;
    return refused;
  };

  it('is slowed down for the account as a whole', async () => {
    expect(await hammer()).toBe(180);
  });

  it('does not keep the person out where they signed in before, however long it lasts', async () => {
    await world.signInAs();
    await hammer();
    expect(await codeOf(ADA, ELSEWHERE.address ?? '', PASSWORD)).toBe('too-many-requests');
    for (let day = 0; day < 3; day += 1) {
      await hammer();
      await expect(world.signInAs()).resolves.toBeDefined();
      world.clock.advance(24 * 60 * MINUTE);
    }
  });

  it('does not make a guess at a known address free', async () => {
    await world.signInAs();
    for (let tries = 0; tries < 10; tries += 1) await codeOf(ADA, HOME.address ?? '');
    await expect(world.signInAs()).rejects.toMatchObject(TOO_MANY);
  });
});

describe('one password for many people', () => {
  it('is stopped after fifty people from one address', async () => {
    const answers: string[] = [];
    for (let person = 0; person < 60; person += 1)
      answers.push(await codeOf(`p${person}@example.com`, '192.0.2.1'));
    expect(answers.filter((code) => code === 'sign-in-failed')).toHaveLength(50);
    expect(await codeOf('p1@example.com', '192.0.2.2')).toBe('sign-in-failed');
  });

  it('is no office in which many people sign in', async () => {
    const hash = await world.passwords.hash(PASSWORD);
    for (let person = 0; person < 80; person += 1) {
      const email = `p${person}@example.com`;
      await world.members.add(aMember({ id: `p${person}`, email, agencyId: (await ada()).agencyId }), hash);
      await expect(world.signInAs(PASSWORD, email)).resolves.toBeDefined();
    }
  });

  const ada = async () => {
    const found = await world.members.findByEmail(ADA);
    if (!found) throw new Error('Ada is gone');
    return found.member;
  };
});

describe('what is written down', () => {
  const entries = () => world.audit.entries.filter(({ actor }) => actor.kind !== 'operator');

  it('names the member of a failed sign-in to the agency, and nobody of an unknown one to anybody', async () => {
    await expect(attempt(ADA, '192.0.2.1')).rejects.toMatchObject(WRONG);
    await expect(attempt('mallory@example.com', '192.0.2.1')).rejects.toMatchObject(WRONG);
    expect(entries()).toMatchObject([
      {
        action: 'sign-in.fail',
        outcome: 'refused',
        actor: { kind: 'visitor' },
        origin: { address: '192.0.2.1' },
      },
    ]);
    expect(world.log.events.map(({ name, memberId }) => [name, memberId !== null])).toEqual([
      ['sign-in.fail', true],
      ['sign-in.fail', false],
    ]);
    expect(JSON.stringify(world.log.events)).not.toMatch(/ada@|mallory@|wrong password/i);
  });

  it('stores nothing readable about whom it counts', async () => {
    await expect(attempt(ADA, '192.0.2.1')).rejects.toMatchObject(WRONG);
    const subjects = [...world.attempts.paidOffAt.keys()];
    expect(subjects).toHaveLength(3);
    for (const subject of subjects) expect(subject).toMatch(/^[\da-f]{64}$/);
  });

  it('tells the operator that somebody was stopped', async () => {
    for (let tries = 0; tries < 11; tries += 1) await codeOf(ADA, '192.0.2.1');
    expect(world.log.events.at(-1)).toMatchObject({ name: 'sign-in.limit', address: '192.0.2.1' });
  });

  it('tells the agency of sessions that open, close and are stolen', async () => {
    const { refreshToken } = await world.signInAs();
    const { refreshToken: second } = await world.refresh.run(refreshToken, HOME);
    await expect(world.refresh.run(refreshToken, ELSEWHERE)).rejects.toMatchObject({ code: 'session-ended' });
    await expect(world.refresh.run(second, HOME)).rejects.toMatchObject({ code: 'session-ended' });
    await world.signOut.run((await world.signInAs()).refreshToken, HOME);
    expect(entries().map(({ action, actor }) => `${action} ${actor.kind}`)).toEqual([
      'session.open member',
      'session.reuse visitor',
      'session.open member',
      'session.close member',
    ]);
  });
});
