import type { NetworkAccountView, NotificationSetupView, ProblemDetails } from '@tributary/api-contract';
import {
  ACCOUNTS,
  type ApiClient,
  type AppProcess,
  Installation,
  until,
  ZONE,
} from '@tributary/e2e-installation';
import { Temporal } from 'temporal-polyfill';
import { cents, inEuros, readRates } from './truth';

const MINUTES = 60_000;
const DAY = 24 * 60 * MINUTES;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(3 * MINUTES);

interface Sent {
  readonly sent: number;
  readonly answers: Readonly<Record<string, number>>;
}

function credentialsOf(network: string): Readonly<Record<string, string>> {
  return ACCOUNTS.find((one) => one.network === network)?.credentials ?? {};
}

function daysAgo(days: number): string {
  return Temporal.Now.plainDateISO(ZONE).subtract({ days }).toString();
}

describe('what networks send by themselves', () => {
  let installation: Installation;
  let app: AppProcess;
  let client: ApiClient;

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 20 });
    app = await installation.start();
    client = await installation.client(app);
  }, 2 * MINUTES);

  afterAll(() => installation.destroy(), MINUTES);

  const control = async <T>(path: string, body: object): Promise<T> => {
    const answer = await fetch(installation.simulator.url + path, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return (await answer.json()) as T;
  };
  const simulatedNow = async () => Date.parse((await control<{ readonly now: string }>('/_clock', {})).now);

  async function account(id: string): Promise<NetworkAccountView> {
    return (await client.call<NetworkAccountView>('GET', `network-accounts/${id}`)).body;
  }

  async function setup(id: string): Promise<NotificationSetupView> {
    return (await client.call<NotificationSetupView>('GET', `network-accounts/${id}/notifications`)).body;
  }

  /** Connects an account, waits until it is read, and keeps the hourly reading out of the test. */
  async function connect(network: string, more: object, backfillFrom: string): Promise<string> {
    const connected = await client.call<NetworkAccountView>('POST', 'network-accounts', {
      ...{ network, label: network, backfillFrom },
      credentials: { ...credentialsOf(network), ...more },
    });
    expect(connected.status).toBe(201);
    const { id } = connected.body;
    await until(`${network} is read`, async () => (await account(id)).health === 'fresh');
    await installation.rows(`update network_account set next_due_at = now() + interval '1 day'`);
    return id;
  }

  /** The addresses a person would copy to the network, as this process is reached in the test. */
  async function addressesOf(id: string, credentials: object): Promise<readonly string[]> {
    const path = `network-accounts/${id}/notifications`;
    const { status, body } = await client.call<NotificationSetupView>('POST', path, { credentials });
    expect([status, body.isAddressShown]).toEqual([200, true]);
    return body.addresses.map(({ url }) => url.replace(/^https?:\/\/[^/]+/, app.url));
  }

  it('counts BuyGoods’ postbacks to the cent, each sent twice and out of order', async () => {
    await until('exchange rates are stored', async () => {
      const days = await installation.rows('select 1 from exchange_rate limit 1');
      return days.length > 0;
    });
    const id = await connect('buygoods', { singleSales: 'postbacks' }, daysAgo(2));
    expect(await installation.rows(`select 1 from sale where account_id = '${id}'`)).toEqual([]);
    const [purchase, refund, chargeback, voided] = await addressesOf(id, {});
    const now = await simulatedNow();
    const since = new Date(now - 10 * DAY);
    const { sent, answers } = await control<Sent>('/_notify', {
      ...{ network: 'buygoods', urls: { purchase, refund, chargeback, void: voided } },
      ...{ since: since.toISOString(), order: 'shuffled', times: 2 },
    });
    expect(answers).toEqual({ 200: sent });
    await until('all of it is applied', async () => {
      const { counts } = await setup(id);
      return counts.waiting === 0 && counts.booked === sent / 2;
    });

    const truth = installation.simulator.groundTruth('buygoods');
    const rates = await readRates(installation.simulator.url);
    const today = new Date().toISOString();
    const euros = (commission: string | null) =>
      inEuros(commission ?? '0', { saleDate: today, commissionCurrency: 'USD' }, rates);
    const sales = truth.sales.filter(({ saleDate }) => Date.parse(saleDate) >= since.getTime());
    const voids = truth.reversals.filter(
      ({ kind, at }) => kind === 'void' && Date.parse(at ?? '') >= since.getTime(),
    );
    expect([sales.length > 200, voids.length > 2]).toEqual([true, true]);
    const earned = sales.reduce((sum, { commission }) => sum.plus(euros(commission)), euros('0'));
    const trueEarnings = voids.reduce((sum, { commission }) => sum.minus(euros(commission)), earned);

    const { share } = await client.dashboard('?days=30');
    const shown = share.find(({ network }) => network === 'buygoods');
    expect(cents(shown?.earnings ?? '')).toBe(trueEarnings.toFixed(2));
    expect(await installation.rows('select 1 from quarantined_row')).toEqual([]);
    const { recentRuns } = await account(id);
    expect(recentRuns[0]).toMatchObject({ tier: 'postback', trigger: 'postback', outcome: 'ok' });
    expect(JSON.stringify(app.lines)).not.toMatch(/orderid|\/postback\/buygoods\//);
  });

  it('counts a sale once that MaxWeb’s reports told before, and as they tell it', async () => {
    const id = await connect('maxweb', {}, daysAgo(6));
    const stored = () =>
      installation.rows<{ readonly external_order_id: string }>(`
        select external_order_id, status, commission, reversed_commission, sale_date::text from sale
        where account_id = '${id}' order by 1`);
    const before = await stored();
    expect(before.length).toBeGreaterThan(20);
    const [purchase, refund, chargeback, voided] = await addressesOf(id, {});
    const { sent, answers } = await control<Sent>('/_notify', {
      ...{ network: 'maxweb', urls: { purchase, refund, chargeback, void: voided } },
      since: new Date((await simulatedNow()) - 5 * DAY).toISOString(),
    });
    expect(answers).toEqual({ 200: sent });
    await until('all of it is applied', async () => (await setup(id)).counts.booked === sent);
    const after = new Map((await stored()).map((row) => [JSON.stringify(row), row]));
    for (const row of before) expect(after.has(JSON.stringify(row))).toBe(true);
    const booked = [...after.values()].filter(({ external_order_id }) => external_order_id.includes('_'));
    expect(booked).toEqual([]);
  });

  it('reads again at once what Digistore24 signed, and nothing else', async () => {
    const now = await simulatedNow();
    await control('/_clock', { now: new Date(now - DAY).toISOString(), held: true });
    const id = await connect('digistore24', {}, daysAgo(4));
    await control('/_clock', { now: new Date(now).toISOString(), held: true });
    const news = installation.simulator
      .groundTruth('digistore24')
      .sales.filter(({ saleDate }) => Date.parse(saleDate) > now - DAY)
      .map(({ orderKey }) => orderKey.transactionId ?? '');
    expect(news.length).toBeGreaterThan(5);
    const stored = async () => {
      const rows = await installation.rows<{ readonly id: string }>(
        `select external_order_id as id from sale where account_id = '${id}'`,
      );
      return new Set(rows.map((row) => row.id));
    };
    const before = await stored();
    expect(before.size).toBeGreaterThan(0);
    expect(news.filter((one) => before.has(one))).toEqual([]);

    const [ipn] = await addressesOf(id, { passphrase: 'Quiet-River-2026' });
    const notify = (passphrase: string) =>
      control<Sent>('/_notify', {
        ...{ network: 'digistore24', urls: { ipn }, secrets: { passphrase } },
        since: new Date(now - DAY).toISOString(),
      });
    const forged = await notify('Loud-River-2026');
    expect(forged.answers).toEqual({ 401: forged.sent });
    const refused = await setup(id);
    expect(refused).toMatchObject({ refused: forged.sent, lastReceivedAt: null });
    expect(Object.values(refused.counts)).toEqual([0, 0, 0, 0, 0]);

    const signed = await notify('Quiet-River-2026');
    expect(signed.answers).toEqual({ 200: signed.sent });
    await until('the new sales are read', async () => {
      const after = await stored();
      return news.every((one) => after.has(one));
    });
    expect((await account(id)).recentRuns[0]).toMatchObject({ trigger: 'postback', tier: 'period' });
    expect((await setup(id)).counts).toMatchObject({ booked: 0, keptAside: 0 });
  });

  it('finds nothing at an address that was taken away, and says nothing about it', async () => {
    const [connected] = await client.accounts();
    const path = `network-accounts/${connected?.id ?? ''}/notifications`;
    const { body } = await client.call<NotificationSetupView>('POST', path, { replacesAddress: true });
    const url = (body.addresses[0]?.url ?? '').replace(/^https?:\/\/[^/]+/, app.url);
    expect((await fetch(url)).status).toBe(200);
    expect((await client.call('DELETE', path)).status).toBe(204);
    const gone = await fetch(url);
    const unknown = await fetch(`${app.url}/postback/nowhere/nothing`);
    expect([gone.status, unknown.status]).toEqual([404, 404]);
    expect(await gone.json()).toEqual((await unknown.json()) as ProblemDetails);
  });
});
