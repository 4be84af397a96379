import type { ProviderAttempt } from '@tributary/ports';
import { OpenIdIdentityProvider } from './open-id-identity-provider';
import { LyingServer } from './testing/lying-server';
import { CLIENT_ID, CLIENT_SECRET, OpenIdServer } from './testing/open-id-server';

const CALLBACK = 'https://tributary.example.com/sso/callback';

const providerAt = (issuer: string) =>
  new OpenIdIdentityProvider({
    ...{ issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, callbackUrl: CALLBACK },
    ...{ label: 'Acme', scopes: 'openid email profile', groupsClaim: 'groups' },
  });

describe('with a real provider', () => {
  let server: OpenIdServer;
  let provider: OpenIdIdentityProvider;

  beforeAll(async () => {
    server = await OpenIdServer.start(CALLBACK);
    provider = providerAt(server.issuer);
    server.people.set('ada', {
      ...{ email: 'ada@agency.example', email_verified: true, name: 'Ada', groups: ['marketing'] },
    });
  });
  afterAll(() => server.close());

  const signedIn = async () => {
    const { address, attempt } = await provider.begin();
    return { query: new URL(await server.visit(address, 'ada')).search, attempt };
  };

  it('tells who signed in there, with the groups', async () => {
    const { query, attempt } = await signedIn();
    expect(await provider.complete(query, attempt)).toEqual({
      issuer: server.issuer,
      subject: 'ada',
      verifiedEmail: 'ada@agency.example',
      name: 'Ada',
      groups: ['marketing'],
    });
  });

  it('goes there with a code challenge, a state and a nonce, new ones each time, and comes back to one address', async () => {
    const [first, second] = [await provider.begin(), await provider.begin()];
    const asked = new URL(first.address).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ response_type: 'code', redirect_uri: CALLBACK, code_challenge_method: 'S256' },
      ...{ state: first.attempt.state, nonce: first.attempt.nonce },
    });
    expect(first.address).not.toContain(first.attempt.codeVerifier);
    for (const part of ['state', 'nonce', 'codeVerifier'] as const) {
      expect(first.attempt[part]).not.toBe(second.attempt[part]);
      expect(first.attempt[part].length).toBeGreaterThanOrEqual(43);
    }
  });

  it('takes a code once', async () => {
    const { query, attempt } = await signedIn();
    await provider.complete(query, attempt);
    await expect(provider.complete(query, attempt)).rejects.toMatchObject({ problem: 'unproven' });
  });

  it.each(['state', 'nonce', 'codeVerifier'] as const)(
    'takes nothing of an attempt with another %s',
    async (part) => {
      const { query, attempt } = await signedIn();
      const other = (await provider.begin()).attempt;
      const mixed: ProviderAttempt = { ...attempt, [part]: other[part] };
      await expect(provider.complete(query, mixed)).rejects.toMatchObject({ problem: 'unproven' });
    },
  );

  it.each(['', '?', '?code=invented', '?code=a&state=b&state=c', '?error=invalid_request&state='])(
    'takes nothing from "%s"',
    async (query) => {
      const { attempt } = await provider.begin();
      await expect(provider.complete(query, attempt)).rejects.toMatchObject({ problem: 'unproven' });
    },
  );

  it('says that somebody went away from the page', async () => {
    const { address, attempt } = await provider.begin();
    const { search } = new URL(await server.cancel(address));
    await expect(provider.complete(search, attempt)).rejects.toMatchObject({ problem: 'cancelled' });
  });
});

describe('with a provider that lies', () => {
  let server: LyingServer;
  let provider: OpenIdIdentityProvider;

  beforeAll(async () => {
    server = await LyingServer.start({ id: CLIENT_ID, secret: CLIENT_SECRET });
    provider = providerAt(server.issuer);
  });
  afterAll(() => server.close());

  const complete = async (answers: LyingServer['answers'], more = '') => {
    const { attempt } = await provider.begin();
    server.answers = answers;
    server.nonce = attempt.nonce;
    return provider.complete(`?code=c&state=${attempt.state}${more}`, attempt);
  };

  it('believes it as long as it tells the truth', async () => {
    expect(await complete({})).toMatchObject({ subject: 'ada', verifiedEmail: 'ada@agency.example' });
  });

  const past = Math.floor(Date.now() / 1000) - 3600;
  it.each([
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['another audience', { claims: { aud: 'another-client' } }],
    [
      'several audiences without saying for whom',
      { claims: { aud: [CLIENT_ID, 'another'], azp: 'another' } },
    ],
    ['another nonce', { claims: { nonce: 'of somebody else' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['an end in the past', { claims: { exp: past } }],
    ['a key that it does not publish', { sign: 'another key' }],
    ['a signature with the secret of the client', { sign: 'with the secret', header: { alg: 'HS256' } }],
    ['no signature', { sign: 'not at all', header: { alg: 'none' } }],
    ['an empty signature', { sign: 'not at all' }],
    ['nobody', { claims: { sub: undefined } }],
  ] as const)('takes no token with %s', async (_, lie) => {
    await expect(complete(lie)).rejects.toMatchObject({ problem: 'unproven' });
  });

  it('takes no answer that another provider says it sent', async () => {
    await expect(complete({}, `&iss=${encodeURIComponent('https://evil.example')}`)).rejects.toMatchObject({
      problem: 'unproven',
    });
  });

  it('takes no user info about somebody else', async () => {
    const lie = { claims: { groups: undefined }, userInfo: { sub: 'eve', groups: ['admins'] } };
    await expect(complete(lie)).rejects.toMatchObject({ problem: 'unproven' });
  });

  it('does not take the flag of one address for another', async () => {
    const claims = { email: 'boss@agency.example', email_verified: undefined };
    const userInfo = { email: 'ada@agency.example', email_verified: true };
    expect(await complete({ claims, userInfo })).toMatchObject({ verifiedEmail: 'ada@agency.example' });
  });

  it.each([
    ['not verified', { email_verified: false }],
    ['not said to be verified', { email_verified: undefined }],
    ['verified with a word', { email_verified: 'yes' }],
    ['no address', { email: 'ada' }],
    ['several addresses', { email: ['ada@agency.example', 'eve@evil.example'] }],
    ['two lines', { email: 'ada@agency.example\r\nBcc: eve@evil.example' }],
  ])('knows no e-mail that is %s', async (_, claims) => {
    const userInfo = { email_verified: undefined };
    expect(await complete({ claims, userInfo })).toMatchObject({ verifiedEmail: null });
  });

  it.each([
    [undefined, []],
    ['marketing', ['marketing']],
    [
      ['a', 7, { b: 1 }, 'c'],
      ['a', 'c'],
    ],
    [{ groups: ['admins'] }, []],
  ])('reads the groups %j', async (groups, read) => {
    expect(await complete({ claims: { groups } })).toMatchObject({ groups: read });
  });

  it('has words of its own when the provider does not answer or fails', async () => {
    await expect(complete({ tokenStatus: 503 })).rejects.toMatchObject({ problem: 'unavailable' });
    const nobody = providerAt('http://127.0.0.1:9');
    await expect(nobody.begin()).rejects.toMatchObject({ problem: 'unavailable' });
  });
});
