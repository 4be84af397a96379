import type {
  NetworkAccountView,
  QuarantineJudgedView,
  QuarantineView,
  RunTier,
  SecondReadingView,
  SyncRunView,
} from '@tributary/api-contract';
import { ACCOUNTS, type ApiClient, Installation, runCommand, until, ZONE } from '@tributary/e2e-installation';
import { Temporal } from 'temporal-polyfill';

const MINUTES = 60_000;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(3 * MINUTES);

const CLICKBANK = ACCOUNTS.filter(({ network }) => network === 'clickbank');
const BROKEN = 'a time that is none, told by buyer@example.com';

function daysAgo(days: number): string {
  return Temporal.Now.plainDateISO(ZONE).subtract({ days }).toString();
}

describe('a row that cannot be read', () => {
  let installation: Installation;
  let client: ApiClient;
  let accountId: string;

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 6 });
    client = await installation.client(await installation.start());
  }, 2 * MINUTES);

  afterAll(() => installation.destroy(), MINUTES);

  const fault = (method: 'POST' | 'DELETE', body?: object) =>
    fetch(`${installation.simulator.url}/_faults`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });

  async function account(): Promise<NetworkAccountView> {
    const { body } = await client.call<NetworkAccountView>('GET', `network-accounts/${accountId}`);
    return body;
  }

  async function quarantine(): Promise<QuarantineView> {
    const { body } = await client.call<QuarantineView>('GET', `network-accounts/${accountId}/quarantine`);
    return body;
  }

  async function storedSales(): Promise<number> {
    const [row] = await installation.rows<{ sales: number }>('select count(*)::int as sales from sale');
    return row?.sales ?? 0;
  }

  /** Asks for something to be read again and waits for its run. */
  async function secondReading(path: string, tier: RunTier, body?: object): Promise<SyncRunView> {
    const known = new Set((await runsOf(tier)).map(({ id }) => id));
    const asked = await client.call<SecondReadingView>('POST', `network-accounts/${accountId}/${path}`, body);
    expect(asked).toMatchObject({ status: 202, body: { isQueued: true } });
    return finishedRun(tier, known);
  }

  async function runsOf(tier: RunTier): Promise<SyncRunView[]> {
    const { body } = await client.call<SyncRunView[]>('GET', `network-accounts/${accountId}/runs`);
    return body.filter((run) => run.tier === tier);
  }

  async function finishedRun(tier: RunTier, known: ReadonlySet<string>): Promise<SyncRunView> {
    let found: SyncRunView | undefined;
    await until(`a run of tier ${tier} ends`, async () => {
      found = (await runsOf(tier)).find(({ id, outcome }) => !known.has(id) && outcome !== 'running');
      return found !== undefined;
    });
    if (!found) throw new Error('it ended, and is gone');
    return found;
  }

  /** Every row version: a row that is written again gets another one. */
  function versions(): Promise<object[]> {
    const tables = ['sale', 'reversal', 'network_daily_total'];
    const parts = tables.map((table) => `select '${table} ' || ctid || ' ' || xmin as version from ${table}`);
    return installation.rows(`${parts.join(' union all ')} order by 1`);
  }

  it('is set aside while the rest is stored, and stays when it is read again', async () => {
    await fault('POST', {
      ...{ kind: 'malformed-row', network: 'clickbank', times: 1 },
      ...{ field: 'transactionTime', value: BROKEN },
    });
    const [first] = CLICKBANK;
    const connected = await client.call<NetworkAccountView>('POST', 'network-accounts', {
      ...{ network: 'clickbank', credentials: first?.credentials, label: 'northbank' },
      backfillFrom: daysAgo(1),
    });
    accountId = connected.body.id;
    await until('the account is read', async () => (await account()).health === 'fresh');

    expect((await account()).quarantinedRows).toBe(1);
    const withoutIt = await storedSales();
    expect(withoutIt).toBeGreaterThan(0);
    const { rows, total } = await quarantine();
    expect(total).toBe(1);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.reason).toMatch(/transactionTime/);
    const text = JSON.stringify(rows);
    expect(text).toContain('told by b•••@example.com');
    expect(text).not.toContain('buyer@');

    const before = await checkpoint();
    const replay = await secondReading('quarantine/replay', 'replay', {});
    expect(replay).toMatchObject({ trigger: 'manual', outcome: 'ok', created: 0, quarantined: 1 });
    expect((await quarantine()).rows).toEqual(rows);
    expect(await checkpoint()).toEqual(before);
  });

  it('names the field that was wrong, and what it is called to page through the others', async () => {
    const view = await quarantine();
    expect(view.groups).toMatchObject([{ field: 'transactionTime', open: 1, dismissed: 0 }]);
    expect(view).toMatchObject({ total: 1, dismissed: 0, nextCursor: null });
    expect(view.rows[0]?.field).toBe('transactionTime');
    const reason = encodeURIComponent(view.rows[0]?.reason ?? '');
    const path = `network-accounts/${accountId}/quarantine`;
    const filtered = await client.call<QuarantineView>('GET', `${path}?reason=${reason}`);
    expect(filtered.body.rows).toHaveLength(1);
    const none = await client.call<QuarantineView>('GET', `${path}?reason=another`);
    expect(none.body).toMatchObject({ rows: [], total: 1 });
    expect((await client.problem('GET', `${path}?cursor=x`)).status).toBe(400);
  });

  it('is left out on purpose with a reason, stays so when it is read again, and is taken back', async () => {
    const path = `network-accounts/${accountId}/quarantine`;
    const [row] = (await quarantine()).rows;
    const ids = [row?.id];
    expect((await client.problem('POST', `${path}/dismiss`, { ids, reason: ' ' })).status).toBe(400);
    expect((await client.problem('POST', `${path}/dismiss`, { ids: ['x'], reason: 'y' })).status).toBe(400);
    const done = await client.call<QuarantineJudgedView>('POST', `${path}/dismiss`, {
      ids,
      reason: 'a test',
    });
    expect(done).toMatchObject({ status: 200, body: { rows: 1 } });
    expect((await account()).quarantinedRows).toBe(0);
    const { body } = await client.call<QuarantineView>('GET', `${path}?state=dismissed`);
    expect(body.rows).toMatchObject([{ id: row?.id, dismissal: { reason: 'a test' } }]);
    const back = await client.call<QuarantineJudgedView>('POST', `${path}/restore`, {});
    expect(back.body).toEqual({ rows: 1 });
    expect((await account()).quarantinedRows).toBe(1);
  });

  it('is unknown to other agencies, and may not be asked for without a name', async () => {
    const unknown = 'network-accounts/0198c0de-0000-7000-8000-00000000ffff/quarantine';
    expect((await client.problem('GET', unknown)).status).toBe(404);
    for (const action of ['replay', 'restore']) {
      expect((await client.problem('POST', `${unknown}/${action}`, {})).status).toBe(404);
    }
    expect((await client.problem('POST', `${unknown}/dismiss`, { reason: 'x' })).status).toBe(404);
    expect((await client.problem('POST', unknown.replace('quarantine', 'renormalise'))).status).toBe(404);
    const tooMany = await client.problem('GET', `network-accounts/${accountId}/quarantine?limit=201`);
    expect(tooMany.status).toBe(400);
  });

  it('is shown as sent, and read again, only for who manages connections', async () => {
    await installation.rows(`update member set role = 'viewer'`);
    try {
      const { rows } = await quarantine();
      expect(rows.map(({ raw }) => raw)).toEqual([null]);
      expect(rows[0]?.reason).not.toBe('');
      for (const path of ['quarantine/replay', 'quarantine/dismiss', 'quarantine/restore', 'renormalise']) {
        const answer = await client.problem('POST', `network-accounts/${accountId}/${path}`, {});
        expect([path, answer.status]).toEqual([path, 403]);
      }
    } finally {
      await installation.rows(`update member set role = 'owner'`);
    }
  });

  it('makes room for the good row of the same order by itself', async () => {
    const withoutIt = await storedSales();
    await fault('DELETE');
    // The row is of these days, so the shallowest reading meets it again.
    await client.call('POST', `network-accounts/${accountId}/sync`);
    await until('the good row is stored', async () => (await storedSales()) === withoutIt + 1);
    expect((await account()).quarantinedRows).toBe(0);
    expect(await quarantine()).toMatchObject({ rows: [], total: 0 });
  });

  it('changes nothing to read every kept page again by the same mapping, asked for by hand or by the operator', async () => {
    const before = await versions();
    const requests = await requestsMade();
    const run = await secondReading('renormalise', 'raw-pages');
    expect(run).toMatchObject({ trigger: 'manual', outcome: 'ok', created: 0, changed: 0 });
    expect(run.unchanged).toBeGreaterThan(0);
    const known = new Set((await runsOf('raw-pages')).map(({ id }) => id));
    const command = await runCommand('renormalise', ['--network', 'clickbank'], installation.environment);
    expect(command.output).toContain('Queued 1 of 1 accounts.');
    expect(command.code).toBe(0);
    expect(await finishedRun('raw-pages', known)).toMatchObject({ outcome: 'ok', created: 0, changed: 0 });
    expect(await versions()).toEqual(before);
    expect(await requestsMade()).toBe(requests);
    const unknown = await runCommand('renormalise', ['--network', 'acme'], installation.environment);
    expect(unknown.output).toContain('There is no network "acme"');
    expect(unknown.code).toBe(1);
  });

  /** What the networks were asked. */
  async function requestsMade(): Promise<string> {
    return (await fetch(`${installation.simulator.url}/_requests`)).text();
  }

  async function checkpoint(): Promise<unknown> {
    return installation.rows('select checkpoint from network_account');
  }
});
