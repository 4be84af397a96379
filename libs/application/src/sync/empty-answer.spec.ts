import { aSale } from '@tributary/domain/testing';
import { rowMeaning, unreadableRow, type Script } from '@tributary/ports/testing';
import { SyncWorld } from '../testing/sync-world';

const HOUR = 3_600_000;
const NOW = new Date('2026-03-14T12:00:00Z').getTime();

/** So many sales, one each hour before the world's clock. */
function sales(count: number) {
  return Array.from({ length: count }, (_, index) =>
    rowMeaning({
      sales: [aSale({ externalOrderId: `order-${index}`, saleDate: new Date(NOW - (index + 1) * HOUR) })],
    }),
  );
}

describe('SyncAccount, answered without a row', () => {
  let world: SyncWorld;
  const start = async (stored: number, script: Script) => {
    world = await SyncWorld.with((_, request) => [request === 0 ? sales(stored) : []]);
    await world.sync();
    world.clock.advance(HOUR);
    world.gateway.script = script;
  };
  const next = () => {
    world.clock.advance(HOUR);
    return world.sync();
  };

  it('deletes nothing, ends well, and says so on the run and on the account', async () => {
    await start(12, () => [[], []]);
    const run = await world.sync();
    const message =
      'ClickBank told of no sale for a span of time of which 12 sales are stored. Nothing was deleted.';
    expect(run).toMatchObject({ outcome: 'ok', warning: { kind: 'empty-answer', message } });
    expect(await world.sales()).toHaveLength(12);
    expect(world.account).toMatchObject({
      lastFailure: null,
      lastGoodSyncAt: world.clock.now(),
      emptyAnswer: { since: world.clock.now(), message },
    });
    expect(world.health).toBe('fresh');
  });

  it('is said until a reading brings rows again', async () => {
    await start(12, () => [[]]);
    await world.sync();
    const since = world.account.emptyAnswer?.since;
    await next();
    expect(world.account.emptyAnswer?.since).toEqual(since);
    world.gateway.script = () => [sales(1)];
    expect(await next()).toMatchObject({ warning: null });
    expect(world.account.emptyAnswer).toBeNull();
  });

  it.each<[string, number, Script]>([
    ['a handful of sales is stored', 5, () => [[]]],
    ['one page has a row', 12, () => [[], sales(1), []]],
    ['a row cannot be read', 12, () => [[unreadableRow('no currency')]]],
    ['the network says that orders were never paid', 12, () => [[rowMeaning({ neverPaid: ['another'] })]]],
  ])('is not said when %s', async (_, stored, script) => {
    await start(stored, script);
    expect(await world.sync()).toMatchObject({ outcome: 'ok', warning: null });
    expect(world.account.emptyAnswer).toBeNull();
  });

  it('is said for the whole window only, not for one of its slices', async () => {
    await start(12, () => [[]]);
    world.change({ history: { ...world.account.history, lastColdAt: new Date(0) } });
    world.gateway.script = (_, request) => [request === 1 ? sales(1) : []];
    world.gateway.requests.length = 0;
    expect(await world.sync()).toMatchObject({ tier: 'cold', warning: null });
    expect(world.gateway.requests.length).toBeGreaterThan(2);
  });

  it('is said of a period that was asked for too', async () => {
    await start(12, () => [[]]);
    const window = { from: new Date(NOW - 9 * HOUR), to: new Date(NOW) };
    await world.rereads.add(world.key, { window, trigger: 'manual', requestedBy: null });
    world.change({ nextDueAt: new Date(world.clock.now().getTime() + HOUR) });
    const [run] = await world.syncAll();
    expect(run).toMatchObject({ tier: 'period', warning: { kind: 'empty-answer' } });
    expect(run?.warning?.message).toContain('9 sales');
    expect(world.account.emptyAnswer).not.toBeNull();
  });
});
