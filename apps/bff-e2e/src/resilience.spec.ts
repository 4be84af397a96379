import { setTimeout as delay } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { ACCOUNTS, allFresh, connectAll, Installation, until, ZONE } from '@tributary/e2e-installation';

const MINUTES = 60_000;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(2 * MINUTES);

function daysAgo(days: number): string {
  return Temporal.Now.plainDateISO(ZONE).subtract({ days }).toString();
}

const TOTALS = `
  select account_id, count(*)::int as sales, sum(commission)::text as commission,
         sum(reversed_commission)::text as reversed
    from sale group by 1 order by 1`;

describe('a worker that is killed', () => {
  it(
    'loses nothing and counts nothing twice',
    async () => {
      const installation = await Installation.create({ latencyMs: 150 });
      try {
        const web = await installation.start({ APP_ROLE: 'web' });
        const client = await installation.client(web);
        const victim = await installation.start({ APP_ROLE: 'worker' });
        await connectAll(client, daysAgo(60));
        await until('some pages are stored', async () => {
          const [row] = await installation.rows<{ pages: number }>(
            'select sum(pages)::int as pages from sync_run',
          );
          return (row?.pages ?? 0) >= 6;
        });
        await victim.kill();
        await installation.start({ APP_ROLE: 'worker' });
        await until('six accounts are fresh', allFresh(client), 150);
        const afterCrash = await installation.rows(TOTALS);
        await client.call('POST', 'network-accounts/sync');
        await until('every account was read again', async () => {
          const accounts = await client.accounts();
          return accounts.every(
            ({ recentRuns }) => recentRuns[0]?.trigger === 'manual' && recentRuns[0].outcome === 'ok',
          );
        });
        expect(await installation.rows(TOTALS)).toEqual(afterCrash);
        const sales = Object.fromEntries(
          ACCOUNTS.map(({ network }) => [
            network,
            installation.simulator
              .groundTruth(network)
              .sales.filter(({ saleDate }) => saleDate >= `${daysAgo(55)}T00:00:00Z`).length,
          ]),
        );
        const counted = await installation.rows<{ network: string; sales: number }>(
          `select network, count(*)::int as sales from sale where sale_date >= '${daysAgo(55)}T00:00:00Z' group by 1`,
        );
        expect(Object.fromEntries(counted.map(({ network, sales: count }) => [network, count]))).toEqual(
          sales,
        );
      } finally {
        await installation.destroy();
      }
    },
    5 * MINUTES,
  );
});

describe('two processes on one database', () => {
  it(
    'read each account once an hour, not twice',
    async () => {
      const installation = await Installation.create({ salesPerDay: 1 });
      try {
        const [one, two] = await Promise.all([installation.start(), installation.start()]);
        const client = await installation.client(one);
        await connectAll(client, daysAgo(3));
        await until('six accounts are fresh', allFresh(client));
        await installation.rows(`update network_account set next_due_at = now() - interval '1 minute'`);
        const trigger = (url: string) =>
          fetch(`${url}/api/v1/sync/trigger`, {
            method: 'POST',
            headers: { 'x-sync-trigger-secret': installation.environment.SYNC_TRIGGER_SECRET ?? '' },
          });
        const answers = await Promise.all([one.url, two.url, one.url, two.url].map(trigger));
        expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
        await until('every account was read by the trigger', async () => {
          const accounts = await client.accounts();
          return accounts.every(({ recentRuns }) =>
            recentRuns.some(({ trigger: by, outcome }) => by === 'external' && outcome === 'ok'),
          );
        });
        await delay(3_000);
        const runs = await installation.rows(
          `select account_id from sync_run where triggered_by in ('external', 'schedule') group by 1 having count(*) > 1`,
        );
        expect(runs).toEqual([]);
        const due = await installation.rows(
          `select id from network_account where next_due_at <= now() or next_due_at > now() + interval '62 minutes'`,
        );
        expect(due).toEqual([]);
      } finally {
        await installation.destroy();
      }
    },
    3 * MINUTES,
  );
});

describe('one network that fails', () => {
  it(
    'touches no other account and says what is wrong',
    async () => {
      const installation = await Installation.create({ salesPerDay: 1 });
      try {
        const app = await installation.start();
        const client = await installation.client(app);
        await connectAll(client, daysAgo(3));
        await until('six accounts are fresh', allFresh(client));
        await fetch(`${installation.simulator.url}/_faults`, {
          method: 'POST',
          body: JSON.stringify({ kind: 'refuse-key', network: 'jvzoo', times: null }),
        });
        await client.call('POST', 'network-accounts/sync');
        await until('JVZoo needs attention', async () => {
          const accounts = await client.accounts();
          return accounts.some(({ network, health }) => network === 'jvzoo' && health === 'needs-attention');
        });
        await until('the others were read again', async () => {
          const others = (await client.accounts()).filter(({ network }) => network !== 'jvzoo');
          return others.every(
            ({ recentRuns }) => recentRuns[0]?.trigger === 'manual' && recentRuns[0].outcome === 'ok',
          );
        });
        const { coverage } = await client.dashboard();
        expect(coverage).toMatchObject({ accounts: 6, accountsRead: 5 });
        expect(coverage.late.map(({ network, health }) => [network, health])).toEqual([
          ['jvzoo', 'needs-attention'],
        ]);
      } finally {
        await installation.destroy();
      }
    },
    3 * MINUTES,
  );
});
