import type { NotificationSetupView, ProblemDetails } from '@tributary/api-contract';
import { InProcessBff, PUBLIC_URL } from '../../testing/in-process-bff';

const PASSPHRASE = 'quiet-river-bank';

/** What is there depends on the status. */
type Answered = NotificationSetupView & ProblemDetails;

describe('setting up what a network sends', () => {
  let bff: InProcessBff;
  let token: string;
  let path: string;

  beforeAll(async () => {
    bff = await InProcessBff.start();
    token = (await bff.signIn('admin')).token;
  });
  beforeEach(async () => {
    path = `network-accounts/${await bff.connect()}/notifications`;
  });
  afterAll(() => bff.close());

  async function call(method: string, body?: unknown) {
    const answer = await bff.call(method, path, { token, ...(body !== undefined && { body }) });
    const text = await answer.text();
    return { status: answer.status, text, body: (text === '' ? null : JSON.parse(text)) as Answered };
  }
  const create = () => call('POST', { credentials: { passphrase: PASSPHRASE } });
  const urls = (setup: NotificationSetupView) => setup.addresses.map(({ url }) => url);

  it('tells what it does and asks for before it is set up', async () => {
    const { status, body } = await call('GET');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ effect: 'counts', name: 'Postbacks', isSetUp: false, addresses: [], isAddressShown: false },
      ...{ isReachable: true, addressSince: null, lastReceivedAt: null, refused: 0, lastRefusedAt: null },
      counts: { waiting: 0, booked: 0, readAgain: 0, ignored: 0, keptAside: 0 },
    });
    expect(body.credentialFields.map(({ name }) => name)).toEqual(['passphrase']);
  });

  it('shows the addresses once: complete when they are made, without their secret afterwards', async () => {
    const made = await create();
    expect(made.body).toMatchObject({ isSetUp: true, isAddressShown: true });
    const complete = new RegExp(`^${PUBLIC_URL}/postback/clickbank/[\\w-]{43}\\?event=sale&order={ORDER}$`);
    expect(urls(made.body)[0]).toMatch(complete);
    const later = await call('GET');
    expect(urls(later.body)).toEqual([
      `${PUBLIC_URL}/postback/clickbank/•••?event=sale&order={ORDER}`,
      `${PUBLIC_URL}/postback/clickbank/•••?event=refund&order={ORDER}`,
    ]);
    expect(later.body).toMatchObject({ isAddressShown: false, credentialHints: { passphrase: 'bank' } });
    expect(made.text + later.text).not.toContain(PASSPHRASE);
  });

  it('replaces the address when asked to, and keeps it otherwise', async () => {
    const first = await create();
    const kept = await call('POST', { credentials: { passphrase: 'another-river' } });
    expect(kept.body).toMatchObject({ isAddressShown: false, credentialHints: { passphrase: 'iver' } });
    const replaced = await call('POST', { replacesAddress: true });
    expect(replaced.body.isAddressShown).toBe(true);
    expect(urls(replaced.body)[0]).not.toBe(urls(first.body)[0]);
    const send = (url = '') => fetch(url.replace(PUBLIC_URL, bff.url), { headers: { 'x-signature': 'x' } });
    expect((await send(urls(first.body)[0])).status).toBe(404);
    expect((await send(urls(replaced.body)[0])).status).toBe(401);
    expect((await call('GET')).body).toMatchObject({ refused: 1 });
  });

  it('names what is wrong with the credentials', async () => {
    const refused = await call('POST', { credentials: { passphrase: 'NO' } });
    expect(refused.status).toBe(400);
    expect(refused.body.errors?.map(({ field }) => field)).toEqual(['credentials.passphrase']);
    expect((await call('POST', { replacesAddress: 'yes' })).status).toBe(400);
    expect((await call('GET')).body.isSetUp).toBe(false);
  });

  it('takes the address away', async () => {
    const made = await create();
    expect(await call('DELETE')).toMatchObject({ status: 204, text: '' });
    expect((await call('GET')).body.isSetUp).toBe(false);
    const sent = await fetch((urls(made.body)[0] ?? '').replace(PUBLIC_URL, bff.url));
    expect(sent.status).toBe(404);
  });

  it.each([['GET'], ['POST'], ['DELETE']])('knows no account of another agency (%s)', async (method) => {
    const stranger = await bff.signInElsewhere('owner');
    const options = { token: stranger.token, ...(method === 'POST' && { body: {} }) };
    expect((await bff.call(method, path, options)).status).toBe(404);
  });
});
