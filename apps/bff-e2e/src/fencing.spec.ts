import {
  ACCOUNTS,
  type AppProcess,
  allFresh,
  connectAll,
  Installation,
  until,
  ZONE,
} from '@tributary/e2e-installation';
import { setTimeout as delay } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';

const MINUTES = 60_000;
const DAYS = 60;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(4 * MINUTES);

/** How much of each account is stored, and since when: a late write would move it. */
const STORED = `
  select a.network, a.claim_number as claims, a.checkpoint::text, a.last_good_sync_at::text as good,
    count(s.*)::int as sales, sum(s.commission)::text as commission, sum(s.reversed_commission)::text as reversed,
    max(s.changed_at)::text as changed
  from network_account a left join sale s on s.agency_id = a.agency_id and s.account_id = a.id
  group by 1, 2, 3, 4 order by 1`;

const RUNS = `
  select id, outcome, error_kind, finished_at::text, pages, claim_number from sync_run
  where tier <> 'replay' order by started_at, id`;

function firstDay(): string {
  return Temporal.Now.plainDateISO(ZONE).subtract({ days: DAYS }).toString();
}

/** Freezes the worker while it has stored some pages of runs that it has not ended. */
async function frozenInMidPage(installation: Installation, worker: AppProcess): Promise<readonly string[]> {
  await until('some pages of unfinished runs are stored', async () => {
    const [row] = await installation.rows<{ pages: number }>(
      `select coalesce(sum(pages), 0)::int as pages from sync_run where outcome = 'running'`,
    );
    return (row?.pages ?? 0) >= 4;
  });
  worker.freeze();
  const running = await installation.rows<{ id: string }>(
    `select id from sync_run where outcome = 'running'`,
  );
  return running.map(({ id }) => id);
}

describe('a worker that was frozen while another one took its accounts over', () => {
  it('writes nothing when it goes on, and leaves its runs to the one that took over', async () => {
    const installation = await Installation.create({ latencyMs: 150 });
    let thaw: () => void = () => undefined;
    try {
      const web = await installation.start({ APP_ROLE: 'web' });
      const client = await installation.client(web);
      const frozen = await installation.start({ APP_ROLE: 'worker' });
      thaw = () => {
        frozen.thaw();
      };
      await connectAll(client, firstDay());
      const abandoned = await frozenInMidPage(installation, frozen);
      expect(abandoned.length).toBeGreaterThan(0);
      await installation.start({ APP_ROLE: 'worker' });
      await until('six accounts are fresh', allFresh(client), 150);
      const [stored, runs] = [await installation.rows(STORED), await installation.rows(RUNS)];
      thaw();
      // It finds answers of the networks that wait in its sockets, and stores the first of them at once if it may.
      await until('the frozen one has noticed', () =>
        Promise.resolve(frozen.lines.some((line) => line.includes('ClaimLost'))),
      );
      await delay(5_000);
      expect(await installation.rows(STORED)).toEqual(stored);
      expect(await installation.rows(RUNS)).toEqual(runs);
      const ended = await installation.rows<{ id: string; outcome: string; error_kind: string }>(
        `select id, outcome, error_kind from sync_run where outcome <> 'ok'`,
      );
      expect(ended.map(({ id }) => id).toSorted()).toEqual([...abandoned].toSorted());
      expect(new Set(ended.map(({ outcome, error_kind: kind }) => `${outcome} ${kind}`))).toEqual(
        new Set(['failed internal']),
      );
      await expectTruth(installation);
    } finally {
      // It could not even be told to end.
      thaw();
      await installation.destroy();
    }
  });
});

async function expectTruth(installation: Installation): Promise<void> {
  const since = `${Temporal.Now.plainDateISO(ZONE)
    .subtract({ days: DAYS - 5 })
    .toString()}T00:00:00Z`;
  const truth = ACCOUNTS.map(({ network }) => {
    const { sales } = installation.simulator.groundTruth(network);
    return [network, sales.filter(({ saleDate }) => saleDate >= since).length] as const;
  });
  const counted = await installation.rows<{ network: string; sales: number }>(
    `select network, count(*)::int as sales from sale where sale_date >= '${since}' group by 1`,
  );
  expect(Object.fromEntries(counted.map(({ network, sales }) => [network, sales]))).toEqual(
    Object.fromEntries(truth),
  );
}
