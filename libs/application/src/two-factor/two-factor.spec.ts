import type { Member } from '@tributary/domain';
import { aMember } from '@tributary/domain/testing';
import { InMemoryPresence } from '@tributary/ports/testing';
import { ELSEWHERE, HOME, IdentityWorld, NEW_AGENCY, PASSWORD } from '../testing/identity-world';
import { ConfirmTwoFactor } from './confirm-two-factor';
import { DisableTwoFactor } from './disable-two-factor';
import { EnrolTwoFactor } from './enrol-two-factor';
import { insistOnTwoFactor } from './insist-on-two-factor';
import { ReadTwoFactor } from './read-two-factor';
import { RenewRecoveryCodes } from './renew-recovery-codes';
import { RequireTwoFactor } from './require-two-factor';
import { ResetTwoFactor } from './reset-two-factor';

const STEP = 30_000;
const REFUSED = { code: 'sign-in-failed' };

class TwoFactorWorld extends IdentityWorld {
  readonly enrol = new EnrolTwoFactor(this);
  readonly confirm = new ConfirmTwoFactor(this);
  readonly disable = new DisableTwoFactor(this);
  readonly renew = new RenewRecoveryCodes(this);
  readonly reset = new ResetTwoFactor(this);
  readonly demand = new RequireTwoFactor(this.policy, this.secondFactors, this.journal);
  readonly state = new ReadTwoFactor(this.secondFactors, this.recoveryCodes, this.policy);

  /** The code that the member's app shows now. */
  async codeOf({ agencyId, id }: Member): Promise<string> {
    const key = { agencyId, memberId: id };
    const factor = await this.secondFactors.find(key);
    if (!factor) throw new Error('There is no second factor');
    const secret = this.cipher.open(factor.sealedSecret, { ...key, purpose: 'second-factor' });
    return this.oneTimeCodes.codeAt(secret, this.clock.now());
  }

  /** @returns the recovery codes. The app's code that confirms it is of the step before the one that is now. */
  async turnOn(member: Member): Promise<readonly string[]> {
    await this.enrol.run(member, { password: PASSWORD, origin: HOME });
    const codes = await this.confirm.run(member, keyOf(member), {
      code: await this.codeOf(member),
      origin: HOME,
    });
    this.clock.advance(STEP);
    return codes;
  }

  async ticket(password = PASSWORD): Promise<string> {
    const outcome = await this.signIn.run({ email: NEW_AGENCY.owner.email, password, origin: HOME });
    if (outcome.step !== 'second-factor') throw new Error('No second factor is asked for');
    return outcome.ticket;
  }
}

const keyOf = ({ agencyId, id }: Member) => ({ agencyId, memberId: id, familyId: 'this one' });

let world: TwoFactorWorld;
let ada: Member;
beforeEach(async () => {
  world = new TwoFactorWorld();
  ada = await world.addAda();
});

const complete = (ticket: string, code: string, origin = HOME) =>
  world.completeSignIn.run({ ticket, code, origin });

describe('turning two-factor sign-in on', () => {
  it('asks for the password', async () => {
    const enrol = world.enrol.run(ada, { password: 'wrong', origin: HOME });
    await expect(enrol).rejects.toMatchObject({ code: 'invalid-input', fields: [{ field: 'password' }] });
    expect(await world.secondFactors.find({ agencyId: ada.agencyId, memberId: ada.id })).toBeNull();
  });

  it('counts for nothing until a code confirms it', async () => {
    await world.enrol.run(ada, { password: PASSWORD, origin: HOME });
    const wrong = world.confirm.run(ada, keyOf(ada), { code: '000000', origin: HOME });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid-input', fields: [{ field: 'code' }] });
    expect(await world.state.run(ada)).toEqual({ isOn: false, isRequired: false, recoveryCodesLeft: 0 });
    await expect(world.signInAs()).resolves.toBeDefined();
  });

  it('stores the secret sealed for its member and the recovery codes hashed', async () => {
    const codes = await world.turnOn(ada);
    expect(new Set(codes).size).toBe(10);
    const stored = JSON.stringify([...world.factorStorage.codes.values()].map((hashes) => [...hashes]));
    for (const code of codes) expect(stored).not.toContain(code);
    const key = { agencyId: ada.agencyId, memberId: ada.id };
    const sealed = (await world.secondFactors.find(key))?.sealedSecret ?? new Uint8Array();
    const others = { ...key, memberId: 'another', purpose: 'second-factor' } as const;
    expect(() => world.cipher.open(sealed, others)).toThrow();
  });

  it('ends the sessions that were opened without it', async () => {
    const { refreshToken } = await world.signInAs();
    await world.turnOn(ada);
    await expect(world.refresh.run(refreshToken, HOME)).rejects.toMatchObject({ code: 'session-ended' });
  });

  it('is not done twice', async () => {
    await world.turnOn(ada);
    await expect(world.enrol.run(ada, { password: PASSWORD, origin: HOME })).rejects.toMatchObject({
      code: 'not-possible-now',
    });
    const again = world.confirm.run(ada, keyOf(ada), { code: await world.codeOf(ada), origin: HOME });
    await expect(again).rejects.toMatchObject({ code: 'not-possible-now' });
  });
});

