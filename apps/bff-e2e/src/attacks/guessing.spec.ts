import { type AppProcess, Installation, OWNER } from '@tributary/e2e-installation';

const MINUTES = 60_000;
jest.setTimeout(3 * MINUTES);

const WRONG = 'Spring2026!!';

// Two processes in front of one Postgres, as they are behind a balancer: what one of them counts, the other one knows.
describe('guessing passwords', () => {
  let installation: Installation;
  let apps: readonly AppProcess[];

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 1 });
    const environment = { APP_ROLE: 'web', THROTTLE_FACTOR: '1', TRUST_PROXY: '1' };
    apps = await Promise.all([installation.start(environment), installation.start(environment)]);
  }, 2 * MINUTES);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTES);

  function signIn(turn: number, from: string, { email, password } = OWNER): Promise<Response> {
    const app = apps[turn % apps.length];
    return fetch(`${app?.url ?? ''}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify({ email, password }),
    });
  }

  async function statusesOf(times: number, ask: (turn: number) => Promise<Response>): Promise<number[]> {
    const statuses: number[] = [];
    for (let turn = 0; turn < times; turn += 1) statuses.push((await ask(turn)).status);
    return statuses;
  }

  it('of one person is stopped in every process, without keeping the person out', async () => {
    const home = '198.51.100.1';
    expect((await signIn(0, home)).status).toBe(200);
    const guess = { ...OWNER, password: WRONG };
    const guesses = await statusesOf(10, (turn) => signIn(turn, '203.0.113.1', guess));
    expect(new Set(guesses)).toEqual(new Set([401]));
    for (const turn of [0, 1]) {
      const stopped = await signIn(turn, '203.0.113.1');
      expect([stopped.status, stopped.headers.getSetCookie()]).toEqual([429, []]);
      expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await signIn(1, home)).status).toBe(200);
  });

  it('of one person from many addresses is stopped too, but for where the person signed in before', async () => {
    const guess = { ...OWNER, password: WRONG };
    const guesses = await statusesOf(30, (turn) => signIn(turn, `203.0.113.${turn + 50}`, guess));
    expect(guesses.at(-1)).toBe(429);
    expect((await signIn(0, '203.0.113.200')).status).toBe(429);
    expect((await signIn(1, '198.51.100.1')).status).toBe(200);
  });

  it('of one password for many people is stopped, whether or not they exist', async () => {
    const people = (turn: number) => ({ email: `p${turn}@acme.example`, password: WRONG });
    const sprayed = await statusesOf(60, (turn) => signIn(turn, '203.0.113.2', people(turn)));
    // Fifty at once, and one more for each half minute that this takes.
    const checked = sprayed.filter((status) => status === 401).length;
    expect(checked).toBeGreaterThanOrEqual(50);
    expect(checked).toBeLessThan(60);
    expect(new Set(sprayed)).toEqual(new Set([401, 429]));
    expect(sprayed.slice(0, 50)).not.toContain(429);
  });

  it('leaves nothing readable of whom it was about', async () => {
    const kept = await installation.rows<{ subject: string }>(
      'select subject from attempt_limit union all select subject from remembered_subject',
    );
    expect(kept.length).toBeGreaterThan(50);
    expect(kept.filter(({ subject }) => /@|acme|203\.0|198\.51/.test(subject))).toEqual([]);
  });
});
