import { credential, still } from '../testing';
import { type RunningSimulator } from '../start-simulator';
import { type FaultRequest } from './fault';

let simulator: RunningSimulator;

beforeEach(async () => {
  simulator = await still();
});
afterEach(() => simulator.stop());

async function fault(request: FaultRequest): Promise<void> {
  const response = await fetch(`${simulator.url}/_faults`, { method: 'POST', body: JSON.stringify(request) });
  expect(response.status).toBe(201);
}

async function clickBank(page = 1): Promise<Response> {
  return fetch(`${simulator.url}/clickbank/rest/1.3/orders2/list?startDate=2026-08-01&endDate=2026-10-10`, {
    headers: {
      authorization: credential('clickbank', 'apiKey'),
      accept: 'application/json',
      page: String(page),
    },
  });
}

async function digistore(): Promise<Response> {
  return fetch(`${simulator.url}/digistore24/api/call/getUserInfo`, {
    headers: { 'x-ds-api-key': credential('digistore24', 'apiKey') },
  });
}

async function orders(page = 1): Promise<{ receipt: string; transactionTime: string }[]> {
  const { orderData } = (await (await clickBank(page)).json()) as {
    orderData: { receipt: string; transactionTime: string }[];
  };
  return orderData;
}

describe('faults', () => {
  it('strikes as often as asked, then lets the network answer', async () => {
    await fault({ kind: 'status-500', network: 'clickbank', times: 2 });
    expect((await clickBank()).status).toBe(500);
    expect((await digistore()).status).toBe(200);
    expect((await clickBank()).status).toBe(500);
    expect((await clickBank()).status).toBe(206);
  });

  it('strikes for good with times null, until all faults are removed', async () => {
    await fault({ kind: 'page-n-fails', network: 'clickbank', page: 2, times: null });
    const statuses = [];
    for (const page of [1, 2, 3, 2]) statuses.push((await clickBank(page)).status);
    expect(statuses).toEqual([206, 500, 206, 500]);
    await fetch(`${simulator.url}/_faults`, { method: 'DELETE' });
    expect((await clickBank(2)).status).toBe(206);
  });

  it('strikes only the account it names', async () => {
    await fault({ kind: 'refuse-key', account: 'northbank', times: null });
    expect((await clickBank()).status).toBe(403);
    expect(await (await digistore()).json()).toMatchObject({ result: 'success' });
    const spare = await fetch(`${simulator.url}/clickbank/rest/1.3/quickstats/accounts`, {
      headers: { authorization: 'API-DEMO0SPAREBANK0000000000000000000002', accept: 'application/json' },
    });
    expect(await spare.json()).toEqual({ accountData: { nickName: 'sparebank' } });
  });

  it('names a time to come back, in seconds or as a date of a clock that runs ahead', async () => {
    await fault({ kind: 'status-503-retry-after', seconds: 7 });
    const busy = await digistore();
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '7']);
    await fault({ kind: 'status-429', seconds: 30, httpDate: true, clockAheadSeconds: 90 });
    const limited = await digistore();
    expect(limited.status).toBe(429);
    const [server, until] = ['date', 'retry-after'].map((name) =>
      Date.parse(limited.headers.get(name) ?? ''),
    );
    expect((until ?? 0) - (server ?? 0)).toBe(30_000);
    expect((server ?? 0) - Date.now()).toBeGreaterThan(80_000);
  });

  it('sends pages, errors and quotas with the wrong status', async () => {
    await fault({ kind: 'html-page' });
    const page = await digistore();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    await fault({ kind: 'error-object-200' });
    const failed = await digistore();
    expect([failed.status, await failed.json()]).toMatchObject([200, { result: 'error', code: 0 }]);
    await fault({ kind: 'quota-403', network: 'clickbank' });
    const spent = await clickBank();
    expect([spent.status, await spent.text()]).toEqual([403, 'Request limit exceeded']);
  });

  it('empties, doubles and spoils listings', async () => {
    const before = await orders();
    await fault({ kind: 'empty-list', network: 'clickbank' });
    expect(await (await clickBank()).text()).toBe('null');
    await fault({ kind: 'duplicate-row', network: 'clickbank' });
    expect(await orders()).toEqual([...before, before[0]]);
    await fault({ kind: 'malformed-row', network: 'clickbank', field: 'transactionTime', value: 'soon' });
    expect((await orders())[0]?.transactionTime).toBe('soon');
    await fault({ kind: 'malformed-row', network: 'clickbank' });
    expect((await orders())[0]).toMatchObject({ receipt: before[0]?.receipt });
    expect(await orders()).toEqual(before);
  });

  it('moves rows between pages, and sends one again with another value', async () => {
    const [first, second] = [await orders(1), await orders(2)];
    await fault({ kind: 'moved-rows', network: 'clickbank', by: 2 });
    expect((await orders(2)).slice(0, 3)).toEqual([...first.slice(-2), second[0]]);
    await fault({ kind: 'moved-rows', network: 'clickbank', by: -2 });
    expect((await orders(2))[0]).toEqual(second[2]);
    await fault({
      kind: 'repeated-row',
      network: 'clickbank',
      field: 'transactionType',
      value: 'BILL',
      times: null,
    });
    expect(await orders(1)).toEqual(first);
    expect(await orders(2)).toEqual([...second, { ...first[0], transactionType: 'BILL' }]);
  });

  it('changes several rows, leaves fields out, and lets requests pass first', async () => {
    const before = await orders();
    await fault({
      kind: 'malformed-row',
      network: 'clickbank',
      row: 1,
      field: 'receipt',
      isMissing: true,
      after: 1,
    });
    await fault({
      kind: 'malformed-row',
      network: 'clickbank',
      row: 2,
      field: 'receipt',
      value: null,
      after: 1,
    });
    expect(await orders()).toEqual(before);
    const after = await orders();
    expect(after[0]).toEqual(before[0]);
    expect(after[1]).not.toHaveProperty('receipt');
    expect(after[2]).toHaveProperty('receipt', null);
    expect(simulator.faults.list().map(({ hits }) => hits)).toEqual([1, 1]);
  });

  it('sends a body byte by byte', async () => {
    await fault({ kind: 'trickle', ms: 1 });
    const start = Date.now();
    const slow = await digistore();
    const text = await slow.text();
    expect(JSON.parse(text)).toMatchObject({ result: 'success' });
    expect(Date.now() - start).toBeGreaterThanOrEqual(text.length / 2);
  });

  it('takes the plug out, and puts it back on the same port', async () => {
    await simulator.unplug();
    await expect(digistore()).rejects.toThrow();
    await simulator.plugIn();
    expect((await digistore()).status).toBe(200);
  });

  it('breaks connections: at once, in the middle of a body, and by silence', async () => {
    await fault({ kind: 'network-down' });
    await expect(digistore()).rejects.toThrow();
    await fault({ kind: 'reset-mid-body', network: 'clickbank' });
    const half = await clickBank();
    expect(half.status).toBe(206);
    await expect(half.text()).rejects.toThrow();
    await fault({ kind: 'hang' });
    const hanging = fetch(`${simulator.url}/digistore24/api/call/ping`, { signal: AbortSignal.timeout(300) });
    await expect(hanging).rejects.toThrow(/timeout/);
    await fault({ kind: 'latency-ms', ms: 250 });
    const start = Date.now();
    expect((await digistore()).status).toBe(200);
    expect(Date.now() - start).toBeGreaterThanOrEqual(240);
  });

  it('rejects a fault it does not know', async () => {
    const response = await fetch(`${simulator.url}/_faults`, {
      method: 'POST',
      body: '{"kind":"earthquake"}',
    });
    expect(response.status).toBe(400);
  });
});
