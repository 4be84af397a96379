import { aMember } from '@tributary/domain/testing';
import { randomUUID } from 'node:crypto';
import { AGENCY, InProcessBff, PASSWORD } from '../../testing/in-process-bff';

const STRONG = 'quiet river, long way home';

describe('a password reset', () => {
  let bff: InProcessBff;

  beforeEach(async () => {
    bff = await InProcessBff.start({ environment: { THROTTLE_FACTOR: 1 } });
  });

  afterEach(async () => {
    await bff.close();
  });

  const post = (path: string, body: unknown) => bff.call('POST', path, { body });
  const added = async (overrides: object = {}, passwordHash: string | null = null) => {
    const id = randomUUID();
    const member = aMember({ id, agencyId: AGENCY.id, email: `${id}@example.com`, ...overrides });
    await bff.members.add(member, passwordHash ?? (await bff.passwords.hash(PASSWORD)));
    return member;
  };
  const ask = async (email: string) => {
    const answer = await post('auth/password-reset', { email });
    const text = await answer.text();
    await bff.settled();
    return { status: answer.status, text, headers: [...answer.headers.keys()] };
  };
  const signIn = async (email: string, password: string) =>
    (await post('auth/sign-in', { email, password })).status;

  it('is answered alike for everybody, and mailed to whoever signs in here with a password', async () => {
    const ada = await added();
    const disabled = await added({ isDisabled: true });
    const provided = aMember({ id: randomUUID(), agencyId: AGENCY.id, email: 'sso@example.com' });
    await bff.members.add(provided, null);
    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    for (const email of [ada.email, disabled.email, provided.email, 'nobody@example.com'])
      answers.push(await ask(email));
    expect(answers).toEqual(Array.from({ length: 4 }, () => answers[0]));
    expect(answers[0]).toMatchObject({ status: 202, text: '{"sendsMails":true}' });
    expect(bff.mailer.sent.map(({ to }) => to)).toEqual([ada.email]);
  });

  it('is answered before anything is looked up, so that the time tells nothing', async () => {
    const ada = await added();
    let wasLookedUp = false;
    const findByEmail = bff.members.findByEmail.bind(bff.members);
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    bff.members.findByEmail = async (email) => {
      await held;
      wasLookedUp = true;
      return findByEmail(email);
    };
    const answer = await post('auth/password-reset', { email: ada.email });
    expect([answer.status, wasLookedUp]).toEqual([202, false]);
    goOn();
    await bff.settled();
    expect(bff.mailer.sent).toHaveLength(1);
  });

  it('is answered alike when the mail server fails', async () => {
    const ada = await added();
    bff.mailer.isDown = true;
    expect(await ask(ada.email)).toEqual(await ask('nobody@example.com'));
  });

  it('says so where no mail server is set up', async () => {
    bff.mailer.isConfigured = false;
    expect((await ask('nobody@example.com')).text).toBe('{"sendsMails":false}');
  });

  it('ends every session, lets the new password in and keeps the old one out', async () => {
    const { token } = await bff.signIn('viewer');
    const me = (await (await bff.call('GET', 'me', { token })).json()) as { email: string };
    await ask(me.email);
    const link = bff.mailer.tokenFor(me.email);
    const opened = await post('auth/password-reset/open', { token: link });
    expect(await opened.json()).toEqual({ email: me.email });
    expect((await post('auth/password-reset/complete', { token: link, password: STRONG })).status).toBe(204);
    expect((await bff.call('GET', 'me', { token })).status).toBe(401);
    expect([await signIn(me.email, PASSWORD), await signIn(me.email, STRONG)]).toEqual([401, 200]);
  });

  it('opens once, for an hour, and not after a newer one', async () => {
    const ada = await added();
    const complete = async (token: string) =>
      (await post('auth/password-reset/complete', { token, password: STRONG })).status;
    await ask(ada.email);
    const first = bff.mailer.tokenFor(ada.email);
    await ask(ada.email);
    const second = bff.mailer.tokenFor(ada.email);
    expect([await complete(first), await complete(second), await complete(second)]).toEqual([404, 204, 404]);
    await ask(ada.email);
    bff.clock.advance(3_600_000);
    expect(await complete(bff.mailer.tokenFor(ada.email))).toBe(404);
  });

  it('takes no weak password and none of a megabyte, and keeps its link then', async () => {
    const ada = await added();
    await ask(ada.email);
    const token = bff.mailer.tokenFor(ada.email);
    const complete = async (password: string) =>
      (await post('auth/password-reset/complete', { token, password })).status;
    expect(await complete('short')).toBe(400);
    expect(await complete('qwertyuiop1234')).toBe(400);
    expect(await complete('x'.repeat(1_000_000))).toBe(413);
    expect(bff.passwords.hashed).not.toContain('x'.repeat(1_000_000));
    expect(await complete(STRONG)).toBe(204);
  });

  it('is slowed down by address', async () => {
    const statuses = new Set<number>();
    let retryAfter: string | null = null;
    for (let count = 0; count < 70; count += 1) {
      const answer = await post('auth/password-reset/open', { token: 'x'.repeat(43) });
      statuses.add(answer.status);
      retryAfter = answer.headers.get('retry-after') ?? retryAfter;
    }
    expect([...statuses]).toEqual([404, 429]);
    expect(Number(retryAfter)).toBeGreaterThan(0);
  });

  it('leads to the configured address, whatever the request says of its host', async () => {
    const ada = await added();
    await bff.call('POST', 'auth/password-reset', {
      body: { email: ada.email },
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', origin: bff.url },
    });
    await bff.settled();
    expect(bff.mailer.sent.at(-1)?.text).toContain('https://tributary.example.com/new-password#');
    expect(JSON.stringify(bff.mailer.sent)).not.toContain('evil.example');
  });
});
