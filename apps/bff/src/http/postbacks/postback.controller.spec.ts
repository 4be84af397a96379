import type { NotificationSetupView } from '@tributary/api-contract';
import { AGENCY, InProcessBff } from '../../testing/in-process-bff';

const PASSPHRASE = 'quiet-river';
const BOOKING = { kind: 'booking', meaning: 'sale 1', rows: [{ sales: [] }] };
const KILOBYTE = 1024;

describe('what networks send', () => {
  let bff: InProcessBff;
  let path: string;
  let accountId: string;

  beforeAll(async () => {
    bff = await InProcessBff.start();
    accountId = await bff.connect();
    const { token } = await bff.signIn('admin');
    const body = { credentials: { passphrase: PASSPHRASE } };
    const answer = await bff.call('POST', `network-accounts/${accountId}/notifications`, { token, body });
    const setup = (await answer.json()) as NotificationSetupView;
    path = new URL(setup.addresses[0]?.url ?? '').pathname;
  });
  afterAll(() => bff.close());

  const send = (to: string, body: string | null, headers: Record<string, string> = {}) =>
    fetch(bff.url + to, {
      method: body === null ? 'GET' : 'POST',
      headers: { 'x-signature': PASSPHRASE, ...headers },
      ...(body !== null && { body }),
    });
  const seen = () => {
    const network = bff.notifications.seen.at(-1);
    if (!network) throw new Error('nothing was read');
    return network.request;
  };

  it.each([
    ['JSON', 'application/json'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['a type of its own', 'application/x-invented'],
    ['no type', ''],
  ])('is answered "OK" once it is stored, as %s, and reaches the reader byte by byte', async (name, type) => {
    const body = JSON.stringify({ ...BOOKING, meaning: name });
    const answer = await send(path, body, { 'content-type': type });
    expect([answer.status, await answer.text()]).toEqual([200, 'OK']);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(new TextDecoder().decode(seen().body)).toBe(body);
    expect(bff.notificationQueue.take()).toEqual([{ agencyId: AGENCY.id, accountId }]);
  });

  it('hands on the query as sent, names that repeat included', async () => {
    await send(`${path}?event=sale&orderid=%7BORDERID%7D&subid=a&subid=b&name=Zo%C3%AB`, null);
    expect(seen()).toMatchObject({ method: 'GET', body: new Uint8Array() });
    expect(seen().query).toEqual([
      ['event', 'sale'],
      ['orderid', '{ORDERID}'],
      ['subid', 'a'],
      ['subid', 'b'],
      ['name', 'Zoë'],
    ]);
  });

  it('is refused with a wrong signature, and nothing is stored', async () => {
    const answer = await send(path, JSON.stringify({ ...BOOKING, meaning: 'forged' }), {
      'x-signature': 'no',
    });
    expect(answer.status).toBe(401);
    expect(bff.notificationQueue.take()).toEqual([]);
  });

  it('finds nothing where the address is not right, and does not say in which part', async () => {
    const secret = path.split('/').at(-1) ?? '';
    const wrong = [
      path.replace('clickbank', 'hotmart'),
      path.replace('clickbank', 'nowhere'),
      `${path}x`,
      path.slice(0, -1),
      '/postback/clickbank/%00',
      `/postback/clickbank/${'x'.repeat(5_000)}`,
    ];
    const answers = await Promise.all(
      wrong.map(async (to) => {
        const answer = await send(to, JSON.stringify(BOOKING));
        return `${String(answer.status)} ${await answer.text()}`;
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404 .*"There is nothing at this address\."/);
    expect(secret).toMatch(/^[\w-]{43}$/);
  });

  it('may be 256 kB long and no longer', async () => {
    const fits = JSON.stringify({ ...BOOKING, meaning: 'x'.repeat(255 * KILOBYTE) });
    expect((await send(path, fits, { 'content-type': 'application/json' })).status).toBe(200);
    const tooLong = JSON.stringify({ ...BOOKING, meaning: 'x'.repeat(257 * KILOBYTE) });
    const refused = await send(path, tooLong, { 'content-type': 'application/json' });
    expect(refused.status).toBe(413);
    expect(await refused.text()).not.toContain(path);
  });

  it('is not a part of the API and takes nothing else', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await send(`/api/v1${path}`, JSON.stringify(BOOKING), json)).status).toBe(404);
    expect((await fetch(bff.url + path, { method: 'PUT' })).status).toBe(404);
    const document = await (await fetch(`${bff.url}/api/openapi.json`)).text();
    expect(document).not.toContain('postback/');
  });
});
