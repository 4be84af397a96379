import type { NetworkAccountView, SyncQueuedView } from '@tributary/api-contract';
import { type ApiClient, type AppProcess, Installation, until, ZONE } from '@tributary/e2e-installation';
import { DEMO_ACCOUNTS } from '@tributary/network-simulator';
import { Temporal } from 'temporal-polyfill';

const MINUTES = 60_000;
const DOWN = 'digistore24';

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(3 * MINUTES);

/** Two accounts at the network that goes down, two at others. */
const CONNECTED = DEMO_ACCOUNTS.filter(({ label }) =>
  ['nordlicht', 'ersatzkonto', 'northbank', 'Launchpad Lane'].includes(label),
);

describe('a network that answers nobody', () => {
  let installation: Installation;
  let app: AppProcess;
  let client: ApiClient;

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 6 });
    app = await installation.start();
    client = await installation.client(app);
    const backfillFrom = Temporal.Now.plainDateISO(ZONE).subtract({ days: 2 }).toString();
    for (const { network, credentials, label } of CONNECTED) {
      const body = { network, credentials, label, backfillFrom };
      expect(await client.call('POST', 'network-accounts', body)).toMatchObject({ status: 201 });
    }
    await until('every account is fresh', everyoneIs('fresh'));
  }, 3 * MINUTES);

  afterAll(() => installation.destroy(), MINUTES);

  function everyoneIs(health: NetworkAccountView['health']): () => Promise<boolean> {
    return async () => {
      const accounts = await client.accounts();
      return accounts.length === CONNECTED.length && accounts.every((account) => account.health === health);
    };
  }

  const fault = (method: 'POST' | 'DELETE', body?: object) =>
    fetch(`${installation.simulator.url}/_faults`, { method, ...(body && { body: JSON.stringify(body) }) });

  const split = (accounts: readonly NetworkAccountView[]) => ({
    down: accounts.filter(({ network }) => network === DOWN),
    others: accounts.filter(({ network }) => network !== DOWN),
  });

  async function requestsToNetwork(): Promise<number> {
    const answer = await fetch(`${installation.simulator.url}/_requests`);
    const { counts } = (await answer.json()) as { counts: Record<string, number> };
    return counts[DOWN] ?? 0;
  }

  /** As if the time until the next try had passed: the accounts that wait are due, and one may ask. */
  async function letTheWaitPass(): Promise<void> {
    await installation.rows('update network_outage set next_probe_at = now()');
    await installation.rows(
      `update network_account set next_due_at = now() where network = '${DOWN}' and failure_kind is not null`,
    );
    const secret = installation.environment.SYNC_TRIGGER_SECRET ?? '';
    await fetch(`${app.url}/api/v1/sync/trigger`, {
      method: 'POST',
      headers: { 'x-sync-trigger-secret': secret },
    });
  }

  it('shows within one run, on the connections and in what the figures cover; the others go on', async () => {
    const runsBefore = new Map(
      (await client.accounts()).map(({ id, recentRuns }) => [id, recentRuns.length]),
    );
    await fault('POST', { kind: 'network-down', network: DOWN, times: null });
    await client.call<SyncQueuedView>('POST', 'network-accounts/sync');
    await until('both accounts show it and the others were read', async () => {
      const { down, others } = split(await client.accounts());
      const areRead = others.every(({ id, recentRuns }) => recentRuns.length > (runsBefore.get(id) ?? 0));
      return areRead && down.every(({ outageSince }) => outageSince !== null);
    });
    const { down, others } = split(await client.accounts());
    expect(down).toHaveLength(2);
    for (const account of down) {
      expect(account).toMatchObject({
        ...{ health: 'late', failure: { kind: 'network-unavailable', attempts: 1 } },
        notices: [{ kind: 'network-outage' }],
      });
      expect(account.recentRuns).toHaveLength((runsBefore.get(account.id) ?? 0) + 1);
    }
    expect(others.map(({ health, notices }) => [health, notices])).toEqual(others.map(() => ['fresh', []]));
    const { coverage, accounts } = await client.dashboard();
    expect(coverage).toMatchObject({ accounts: CONNECTED.length, accountsRead: others.length });
    expect(coverage.late.map(({ id }) => id).toSorted()).toEqual(down.map(({ id }) => id).toSorted());
    expect(accounts.filter(({ outageSince }) => outageSince !== null)).toHaveLength(2);
  });

  it('is asked no more, however often somebody wants it read, and nobody counts that as a failure', async () => {
    const asked = await requestsToNetwork();
    await client.call('POST', 'network-accounts/sync');
    await until('no job is left', async () => {
      const [left] = await installation.rows<{ jobs: number }>(
        `select count(*)::int as jobs from pgboss.job where state in ('created', 'retry', 'active')`,
      );
      return left?.jobs === 0;
    });
    expect(await requestsToNetwork()).toBe(asked);
    const { down } = split(await client.accounts());
    expect(down.map(({ failure }) => failure?.attempts)).toEqual([1, 1]);
  });

  it('clears by itself once it answers', async () => {
    await fault('DELETE');
    await until(
      'everybody is fresh again',
      async () => {
        if (await everyoneIs('fresh')()) return true;
        await letTheWaitPass();
        return false;
      },
      120,
    );
    expect(await installation.rows('select network from network_outage')).toEqual([]);
    const accounts = await client.accounts();
    expect(accounts.map(({ outageSince, failure, notices }) => [outageSince, failure, notices])).toEqual(
      accounts.map(() => [null, null, []]),
    );
    expect((await client.dashboard()).coverage).toMatchObject({ accountsRead: CONNECTED.length, late: [] });
  });
});
