import { calendarDay, currency } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import type { OwnTotals, ReconciliationResult } from '@tributary/ports';
import { aNetwork, rowMeaning } from '@tributary/ports/testing';
import { SyncWorld } from '../testing/sync-world';
import { ReconcileAccount } from './reconcile-account';
import { reconciliationSummary } from './reconciliation-state';

const OFFER: OwnTotals = {
  source: 'per-day',
  reversalsCountOn: 'own-day',
  counts: 'sales',
  daysARun: 3,
  says: 'Sales by day.',
};
const LAST_MONTH = { from: null, until: null };

async function world(ownTotals: OwnTotals | null = OFFER) {
  const saleDate = new Date('2026-03-12T12:00:00Z');
  const script = () => [[rowMeaning({ sales: [aSale({ saleDate })] })]];
  const started = await SyncWorld.with(script, { ownTotals, timeZone: 'UTC' });
  const { accounts, reconciliation, clock, networks } = started;
  const useCase = new ReconcileAccount({ accounts, networks, reconciliation, clock });
  const state = (day: string, conversions: number) => {
    const total = { day: calendarDay(day), zone: 'UTC', currency: currency('USD'), conversions };
    const unknown = { grossCommission: null, voidedCommission: null, netCommission: null, reversals: null };
    const totals = [{ ...total, ...unknown, visits: null }];
    const account = { ...started.key, network: started.account.network };
    return reconciliation.storeTotals(account, [{ day: calendarDay(day), zone: 'UTC', totals }]);
  };
  const run = (
    period: { from: string | null; until: string | null } = LAST_MONTH,
    agencyId = started.key.agencyId,
  ) => useCase.run(agencyId, started.key.accountId, period);
  return { started, state, run };
}

describe('ReconcileAccount', () => {
  it('judges the days the network stated, newest first', async () => {
    const { started, state, run } = await world();
    await started.sync();
    await state('2026-03-11', 4);
    await state('2026-03-12', 1);
    const found = await run();
    expect(found).toMatchObject({ zone: 'UTC', offer: OFFER, summary: { state: 'not-read' } });
    expect(found.days).toMatchObject([
      { day: '2026-03-12', verdict: 'matches' },
      { day: '2026-03-11', verdict: 'differs', amounts: [{ cause: 'rows-missing' }] },
    ]);
  });

  it('sees the day beside the period, which may make up for it', async () => {
    const { started, state, run } = await world();
    await started.sync();
    await state('2026-03-11', 1);
    await state('2026-03-12', 0);
    const { days } = await run({ from: '2026-03-12', until: '2026-03-12' });
    expect(days).toMatchObject([{ day: '2026-03-12', amounts: [{ cause: 'day-shift' }] }]);
  });

  it('has nothing to say about a network without totals', async () => {
    const { run } = await world(null);
    expect(await run()).toMatchObject({ offer: null, days: [], summary: { state: 'not-offered' } });
  });

  it.each([
    [{ from: '2026-02-30', until: null }, 'from'],
    [{ from: null, until: 'soon' }, 'until'],
    [{ from: '2026-03-12', until: '2026-03-11' }, 'until'],
    [{ from: '2025-12-01', until: '2026-03-03' }, 'from'],
  ])('refuses %j', async (period, field) => {
    const { run } = await world();
    await expect(run(period)).rejects.toMatchObject({ code: 'invalid-input', fields: [{ field }] });
  });

  it('knows no account of another agency', async () => {
    const { run } = await world();
    await expect(run(LAST_MONTH, '0198c0de-0000-7000-8000-00000000cccc')).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('the state of an account', () => {
  const result: ReconciliationResult = {
    comparedAt: new Date('2026-03-14T12:00:00Z'),
    checkedDays: 31,
    differingDays: 0,
    failure: null,
  };
  const stateOf = (ownTotals: OwnTotals | null, found?: Partial<ReconciliationResult>) =>
    reconciliationSummary(aNetwork({ ownTotals }), found && { ...result, ...found }).state;

  it.each([
    ['matches', OFFER, {}],
    ['differs', OFFER, { differingDays: 1 }],
    ['not-offered', null, {}],
    ['not-read', OFFER, undefined],
    ['not-read', OFFER, { failure: 'It does not answer.' }],
    ['not-read', OFFER, { checkedDays: 0 }],
    ['not-offered', { ...OFFER, source: 'with-sales' as const }, { checkedDays: 0 }],
  ])('is %s', (state, offer, found) => {
    expect(stateOf(offer, found)).toBe(state);
  });
});
