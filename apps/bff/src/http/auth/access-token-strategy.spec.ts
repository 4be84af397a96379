import { JwtService, type JwtSignOptions } from '@nestjs/jwt';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { AGENCY, InProcessBff, JWT_SECRET } from '../../testing/in-process-bff';

const PEM = {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
} as const;
const P256 = { namedCurve: 'P-256', ...PEM };
const RSA = { modulusLength: 2048, ...PEM };
const ISSUED = { issuer: 'tributary', audience: 'tributary-client', expiresIn: 600 } as const;

describe('access tokens', () => {
  let bff: InProcessBff;
  let claims: Record<string, unknown>;

  beforeAll(async () => {
    bff = await InProcessBff.start();
  });

  beforeEach(async () => {
    const { token } = await bff.signIn('admin');
    const { sub, agency, family, role, method, typ } = bff.jwt.decode<Record<string, unknown>>(token);
    claims = { sub, agency, family, role, method, typ };
  });

  afterAll(async () => {
    await bff.close();
  });

  const status = async (token: string) => (await bff.call('GET', 'me', { token })).status;
  const signed = (payload: object, options: JwtSignOptions = {}, secret = JWT_SECRET) =>
    new JwtService({ secret }).sign(payload, { algorithm: 'HS256', ...ISSUED, ...options });

  it('are taken when they are ours', async () => {
    expect(await status(signed(claims))).toBe(200);
  });

  it.each<{ readonly what: string; readonly options?: JwtSignOptions; readonly secret?: string }>([
    { what: 'signed with another secret', secret: 'd'.repeat(64) },
    { what: 'signed with another algorithm', options: { algorithm: 'HS512' } },
    { what: 'of another issuer', options: { issuer: 'elsewhere' } },
    { what: 'for another audience', options: { audience: 'tributary-admin' } },
    { what: 'expired', options: { expiresIn: -1 } },
    { what: 'not valid yet', options: { notBefore: 60 } },
    { what: 'valid for longer than ten minutes', options: { expiresIn: 601 } },
  ])('are refused when $what', async ({ options = {}, secret = JWT_SECRET }) => {
    expect(await status(signed(claims, options, secret))).toBe(401);
  });

  it('are refused when they were made in the future', async () => {
    const iat = Math.floor(Date.now() / 1000) + 120;
    expect(await status(signed({ ...claims, iat }))).toBe(401);
  });

  it.each(['RS256', 'PS256', 'ES256'] as const)(
    'are refused when a key pair signed them (%s)',
    async (algorithm) => {
      const { privateKey } =
        algorithm === 'ES256' ? generateKeyPairSync('ec', P256) : generateKeyPairSync('rsa', RSA);
      const token = new JwtService({ privateKey }).sign(claims, { algorithm, ...ISSUED });
      expect(await status(token)).toBe(401);
    },
  );

  it('live for at most ten minutes', async () => {
    const { token } = await bff.signIn('viewer');
    const { iat, exp } = bff.jwt.decode<{ readonly iat: number; readonly exp: number }>(token);
    expect(exp - iat).toBeLessThanOrEqual(600);
  });

  it('are refused without a signature', async () => {
    const now = Math.floor(Date.now() / 1000);
    const { issuer: iss, audience: aud } = ISSUED;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const payload = part({ ...claims, iss, aud, iat: now, exp: now + 600 });
    for (const alg of ['none', 'None', 'HS256']) {
      expect(await status(`${part({ alg, typ: 'JWT' })}.${payload}.`)).toBe(401);
    }
  });

  it.each([
    ['a refresh token', { typ: 'refresh' }],
    ['a token of no session', { family: randomUUID() }],
    ['a token of nobody', { sub: randomUUID() }],
    ['a token that moves its member to another agency', { agency: '0198c0de-0000-4000-8000-00000000bbbb' }],
  ])('are refused as %s', async (_, change) => {
    expect(await status(signed({ ...claims, ...change }))).toBe(401);
  });

  it('count for the role that the database knows, not the one they claim', async () => {
    const { token } = await bff.signIn('viewer');
    const viewer = bff.jwt.decode<Record<string, unknown>>(token);
    const { sub, agency, family, method, typ } = viewer;
    const forged = signed({ sub, agency, family, method, typ, role: 'owner' });
    const me = (await (await bff.call('GET', 'me', { token: forged })).json()) as { role: string };
    expect(me.role).toBe('viewer');
  });

  it('end with signing out', async () => {
    const { token, cookie } = await bff.signIn('viewer');
    expect((await bff.call('POST', 'auth/sign-out', { headers: { cookie } })).status).toBe(204);
    expect(await status(token)).toBe(401);
  });

  it('end with their member', async () => {
    const { token } = await bff.signIn('viewer');
    bff.members.disable(bff.jwt.decode<{ sub: string }>(token).sub);
    expect(await status(token)).toBe(401);
  });

  it('are taken from the header only', async () => {
    const token = signed(claims);
    expect((await bff.call('GET', `me?access_token=${token}`)).status).toBe(401);
    expect((await bff.call('GET', 'me', { headers: { cookie: `jwt=${token}` } })).status).toBe(401);
  });

  it.each(['agency', 'agencyId'])(
    'are the only place that names the agency: not the %s of a query',
    async (name) => {
      const token = signed(claims);
      const answer = await bff.call('GET', `dashboard?${name}=${AGENCY.id}`, { token });
      expect(answer.status).toBe(400);
    },
  );
});
