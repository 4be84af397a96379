import type { SessionView } from '@tributary/api-contract';
import { aMember } from '@tributary/domain/testing';
import { AGENCY, InProcessBff, PASSWORD } from '../../testing/in-process-bff';
import { originOf } from './origin';

const FORGED = '192.0.2.66, 203.0.113.9';

describe('originOf', () => {
  it('keeps a user agent short and printable', () => {
    const origin = originOf({ ip: '198.51.100.7', headers: { 'user-agent': `a\u0007${'b'.repeat(1_000)}` } });
    expect(origin.address).toBe('198.51.100.7');
    expect(origin.userAgent).toMatch(/^ab{299}$/);
  });

  it('knows that it does not know', () => {
    expect(originOf({ ip: undefined, headers: {} })).toEqual({ address: null, userAgent: null });
  });
});

describe('the address of a sign-in', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['is the peer’s while no proxy is known', {}, /127\.0\.0\.1$/],
    ['is what the one known proxy saw, and not what came before it', { TRUST_PROXY: 1 }, /^203\.0\.113\.9$/],
    ['is the peer’s when it is none of the known proxies', { TRUST_PROXY: ['10.0.0.0/8'] }, /127\.0\.0\.1$/],
  ])('%s', async (_, environment, address) => {
    const bff = await InProcessBff.start({ environment });
    try {
      const member = aMember({ agencyId: AGENCY.id });
      await bff.members.add(member, await bff.passwords.hash(PASSWORD));
      const signedIn = await bff.call('POST', 'auth/sign-in', {
        body: { email: member.email, password: PASSWORD },
        headers: { 'x-forwarded-for': FORGED },
      });
      const { accessToken: token } = (await signedIn.json()) as { accessToken: string };
      const sessions = (await (await bff.call('GET', 'me/sessions', { token })).json()) as SessionView[];
      expect(sessions.map((session) => session.address)).toEqual([expect.stringMatching(address)]);
    } finally {
      await bff.close();
    }
  });
});