describe('signing in with a second factor', () => {
  let recovery: readonly string[];
  beforeEach(async () => {
    recovery = await world.turnOn(ada);
  });

  it('opens a session after password and code', async () => {
    const session = await complete(await world.ticket(), await world.codeOf(ada));
    expect(JSON.parse(session.accessToken)).toMatchObject({ memberId: ada.id, method: 'two-factor' });
    expect(world.audit.entries.at(-1)).toMatchObject({
      action: 'session.open',
      after: { method: 'two-factor' },
    });
  });

  it('takes a code with a space in it, and none that is not of its time', async () => {
    const code = await world.codeOf(ada);
    world.clock.advance(2 * STEP);
    await expect(complete(await world.ticket(), code)).rejects.toMatchObject(REFUSED);
    const now = await world.codeOf(ada);
    await expect(complete(await world.ticket(), `${now.slice(0, 3)} ${now.slice(3)}`)).resolves.toBeDefined();
  });

  it('takes no code twice', async () => {
    const code = await world.codeOf(ada);
    await complete(await world.ticket(), code);
    await expect(complete(await world.ticket(), code, ELSEWHERE)).rejects.toMatchObject(REFUSED);
  });

  it('does not take the code that turned it on', async () => {
    const fresh = new TwoFactorWorld();
    const member = await fresh.addAda();
    await fresh.enrol.run(member, { password: PASSWORD, origin: HOME });
    const code = await fresh.codeOf(member);
    await fresh.confirm.run(member, keyOf(member), { code, origin: HOME });
    const second = fresh.completeSignIn.run({ ticket: await fresh.ticket(), code, origin: HOME });
    await expect(second).rejects.toMatchObject(REFUSED);
  });

  it('takes each recovery code once, however it is written', async () => {
    const [code = ''] = recovery;
    await complete(await world.ticket(), code.toUpperCase().replaceAll('-', ' '));
    await expect(complete(await world.ticket(), code)).rejects.toMatchObject(REFUSED);
    expect((await world.state.run(ada)).recoveryCodesLeft).toBe(9);
    expect(world.audit.entries.map(({ action }) => action)).toContain('recovery-code.use');
  });

  it.each<[string, () => unknown]>([
    [
      'after five minutes',
      () => {
        world.clock.advance(5 * 60_000);
      },
    ],
    ['after a new password', () => world.setPassword.run(ada.email, 'another correct horse')],
    [
      'after the member was disabled',
      () => {
        world.members.disable(ada.id);
      },
    ],
  ])('does not go on %s', async (_, happens) => {
    const ticket = await world.ticket();
    await happens();
    await expect(complete(ticket, await world.codeOf(ada))).rejects.toMatchObject({
      code: 'sign-in-expired',
    });
  });

  it.each(['', 'nonsense'])('does not go on with the ticket "%s"', async (ticket) => {
    await expect(complete(ticket, await world.codeOf(ada))).rejects.toMatchObject({
      code: 'sign-in-expired',
    });
  });

  it('is stopped after six wrong codes, and a new ticket does not help', async () => {
    for (let tries = 0; tries < 6; tries += 1) {
      await expect(complete(await world.ticket(), '000000')).rejects.toMatchObject(REFUSED);
    }
    const right = complete(await world.ticket(), await world.codeOf(ada));
    await expect(right).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(world.log.events.map(({ name }) => name)).toContain('second-factor.limit');
  });

  it('lets the person in while others guess codes elsewhere', async () => {
    await complete(await world.ticket(), await world.codeOf(ada));
    for (let number = 0; number < 40; number += 1) {
      const origin = { address: `203.0.113.${number}`, userAgent: null };
      await complete(await world.ticket(), '000000', origin).catch(() => undefined);
    }
    world.clock.advance(STEP);
    await expect(complete(await world.ticket(), await world.codeOf(ada))).resolves.toBeDefined();
  });
});

