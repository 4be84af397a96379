import { createDecipheriv, createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type RunningSimulator } from '../start-simulator';
import { NOW, present, still } from '../testing';
import { type NotifyRequest, type NotifyResult } from './notify';

interface Received {
  readonly method: string;
  readonly url: URL;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

const DAYS_30 = 30 * 86_400_000;
const SINCE = new Date(NOW - DAYS_30).toISOString();

describe('what the networks send by themselves', () => {
  let simulator: RunningSimulator;
  let server: Server;
  let base: string;
  const received: Received[] = [];

  beforeAll(async () => {
    simulator = await still();
    server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const url = new URL(request.url ?? '', 'http://localhost');
        const body = Buffer.concat(pieces).toString('utf8');
        received.push({ method: request.method ?? '', url, headers: request.headers, body });
        response.end('OK');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  beforeEach(() => (received.length = 0));
  afterAll(async () => {
    await simulator.stop();
    server.close();
  });

  async function notify(request: Omit<NotifyRequest, 'since'>): Promise<NotifyResult> {
    const body = JSON.stringify({ since: SINCE, ...request });
    const answer = await fetch(`${simulator.url}/_notify`, { method: 'POST', body });
    expect(answer.status).toBe(200);
    return (await answer.json()) as NotifyResult;
  }

  it('are BuyGoods’ events of the truth, with macros filled in and unknown ones left', async () => {
    const template = (event: string) =>
      `${base}/p?event=${event}&o={ORDERID}&c={COMMISSION_AMOUNT}&p={PRODUCT_CODENAME}&x={CURRENCY}`;
    const urls = Object.fromEntries(
      ['purchase', 'refund', 'chargeback', 'void'].map((event) => [event, template(event)]),
    );
    const { sent, answers } = await notify({ network: 'buygoods', urls });
    expect(answers).toEqual({ 200: sent });
    const { sales, reversals } = simulator.groundTruth('buygoods');
    const recent = sales.filter(({ saleDate }) => saleDate >= SINCE);
    const voids = reversals.filter(({ kind, at }) => kind === 'void' && (at ?? '') >= SINCE);
    const told = (event: string) =>
      received
        .filter(({ url }) => url.searchParams.get('event') === event)
        .map(({ url }) => `${url.searchParams.get('o') ?? ''} ${url.searchParams.get('c') ?? ''}`)
        .sort();
    expect(told('purchase')).toEqual(
      recent.map((sale) => `${sale.orderKey.orderId ?? ''} ${sale.commission ?? ''}`).sort(),
    );
    expect(told('void')).toEqual(
      voids.map((one) => `${one.orderKey.orderId ?? ''} ${one.commission}`).sort(),
    );
    expect(told('refund').length).toBeGreaterThan(3);
    expect(present(received[0]).url.searchParams.get('x')).toBe('{CURRENCY}');
  });

  it('are sent as often and in the order asked for, and only where an address was entered', async () => {
    const urls = { purchase: `${base}/p?o={ORDERID}` };
    const { sent } = await notify({ network: 'maxweb', urls });
    const inOrder = received.map(({ url }) => url.search);
    received.length = 0;
    expect((await notify({ network: 'maxweb', urls, times: 2, order: 'shuffled' })).sent).toBe(2 * sent);
    const mixed = received.map(({ url }) => url.search);
    expect(mixed.toSorted()).toEqual([...inOrder, ...inOrder].toSorted());
    expect(mixed.slice(0, sent)).not.toEqual(inOrder);
  });

  it('are signed by Digistore24 over every filled field', async () => {
    await notify({ network: 'digistore24', urls: { ipn: base }, secrets: { passphrase: 'Quiet-River' } });
    expect(received.length).toBeGreaterThan(20);
    for (const { body } of received) {
      const { sha_sign: sign, ...fields } = Object.fromEntries(new URLSearchParams(body));
      const filled = Object.entries(fields).filter(([, value]) => value !== '');
      filled.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const text = filled.map(([name, value]) => `${name}=${value}Quiet-River`).join('');
      expect(sign).toBe(createHash('sha512').update(text).digest('hex').toUpperCase());
    }
    const types = new Set(received.map(({ body }) => new URLSearchParams(body).get('event')));
    expect(types).toContain('on_payment');
    expect(types).not.toContain('on_refund_request');
  });

  it('are encrypted by ClickBank, in its compact form of time', async () => {
    await notify({ network: 'clickbank', urls: { ins: base }, secrets: { secretKey: 'ACMESECRET' } });
    const key = createHash('sha1').update('ACMESECRET').digest('hex').slice(0, 32);
    const receipts = received.map(({ body }) => {
      const { notification, iv } = JSON.parse(body) as { notification: string; iv: string };
      const decipher = createDecipheriv('aes-256-cbc', key, Buffer.from(iv, 'base64'));
      const text = decipher.update(notification, 'base64', 'utf8') + decipher.final('utf8');
      const message = JSON.parse(text) as { transactionTime: string; receipt: string };
      expect(message.transactionTime).toMatch(/^\d{8}T\d{6}-0[78]00$/);
      return message.receipt;
    });
    const sold = simulator.groundTruth('clickbank').sales.filter(({ saleDate }) => saleDate >= SINCE);
    for (const { orderKey } of sold) expect(receipts).toContain(orderKey.receipt);
  });

  it('carry Hotmart’s token, and the date of the order as text', async () => {
    await notify({ network: 'hotmart', urls: { webhook: base }, secrets: { hottok: 'token-1' } });
    const { headers, body } = present(received[0]);
    expect(headers['x-hotmart-hottok']).toBe('token-1');
    expect(body).toMatch(/"order_date":"\d{13}"/);
  });

  it('are signed by JVZoo with eight digits, and a refund repeats the time of its sale', async () => {
    await notify({ network: 'jvzoo', urls: { ipn: base }, secrets: { secretKey: 'KEY' } });
    const messages = received.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
    for (const { cverify, ...fields } of messages) {
      const text = `${Object.keys(fields)
        .sort()
        .map((name) => `${fields[name] ?? ''}|`)
        .join('')}KEY`;
      expect(cverify).toBe(createHash('sha1').update(text).digest('hex').slice(0, 8).toUpperCase());
    }
    const refund = present(messages.find(({ ctransaction }) => ctransaction === 'RFND'));
    expect(Number(refund.ctranstime) * 1000).toBeLessThan(NOW);
  });

  it.each([
    [{ network: 'nowhere', urls: {}, since: SINCE }],
    [{ network: 'buygoods', urls: {}, since: 'yesterday' }],
    [{ network: 'buygoods', since: SINCE }],
  ])('are not sent for %j', async (request) => {
    const answer = await fetch(`${simulator.url}/_notify`, { method: 'POST', body: JSON.stringify(request) });
    expect(answer.status).toBe(400);
    expect(received).toEqual([]);
  });
});
