import type { NetworkAccountView, QuarantineReplayView, QuarantineView } from '@tributary/api-contract';
import { ACCOUNTS, type ApiClient, Installation, until, ZONE } from '@tributary/e2e-installation';
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

  it('is set aside while the rest is stored, stays when it is read again, and makes room for the good row', async () => {
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
    const replay = await client.call<QuarantineReplayView>(
      'POST',
      `network-accounts/${accountId}/quarantine/replay`,
    );
    expect(replay).toMatchObject({ status: 200, body: { replayed: 1, resolved: 0, remaining: 1 } });
    expect(await quarantine()).toEqual({ rows, total });
    expect(await checkpoint()).toEqual(before);
    expect((await account()).recentRuns[0]).toMatchObject({
      ...{ tier: 'replay', trigger: 'manual', outcome: 'ok', created: 0, quarantined: 1 },
    });

    await fault('DELETE');
    // The row is of these days, so the shallowest reading meets it again.
    await client.call('POST', `network-accounts/${accountId}/sync`);
    await until('the good row is stored', async () => (await storedSales()) === withoutIt + 1);
  });

  it('is unknown to other agencies, and may not be asked for without a name', async () => {
    const unknown = 'network-accounts/0198c0de-0000-7000-8000-00000000ffff/quarantine';
    expect((await client.problem('GET', unknown)).status).toBe(404);
    expect((await client.problem('POST', `${unknown}/replay`)).status).toBe(404);
    const tooMany = await client.problem('GET', `network-accounts/${accountId}/quarantine?limit=201`);
    expect(tooMany.status).toBe(400);
  });

  it('is shown as sent, and read again, only for who manages connections', async () => {
    await installation.rows(`update member set role = 'viewer'`);
    try {
      const { rows } = await quarantine();
      expect(rows.map(({ raw }) => raw)).toEqual([null]);
      expect(rows[0]?.reason).not.toBe('');
      const replay = await client.problem('POST', `network-accounts/${accountId}/quarantine/replay`);
      expect(replay.status).toBe(403);
    } finally {
      await installation.rows(`update member set role = 'owner'`);
    }
  });

  async function checkpoint(): Promise<unknown> {
    return installation.rows('select checkpoint from network_account');
  }
});
