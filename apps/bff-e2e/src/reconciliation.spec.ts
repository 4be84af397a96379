import type { NetworkAccountView, ReconciledDayView, ReconciliationView } from '@tributary/api-contract';
import { allFresh, type ApiClient, connectAll, Installation, until, ZONE } from '@tributary/e2e-installation';
import { Temporal } from 'temporal-polyfill';

const MINUTES = 60_000;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(3 * MINUTES);

const BACKFILL_DAYS = 40;
/** Slices of the backfill of both networks below: each asks for its own pages. */
const SLICES = 2;
/** JVZoo states no totals. */
const OFFERING = ['clickbank', 'digistore24', 'buygoods', 'maxweb', 'hotmart'];
const LOSING = 'digistore24';
const SPOILT = 'maxweb';
const CLEAN = OFFERING.filter((network) => network !== LOSING && network !== SPOILT);

describe('what the networks state about their own days', () => {
  let installation: Installation;
  let client: ApiClient;

  const fault = (body: object) =>
    fetch(`${installation.simulator.url}/_faults`, { method: 'POST', body: JSON.stringify(body) });

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 8 });
    // The first reading of one network loses every row, that of another gets one row it cannot read.
    await fault({ kind: 'empty-list', network: LOSING, path: 'listTransactions', times: SLICES });
    await fault({ kind: 'malformed-row', network: SPOILT, path: 'commissions', page: 2, times: SLICES });
    client = await installation.client(await installation.start());
    const since = Temporal.Now.plainDateISO(ZONE).subtract({ days: BACKFILL_DAYS });
    await connectAll(client, since.toString());
    await until('six accounts are fresh', allFresh(client), 170);
  }, 4 * MINUTES);

  afterAll(() => installation.destroy(), MINUTES);

  async function accountOf(network: string): Promise<NetworkAccountView> {
    const account = (await client.accounts()).find((one) => one.network === network);
    if (!account) throw new Error(`${network} is not connected`);
    return account;
  }

  async function compare(network: string): Promise<ReconciliationView> {
    const { id } = await accountOf(network);
    return (await client.call<ReconciliationView>('GET', `network-accounts/${id}/reconciliation`)).body;
  }

  const ended = ({ days }: ReconciliationView) => days.filter(({ verdict }) => verdict !== 'open');
  const salesOf = (days: readonly ReconciledDayView[]) =>
    days.flatMap(({ amounts }) => amounts.map(({ network }) => network.conversions ?? 0));
  const causesOf = (days: readonly ReconciledDayView[]) =>
    new Set(days.flatMap(({ amounts }) => amounts.flatMap(({ cause }) => cause ?? [])));

  it.each(CLEAN)('agrees with what was read of %s, on every day', async (network) => {
    const comparison = await compare(network);
    const days = ended(comparison);
    expect(days.length).toBeGreaterThanOrEqual(4);
    expect(days.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
    expect(Math.max(...salesOf(days))).toBeGreaterThan(0);
    expect(comparison.summary).toMatchObject({
      ...{ state: 'matches', differingDays: 0, failure: null },
      checkedDays: days.length,
    });
    expect((await accountOf(network)).reconciliation).toEqual(comparison.summary);
  });

  it('has nothing to compare JVZoo with', async () => {
    expect(await compare('jvzoo')).toMatchObject({
      summary: { state: 'not-offered' },
      basis: null,
      days: [],
    });
  });

  it('shows rows that a network counted and did not list, and agrees once they were read again', async () => {
    const before = await compare(LOSING);
    const differing = before.days.filter(({ verdict }) => verdict === 'differs');
    expect(before.summary).toMatchObject({ state: 'differs', differingDays: differing.length });
    const ours = differing.flatMap(({ amounts }) => amounts.map((amount) => amount.ours.conversions));
    expect(new Set(ours)).toEqual(new Set([0]));
    expect(Math.max(...salesOf(differing))).toBeGreaterThan(0);
    expect(causesOf(differing)).toEqual(new Set(['rows-missing']));

    const { id } = await accountOf(LOSING);
    const period = { from: differing.at(-1)?.reread.from, until: differing[0]?.reread.until };
    expect((await client.call('POST', `network-accounts/${id}/rereads`, period)).status).toBe(202);
    await until('the days agree', async () => (await accountOf(LOSING)).reconciliation.state === 'matches');
    const after = await compare(LOSING);
    expect(ended(after).map(({ verdict }) => verdict)).toEqual(ended(before).map(() => 'matches'));
    expect(salesOf(ended(after))).toEqual(salesOf(ended(before)));
  });

  it('names a row kept aside as the likely cause of the day it is missing on', async () => {
    const { summary, days } = await compare(SPOILT);
    const differing = days.filter(({ verdict }) => verdict === 'differs');
    expect(summary).toMatchObject({ state: 'differs', differingDays: 1 });
    expect(causesOf(differing)).toEqual(new Set(['quarantine']));
    const [amount] = differing[0]?.amounts ?? [];
    expect(amount?.difference).toMatchObject({ conversions: -1 });
    expect(differing[0]?.quarantinedRows).toBe(SLICES);
  });

  it('refuses days that cannot be compared, and accounts of others', async () => {
    const { id } = await accountOf(LOSING);
    const refused = await client.problem('GET', `network-accounts/${id}/reconciliation?from=2026-02-30`);
    expect(refused.status).toBe(400);
    const unknown = 'network-accounts/0198c0de-0000-7000-8000-00000000ffff/reconciliation';
    expect((await client.problem('GET', unknown)).status).toBe(404);
  });
});
