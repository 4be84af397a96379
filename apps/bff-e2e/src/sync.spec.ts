import {
  ACCOUNTS,
  allFresh,
  type ApiClient,
  type AppProcess,
  connectAll,
  Installation,
  until,
  ZONE,
} from '@tributary/e2e-installation';
import { Temporal } from 'temporal-polyfill';
import { cents, readRates, trueEarnings } from './truth';

const MINUTES = 60_000;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(2 * MINUTES);
const BACKFILL_DAYS = 65;

function daysAgo(days: number): Temporal.PlainDate {
  return Temporal.Now.plainDateISO(ZONE).subtract({ days });
}

function startOf(day: Temporal.PlainDate): Date {
  return new Date(day.toZonedDateTime(ZONE).epochMilliseconds);
}

/** Everything that a replay must not change. */
async function stored(installation: Installation): Promise<unknown> {
  return installation.rows(`
    select 'sale' as kind, count(*)::int as rows, sum(commission)::text as commission,
           sum(reversed_commission)::text as reversed,
           md5(string_agg(external_order_id || status || coalesce(amount::text, '-'), ',' order by account_id, external_order_id)) as hash
      from sale
    union all
    select 'reversal', count(*)::int, sum(commission)::text, null,
           md5(string_agg(external_reversal_id || kind || reversed_at::text, ',' order by account_id, external_reversal_id))
      from reversal`);
}

describe('from six networks to the dashboard', () => {
  let installation: Installation;
  let app: AppProcess;
  let client: ApiClient;

  beforeAll(async () => {
    installation = await Installation.create();
    app = await installation.start();
    client = await installation.client(app);
    await connectAll(client, daysAgo(BACKFILL_DAYS).toString());
    await until('six accounts are fresh', allFresh(client), 150);
    await until('exchange rates are stored', async () => {
      const [stored] = await installation.rows<{ days: number }>(
        'select count(*)::int as days from exchange_rate',
      );
      return (stored?.days ?? 0) > 0;
    });
  }, 3 * MINUTES);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTES);

  it('shows what the networks know, to the cent', async () => {
    const dashboard = await client.dashboard('?days=30');
    const rates = await readRates(installation.simulator.url);
    const span = { rates, from: startOf(daysAgo(29)), until: new Date(dashboard.generatedAt) };
    const earliest = await installation.rows<{ network: string; since: Date }>(
      'select network, min(sale_date) as since from sale group by 1',
    );
    const readSince = new Map(earliest.map(({ network, since }) => [network, new Date(since)]));
    expect(dashboard.notConverted).toEqual([]);
    const shown = Object.fromEntries(
      dashboard.share.map(({ network, earnings }) => [network, cents(earnings)]),
    );
    const truth = Object.fromEntries(
      ACCOUNTS.map(({ network }) => [
        network,
        trueEarnings(installation.simulator, network, {
          ...span,
          readSince: readSince.get(network) ?? span.from,
        }),
      ]),
    );
    expect(shown).toEqual(truth);
    expect(Object.values(truth).every((earnings) => Number(earnings) > 0)).toBe(true);
  });

  it('covers every account and says as of when', async () => {
    const { coverage, kpis, recentSales, trend } = await client.dashboard();
    expect(coverage).toMatchObject({ accounts: 6, accountsRead: 6, late: [] });
    expect(Date.parse(coverage.asOf ?? '')).toBeGreaterThan(Date.now() - 5 * MINUTES);
    expect(kpis.map(({ id }) => id)).toEqual([
      'earnings',
      'revenue',
      'sales',
      'pending',
      'refund-rate',
      'momentum',
      'epc',
    ]);
    expect(trend).toHaveLength(30);
    expect(recentSales).toHaveLength(20);
  });

  it('quarantines nothing of what the networks send', async () => {
    const rows = await installation.rows('select account_id from quarantined_row');
    expect(rows).toEqual([]);
  });

  it(
    'changes nothing when a window is read again',
    async () => {
      const before = await stored(installation);
      await client.call('POST', 'network-accounts/sync');
      await until('every account has a second good run', async () => {
        const accounts = await client.accounts();
        return accounts.every(
          ({ recentRuns }) => recentRuns.filter(({ outcome }) => outcome === 'ok').length >= 2,
        );
      });
      expect(await stored(installation)).toEqual(before);
      const replays = (await client.accounts()).map(({ recentRuns }) => recentRuns[0]);
      expect(replays.every((run) => run?.created === 0 && run.changed === 0)).toBe(true);
      expect(replays.some((run) => (run?.unchanged ?? 0) > 0)).toBe(true);
    },
    MINUTES,
  );

  it('lets nobody read a credential', async () => {
    const answers = await Promise.all([
      client.call('GET', 'network-accounts'),
      client.call('GET', 'networks'),
      client.call('GET', 'dashboard'),
    ]);
    const everything = JSON.stringify(answers.map(({ body }) => body)) + app.lines.join('\n');
    for (const { credentials } of ACCOUNTS) {
      for (const secret of Object.values(credentials).filter((value) => value.length > 12)) {
        expect(everything).not.toContain(secret);
      }
    }
  });
});