describe('turning it off', () => {
  const both = async (change: object = {}) => ({
    password: PASSWORD,
    code: await world.codeOf(ada),
    origin: HOME,
    ...change,
  });

  it('asks for password and code', async () => {
    await world.turnOn(ada);
    for (const wrong of [{ password: 'wrong' }, { code: '000000' }]) {
      const attempt = world.disable.run(ada, keyOf(ada), await both(wrong));
      await expect(attempt).rejects.toMatchObject({
        code: 'invalid-input',
        fields: [{ field: Object.keys(wrong)[0] }],
      });
    }
    await world.disable.run(ada, keyOf(ada), await both());
    expect((await world.state.run(ada)).isOn).toBe(false);
    await expect(world.signInAs()).resolves.toBeDefined();
  });

  it('is not possible where everybody must have it', async () => {
    await world.turnOn(ada);
    await world.demand.run(ada, { isRequired: true, origin: HOME });
    await expect(world.disable.run(ada, keyOf(ada), await both())).rejects.toMatchObject({
      code: 'not-possible-now',
    });
  });

  it('is something else than new recovery codes, which end the old ones', async () => {
    const [old = ''] = await world.turnOn(ada);
    const [fresh = ''] = await world.renew.run(ada, await both());
    await expect(complete(await world.ticket(), old)).rejects.toMatchObject(REFUSED);
    await expect(complete(await world.ticket(), fresh)).resolves.toBeDefined();
  });
});

describe('an agency that requires it', () => {
  const insist = async (member: Member, method: 'password' | 'two-factor' | 'sso' = 'password') => {
    const presence = await new InMemoryPresence(world).find(keyOf(member));
    if (!presence) throw new Error('There is no such member');
    insistOnTwoFactor({ method }, presence);
  };

  it('begins with whoever asks for it', async () => {
    await expect(world.demand.run(ada, { isRequired: true, origin: HOME })).rejects.toMatchObject({
      code: 'not-possible-now',
    });
    await world.turnOn(ada);
    await world.demand.run(ada, { isRequired: true, origin: HOME });
    expect(await world.demand.isRequired(ada.agencyId)).toBe(true);
  });

  it('keeps out who has none, but for those whom another has asked for one', async () => {
    const vera = aMember({ id: 'vera', agencyId: ada.agencyId, email: 'vera@example.com', role: 'viewer' });
    await world.members.add(vera, await world.passwords.hash(PASSWORD));
    await expect(insist(vera)).resolves.toBeUndefined();
    await world.turnOn(ada);
    await world.demand.run(ada, { isRequired: true, origin: HOME });
    await expect(insist(vera)).rejects.toMatchObject({ code: 'two-factor-required' });
    await expect(insist(vera, 'sso')).resolves.toBeUndefined();
    await expect(insist(ada)).resolves.toBeUndefined();
    await world.turnOn(vera);
    await expect(insist(vera)).resolves.toBeUndefined();
  });
});

describe('resetting it for a member who lost the phone', () => {
  let admin: Member;
  let vera: Member;
  beforeEach(async () => {
    const person = (id: string, role: Member['role']) =>
      aMember({ id, agencyId: ada.agencyId, email: `${id}@example.com`, role });
    admin = person('admin', 'admin');
    vera = person('vera', 'viewer');
    for (const member of [admin, vera]) await world.members.add(member, await world.passwords.hash(PASSWORD));
  });

  it('ends their sessions as well', async () => {
    await world.turnOn(vera);
    const { refreshToken } = await world.open.run(vera, { method: 'two-factor', origin: HOME });
    await world.reset.run(admin, vera.id, HOME);
    expect((await world.state.run(vera)).isOn).toBe(false);
    await expect(world.refresh.run(refreshToken, HOME)).rejects.toMatchObject({ code: 'session-ended' });
  });

  it('is refused for owners by admins, for oneself, and for strangers', async () => {
    for (const member of [ada, admin]) await world.turnOn(member);
    const stranger = { ...admin, agencyId: 'another' };
    await expect(world.reset.run(admin, ada.id, HOME)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(world.reset.run(admin, admin.id, HOME)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(world.reset.run(stranger, ada.id, HOME)).rejects.toMatchObject({ code: 'not-found' });
    await expect(world.reset.run(admin, vera.id, HOME)).rejects.toMatchObject({ code: 'not-possible-now' });
    expect((await world.state.run(ada)).isOn).toBe(true);
  });
});
