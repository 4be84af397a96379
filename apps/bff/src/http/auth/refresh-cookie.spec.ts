import { aMember } from '@tributary/domain/testing';
import { AGENCY, InProcessBff, PASSWORD } from '../../testing/in-process-bff';

const FLAGS = ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict'];

describe('the refresh cookie', () => {
  let bff: InProcessBff;

  beforeAll(async () => {
    bff = await InProcessBff.start();
    await bff.members.add(aMember({ agencyId: AGENCY.id }), await bff.passwords.hash(PASSWORD));
  });

  afterAll(async () => {
    await bff.close();
  });

  const signIn = (choice: object) =>
    bff.call('POST', 'auth/sign-in', {
      body: { email: 'ada@agency.example', password: PASSWORD, ...choice },
    });

  it('ends with the browser unless asked to stay', async () => {
    for (const choice of [{}, { staySignedIn: false }]) {
      for (const cookie of cookiesOf(await signIn(choice))) {
        expect(cookie.attributes.toSorted()).toEqual(FLAGS.toSorted());
      }
    }
  });

  it('stays fourteen days when asked, and remembers the choice when it is renewed', async () => {
    const signedIn = await signIn({ staySignedIn: true });
    const renewed = await bff.call('POST', 'auth/refresh', { headers: { cookie: headerOf(signedIn) } });
    expect(renewed.status).toBe(200);
    for (const answer of [signedIn, renewed]) {
      for (const { attributes } of cookiesOf(answer)) {
        const expires = attributes.find((attribute) => attribute.startsWith('Expires='));
        const days = (Date.parse(expires?.slice(8) ?? '') - Date.now()) / 86_400_000;
        expect(days).toBeCloseTo(14, 1);
        expect(attributes).toEqual(expect.arrayContaining(FLAGS));
      }
    }
  });

  it('holds 256 random bits, and the answer does not repeat them', async () => {
    const answer = await signIn({});
    const [refresh] = cookiesOf(answer);
    expect(refresh?.name).toBe('__Host-tributary-refresh');
    expect(Buffer.from(refresh?.value ?? '', 'base64url')).toHaveLength(32);
    expect(await answer.text()).not.toContain(refresh?.value);
  });

  it('goes with signing out, even when it was no good', async () => {
    for (const cookie of [headerOf(await signIn({})), '__Host-tributary-refresh=unknown', '']) {
      const answer = await bff.call('POST', 'auth/sign-out', { headers: { cookie } });
      expect(answer.status).toBe(204);
      for (const { value, attributes } of cookiesOf(answer)) {
        expect([value, attributes]).toEqual(['', expect.arrayContaining(FLAGS)]);
        expect(attributes).toContain('Expires=Thu, 01 Jan 1970 00:00:00 GMT');
      }
    }
  });

  it.each(['', '__Host-tributary-refresh=', '__Host-tributary-refresh=unknown'])(
    'refreshes nothing when it is "%s"',
    async (cookie) => {
      expect((await bff.call('POST', 'auth/refresh', { headers: { cookie } })).status).toBe(401);
    },
  );
});

function cookiesOf(response: Response) {
  const lines = response.headers.getSetCookie();
  expect(lines).toHaveLength(2);
  return lines.map((line) => {
    const [pair = '', ...attributes] = line.split('; ');
    const [name, value] = pair.split('=');
    return { name, value, attributes };
  });
}

function headerOf(response: Response): string {
  return cookiesOf(response)
    .map(({ name, value }) => `${name ?? ''}=${value ?? ''}`)
    .join('; ');
}
