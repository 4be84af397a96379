import type {
  AccessToken,
  Me,
  ProblemDetails,
  RecoveryCodesView,
  SecondFactorNeeded,
  TwoFactorEnrolmentView,
} from '@tributary/api-contract';
import { Secret, TOTP } from 'otpauth';
import { InProcessBff, JWT_SECRET, PASSWORD } from '../../testing/in-process-bff';

const STEP = 30_000;

interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

describe('two-factor sign-in', () => {
  let bff: InProcessBff;

  beforeAll(async () => {
    bff = await InProcessBff.start();
  });

  afterAll(async () => {
    await bff.close();
  });

  const ask = async <T>(
    method: string,
    path: string,
    options: Parameters<InProcessBff['call']>[2] = {},
  ): Promise<Answer<T>> => {
    const answer = await bff.call(method, path, options);
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text && JSON.parse(text)) as T };
  };
  const status = async (token: string, path = 'networks') => (await bff.call('GET', path, { token })).status;
  /** What the app shows; each time it is asked, it is half a minute later. */
  const codeOf = (key: string) => {
    bff.clock.advance(STEP);
    return TOTP.generate({ secret: Secret.fromBase32(key), timestamp: bff.clock.now().getTime() });
  };

  async function turnedOn(role: Parameters<InProcessBff['signIn']>[0] = 'viewer') {
    const { token } = await bff.signIn(role);
    const { body: me } = await ask<Me>('GET', 'me', { token });
    const enrolment = await ask<TwoFactorEnrolmentView>('POST', 'me/two-factor/enrol', {
      token,
      body: { password: PASSWORD },
    });
    const { key } = enrolment.body;
    const confirmed = await ask<RecoveryCodesView>('POST', 'me/two-factor/confirm', {
      token,
      body: { code: codeOf(key) },
    });
    return { token, key, email: me.email, id: me.id, recoveryCodes: confirmed.body.recoveryCodes };
  }

  const firstStep = (email: string) =>
    ask<SecondFactorNeeded>('POST', 'auth/sign-in', { body: { email, password: PASSWORD } });
  const secondStep = (ticket: string, code: string) =>
    ask<AccessToken>('POST', 'auth/second-factor', { body: { ticket, code } });

  it('is set up, asked for, and let in by a code', async () => {
    const { key, email, recoveryCodes } = await turnedOn();
    expect(recoveryCodes).toHaveLength(10);
    const first = await firstStep(email);
    expect(first).toMatchObject({ status: 200, body: { secondFactorTicket: expect.any(String) as unknown } });
    expect(first.body).not.toHaveProperty('accessToken');
    expect(first.headers.getSetCookie()).toEqual([]);
    const second = await secondStep(first.body.secondFactorTicket, codeOf(key));
    expect(second.headers.getSetCookie()[0]).toMatch(/^__Host-tributary-refresh=.*HttpOnly/);
    expect(await status(second.body.accessToken)).toBe(200);
  });

  it('refuses a wrong code in words, and lets nobody in', async () => {
    const { email } = await turnedOn();
    const { secondFactorTicket } = (await firstStep(email)).body;
    const { status: refused, body, headers } = await secondStep(secondFactorTicket, '000000');
    expect([refused, headers.getSetCookie()]).toEqual([401, []]);
    expect((body as unknown as ProblemDetails).type).toBe('urn:tributary:problem:sign-in-failed');
  });

  describe('the ticket between the two steps', () => {
    it('opens nothing but the second step', async () => {
      const { email } = await turnedOn();
      const { secondFactorTicket: ticket } = (await firstStep(email)).body;
      for (const path of ['me', 'networks', 'me/two-factor', 'me/sessions', 'events']) {
        expect(await status(ticket, path)).toBe(401);
      }
      const cookie = `__Host-tributary-refresh=${ticket}`;
      expect((await bff.call('POST', 'auth/refresh', { headers: { cookie } })).status).toBe(401);
    });

    it('is no access token, nor is an access token one', async () => {
      const { token, key } = await turnedOn();
      expect((await secondStep(token, codeOf(key))).status).toBe(401);
    });

    it.each([
      ['for another purpose', { typ: 'access' }, {}],
      ['for another audience', {}, { audience: 'tributary-client' }],
      ['of another issuer', {}, { issuer: 'elsewhere' }],
      ['that is expired', {}, { expiresIn: -1 }],
      ['that is signed with another secret', {}, { secret: 'd'.repeat(64) }],
      ['that is signed with another algorithm', {}, { algorithm: 'HS512' as const }],
    ])('is not taken %s', async (_, change, options) => {
      const { email, key } = await turnedOn();
      const { secondFactorTicket } = (await firstStep(email)).body;
      const { sub, agency, password, typ } = bff.jwt.decode<Record<string, string>>(secondFactorTicket);
      const forge = (more: object, how: object) =>
        bff.jwt.sign(
          { sub, agency, password, typ, ...more },
          { secret: JWT_SECRET, audience: 'tributary-second-factor', expiresIn: 300, ...how },
        );
      expect((await secondStep(forge(change, options), codeOf(key))).status).toBe(401);
      expect((await secondStep(forge({}, {}), codeOf(key))).status).toBe(200);
    });
  });

  it('keeps secret, codes and tickets out of what is written down', async () => {
    const { key, email, recoveryCodes } = await turnedOn();
    const { secondFactorTicket } = (await firstStep(email)).body;
    await secondStep(secondFactorTicket, recoveryCodes[0] ?? '');
    const written = JSON.stringify([bff.audit.entries, bff.securityLog.events]);
    for (const secret of [key, secondFactorTicket, ...recoveryCodes]) expect(written).not.toContain(secret);
    expect(written).toContain('recovery-code.use');
  });

  it('is turned off with password and code', async () => {
    const { token, key, email } = await turnedOn();
    const disable = (body: object) => ask<ProblemDetails>('POST', 'me/two-factor/disable', { token, body });
    const wrong = await disable({ password: 'wrong', code: codeOf(key) });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'password' }] } });
    expect((await disable({ password: PASSWORD, code: codeOf(key) })).status).toBe(204);
    expect((await firstStep(email)).body).toHaveProperty('accessToken');
  });

  it('is reset by an admin, which signs the member out', async () => {
    const { token, id, email } = await turnedOn();
    const admin = await bff.signIn('admin');
    const reset = (by: string, member = id) =>
      bff.call('DELETE', `members/${member}/two-factor`, { token: by });
    expect((await reset((await bff.signInElsewhere('owner')).token)).status).toBe(404);
    expect((await reset((await bff.signIn('analyst')).token)).status).toBe(403);
    expect((await reset(admin.token)).status).toBe(204);
    expect(await status(token, 'me')).toBe(401);
    expect((await firstStep(email)).body).toHaveProperty('accessToken');
  });

  describe('in an agency that requires it', () => {
    const require = (token: string, isRequired: boolean) =>
      bff.call('PUT', 'agency/two-factor', { token, body: { isRequired } });

    it('leaves members without it nothing but setting it up', async () => {
      const owner = await turnedOn('owner');
      const { token, cookie } = await bff.signIn('viewer');
      expect((await require(owner.token, true)).status).toBe(200);
      try {
        const refused = await ask<ProblemDetails>('GET', 'networks', { token });
        expect(refused).toMatchObject({
          status: 403,
          body: { type: 'urn:tributary:problem:two-factor-required' },
        });
        for (const path of ['dashboard', 'sales', 'events', 'me/sessions'])
          expect(await status(token, path)).toBe(403);
        expect(await status(token, 'me')).toBe(200);
        const { body } = await ask<TwoFactorEnrolmentView>('POST', 'me/two-factor/enrol', {
          token,
          body: { password: PASSWORD },
        });
        await ask('POST', 'me/two-factor/confirm', { token, body: { code: codeOf(body.key) } });
        expect(await status(token)).toBe(200);
        const refreshed = await ask<AccessToken>('POST', 'auth/refresh', { headers: { cookie } });
        expect(await status(refreshed.body.accessToken)).toBe(200);
      } finally {
        expect((await require(owner.token, false)).status).toBe(200);
      }
    });

    it('begins with whoever asks for it', async () => {
      const { token } = await bff.signIn('owner');
      expect((await require(token, true)).status).toBe(409);
      expect((await ask('GET', 'agency/two-factor', { token })).body).toEqual({ isRequired: false });
    });
  });
});
