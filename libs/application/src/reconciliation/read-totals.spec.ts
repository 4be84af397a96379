import { calendarDay, currency, type CalendarDay } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import { type NetworkDay, NetworkUnavailable, type OwnTotals } from '@tributary/ports';
import { rowMeaning, type Script } from '@tributary/ports/testing';
import { SyncWorld } from '../testing/sync-world';

const PER_DAY: OwnTotals = {
  source: 'per-day',
  reversalsCountOn: 'own-day',
  counts: 'sales',
  daysARun: 3,
  says: 'Sales by day.',
};
/** One sale at noon of the thirteenth. It is noon of the fourteenth, UTC. */
const ONE_SALE: Script = () => [
  [rowMeaning({ sales: [aSale({ saleDate: new Date('2026-03-13T12:00:00Z') })] })],
];
const NOTHING = { grossCommission: null, voidedCommission: null, reversals: null, visits: null };

function stated(day: CalendarDay, conversions: number): NetworkDay {
  const total = { day, zone: 'UTC', currency: currency('USD'), ...NOTHING, netCommission: null, conversions };
  return { day, zone: 'UTC', totals: [total] };
}

describe('ReadTotals, after a reading', () => {
  let world: SyncWorld;
  const asked: CalendarDay[][] = [];

  /** The network states so many sales for every day it is asked about, until `failure`. */
  async function start(
    ownTotals: OwnTotals | null,
    state: (day: CalendarDay) => number | Error,
    script = ONE_SALE,
  ) {
    world = await SyncWorld.with(script, { ownTotals, timeZone: 'UTC' });
    asked.length = 0;
    world.gateway.fetchTotals = async function* (_, days) {
      asked.push([...days]);
      for (const day of days) {
        await Promise.resolve();
        const answer = state(day);
        if (answer instanceof Error) throw answer;
        yield stated(day, answer);
      }
    };
  }
  const result = async () =>
    (await world.reconciliation.results(world.key.agencyId)).get(world.key.accountId);
  const later = (hours: number) => {
    world.clock.advance(hours * 3_600_000);
  };

  it('compares the days the network states with what is stored', async () => {
    await start(PER_DAY, (day) => (day === '2026-03-13' ? 1 : 0));
    expect(await world.sync()).toMatchObject({ outcome: 'ok' });
    expect(asked).toEqual([['2026-03-13', '2026-03-12', '2026-03-11']]);
    expect(await result()).toMatchObject({ checkedDays: 3, differingDays: 0, failure: null });
  });

  it('counts the days that differ', async () => {
    await start(PER_DAY, (day) => (day === '2026-03-13' ? 2 : 0));
    await world.sync();
    expect(await result()).toMatchObject({ checkedDays: 3, differingDays: 1 });
  });

  it('asks about further days with the next readings, and about none when all are known', async () => {
    await start({ ...PER_DAY, daysARun: 30 }, () => 0);
    await world.sync();
    later(1);
    await world.sync();
    later(1);
    await world.sync();
    expect(asked.map((days) => days.length)).toEqual([30, 1]);
  });

  it('asks again about the days that were read again by hand', async () => {
    await start(PER_DAY, () => 0);
    await world.sync();
    const window = { from: new Date('2026-03-13T00:00:00Z'), to: new Date('2026-03-14T00:00:00Z') };
    await world.rereads.add(world.key, { window, trigger: 'manual', requestedBy: null });
    await world.sync({ trigger: 'manual', rereadsOnly: true });
    expect(asked.at(-1)).toEqual(['2026-03-13']);
  });

  it('keeps what came before a failure, and never fails the run', async () => {
    await start(PER_DAY, (day) => (day === '2026-03-11' ? new NetworkUnavailable('It does not answer.') : 0));
    expect(await world.sync()).toMatchObject({ outcome: 'ok', errorKind: null });
    expect(world.health).toBe('fresh');
    expect(await result()).toMatchObject({
      checkedDays: 2,
      differingDays: 1,
      failure: 'It does not answer.',
    });
  });

  it('never fails the run when storage fails either', async () => {
    await start(PER_DAY, () => 0);
    world.reconciliation.storeTotals = () => Promise.reject(new Error('the database is away'));
    expect(await world.sync()).toMatchObject({ outcome: 'ok' });
    const found = await result();
    expect(found).toMatchObject({ checkedDays: 0 });
    expect(found?.failure).toContain('could not compare');
    expect(found?.failure).not.toContain('database');
  });

  it('takes totals that came with the sales as they are', async () => {
    const totals = stated(calendarDay('2026-03-13'), 3).totals;
    const script: Script = () => [[rowMeaning({ sales: [aSale()], dailyTotals: totals })]];
    await start({ ...PER_DAY, source: 'with-sales' }, () => 9, script);
    await world.sync();
    expect(asked).toEqual([]);
    expect(await result()).toMatchObject({ checkedDays: 31, differingDays: 1 });
  });

  it('asks nothing of a network that states nothing, and nothing after a reading that failed', async () => {
    await start(null, () => 0);
    await world.sync();
    expect(await result()).toBeUndefined();
    await start(
      PER_DAY,
      () => 0,
      () => [new NetworkUnavailable('It does not answer.')],
    );
    await world.sync();
    expect([asked, await result()]).toEqual([[], undefined]);
  });

  it('records nothing when the process is stopped meanwhile', async () => {
    const controller = new AbortController();
    await start(PER_DAY, () => {
      controller.abort();
      return new Error('aborted');
    });
    expect(await world.sync({ signal: controller.signal })).toMatchObject({ outcome: 'ok' });
    expect(await result()).toBeUndefined();
  });
});
