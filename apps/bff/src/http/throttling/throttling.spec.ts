import type { ProblemDetails } from '@tributary/api-contract';
import { aMember } from '@tributary/domain/testing';
import { AGENCY, InProcessBff, PASSWORD } from '../../testing/in-process-bff';

const EMAIL = 'ada@agency.example';

describe('throttling', () => {
  let bff: InProcessBff;

  beforeEach(async () => {
    bff = await InProcessBff.start({ environment: { THROTTLE_FACTOR: 1, TRUST_PROXY: 1 } });
    await bff.members.add(aMember({ agencyId: AGENCY.id, email: EMAIL }), await bff.passwords.hash(PASSWORD));
  });

  afterEach(async () => {
    await bff.close();
  });

  const signIn = (email: string, password: string, from = '198.51.100.7') =>
    bff.call('POST', 'auth/sign-in', { body: { email, password }, headers: { 'x-forwarded-for': from } });
  const statuses = async (times: number, ask: (number: number) => Promise<Response>) => {
    const answers: number[] = [];
    for (let number = 0; number < times; number += 1) answers.push((await ask(number)).status);
    return answers;
  };

  it('stops guessing a password, and says when to come back', async () => {
    expect(new Set(await statuses(10, () => signIn(EMAIL, 'wrong')))).toEqual(new Set([401]));
    const stopped = await signIn(EMAIL, PASSWORD);
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(stopped.headers.getSetCookie()).toEqual([]);
    expect(await stopped.json()).toMatchObject({
      type: 'urn:tributary:problem:too-many-requests',
      detail: expect.stringMatching(/^Too many tries\. Wait .+, then try again\.$/) as string,
    } satisfies Partial<ProblemDetails>);
  });

  it('tells nothing of who has an account, however often one asks', async () => {
    const of = async (email: string, from: string) => {
      const answers: unknown[] = [];
      for (let number = 0; number < 13; number += 1) {
        const answer = await signIn(email, 'wrong', from);
        answers.push([answer.status, answer.headers.get('retry-after'), await answer.json()]);
      }
      return answers;
    };
    expect(await of('nobody@agency.example', '198.51.100.8')).toEqual(await of(EMAIL, '198.51.100.9'));
  });

  it('lets nobody be kept out by others, where they signed in before', async () => {
    expect((await signIn(EMAIL, PASSWORD)).status).toBe(200);
    const hammered = await statuses(60, (number) => signIn(EMAIL, 'wrong', `203.0.113.${number}`));
    expect(hammered.filter((status) => status === 429)).toHaveLength(40);
    expect((await signIn(EMAIL, PASSWORD, '203.0.113.200')).status).toBe(429);
    expect((await signIn(EMAIL, PASSWORD)).status).toBe(200);
  });

  it('does not believe an address that anybody could have written', async () => {
    const answers = await statuses(11, (number) => signIn(EMAIL, 'wrong', `192.0.2.${number}, 198.51.100.7`));
    expect(answers.at(-1)).toBe(429);
  });

  it('stops one password for many people', async () => {
    const sprayed = await statuses(60, (number) => signIn(`p${number}@agency.example`, 'Spring2026!!'));
    expect(sprayed.filter((status) => status === 401)).toHaveLength(50);
  });

  it('sends one person few mails, whoever asks from wherever, known or not', async () => {
    const ask = (email: string, from: string) =>
      bff.call('POST', 'auth/password-reset', { body: { email }, headers: { 'x-forwarded-for': from } });
    for (const email of [EMAIL, 'nobody@agency.example']) {
      const answers = await statuses(7, (number) => ask(email, `203.0.113.${number}`));
      expect(answers).toEqual([202, 202, 202, 202, 202, 429, 429]);
    }
    expect((await ask('somebody@agency.example', '203.0.113.0')).status).toBe(202);
  });

  it('stops guessing the links of invitations', async () => {
    const guess = () => bff.call('POST', 'auth/invitation', { body: { token: 'x'.repeat(43) } });
    const answers = await statuses(200, guess);
    expect(new Set(answers)).toEqual(new Set([404, 429]));
    expect(answers.at(-1)).toBe(429);
  });

  it('gives each member a share that others cannot use up', async () => {
    const [greedy, patient] = [await bff.signIn('viewer'), await bff.signIn('viewer')];
    const ask = (token: string) => bff.call('GET', 'networks', { token });
    let answer = await ask(greedy.token);
    for (let asked = 0; asked < 3_000 && answer.status === 200; asked += 1) answer = await ask(greedy.token);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({
      detail: 'Too many requests at once. Wait 1 s, then try again.',
    });
    expect((await ask(patient.token)).status).toBe(200);
  }, 60_000);
});
