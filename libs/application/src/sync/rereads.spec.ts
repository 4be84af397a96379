import { aSale } from '@tributary/domain/testing';
import { CredentialsRejected, NetworkUnavailable, type NewRereadRequest } from '@tributary/ports';
import { rowMeaning, type Script } from '@tributary/ports/testing';
import { SyncWorld } from '../testing/sync-world';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MARCH = (day: number) => new Date(Date.UTC(2026, 2, day));

function asked(from: number, to: number, overrides: Partial<NewRereadRequest> = {}): NewRereadRequest {
  const window = { from: MARCH(from), to: MARCH(to) };
  return { window, trigger: 'manual', requestedBy: null, ...overrides };
}

describe('SyncAccount, asked to read a period again', () => {
  let world: SyncWorld;
  /** Its history is read; it is due again. */
  const start = async (script: Script = () => [[]]) => {
    world = await SyncWorld.with(() => [[]]);
    await world.sync();
    world.clock.advance(HOUR);
    world.gateway.script = script;
    world.gateway.requests.length = 0;
  };
  const notDue = () => {
    world.change({ nextDueAt: new Date(world.clock.now().getTime() + HOUR / 2) });
  };
  const pending = () => world.rereads.listPending(world.key);
  const windows = () => world.gateway.requests.map(({ window }) => window);

  it('reads the hour first, then each period, as runs of their own', async () => {
    await start(() => [[rowMeaning({ sales: [aSale()] })]]);
    await world.rereads.add(world.key, asked(1, 3, { trigger: 'postback' }));
    await world.rereads.add(world.key, asked(8, 9));
    const runs = await world.syncAll();
    expect(runs).toMatchObject([
      { tier: 'hot', trigger: 'schedule', outcome: 'ok', created: 1 },
      { tier: 'period', trigger: 'postback', outcome: 'ok', window: asked(1, 3).window, unchanged: 1 },
      { tier: 'period', trigger: 'manual', outcome: 'ok', window: asked(8, 9).window },
    ]);
    expect(await pending()).toEqual([]);
    expect(await world.syncAll({ trigger: 'manual' })).toHaveLength(1);
  });

  it.each(['schedule', 'postback', 'external'] as const)(
    'reads only the period when nothing is due, by %s, and postpones nothing',
    async (trigger) => {
      await start();
      notDue();
      const before = world.account;
      await world.rereads.add(world.key, asked(1, 3));
      expect(await world.syncAll({ trigger })).toMatchObject([{ tier: 'period' }]);
      expect(world.account).toEqual(before);
      expect(await world.syncAll({ trigger })).toEqual([]);
    },
  );

  it('by hand, reads only the period unless the hour has come', async () => {
    await start();
    await world.rereads.add(world.key, asked(1, 3));
    expect(await world.syncAll({ trigger: 'manual', rereadsOnly: true })).toMatchObject([
      { tier: 'hot' },
      { tier: 'period' },
    ]);
    notDue();
    await world.rereads.add(world.key, asked(1, 3));
    const [only, ...others] = await world.syncAll({ trigger: 'manual', rereadsOnly: true });
    expect([only?.tier, others]).toEqual(['period', []]);
  });

  it('slices like any reading and leaves the checkpoint where it is', async () => {
    await start();
    notDue();
    const { history, lastGoodSyncAt } = world.account;
    world.clock.advance(60_000);
    const long = { from: MARCH(1), to: MARCH(25) };
    await world.rereads.add(world.key, asked(1, 25));
    expect(await world.syncAll()).toMatchObject([{ window: long, outcome: 'ok', pages: 3 }]);
    expect(windows()).toEqual([
      { from: MARCH(1), to: MARCH(11) },
      { from: MARCH(11), to: MARCH(21) },
      { from: MARCH(21), to: MARCH(25) },
    ]);
    expect(world.account).toMatchObject({ history, lastGoodSyncAt });
    expect(world.progress.events.at(-1)).toMatchObject({ outcome: 'ok', progress: 1, pages: 3 });
  });

  it('keeps what could not be wholly read, and tries it with the next run', async () => {
    await start((_, request) => (request === 1 ? [new NetworkUnavailable('No answer.')] : [[]]));
    notDue();
    const due = world.account.nextDueAt;
    await world.rereads.add(world.key, asked(1, 15));
    await world.rereads.add(world.key, asked(20, 21));
    expect(await world.syncAll()).toMatchObject([
      { tier: 'period', outcome: 'partial', errorKind: 'network-unavailable' },
    ]);
    expect(await pending()).toHaveLength(2);
    expect(world.account.lastFailure).toMatchObject({ kind: 'network-unavailable', attempts: 1 });
    expect(world.account.nextDueAt.getTime()).toBeLessThan(due.getTime());
    world.clock.set(world.account.nextDueAt);
    expect(await world.syncAll()).toMatchObject([{ tier: 'hot' }, { window: asked(1, 15).window }, {}]);
    expect(await pending()).toEqual([]);
    expect(world.account.lastFailure).toBeNull();
  });

  it('never postpones the hour, however long a failure would wait', async () => {
    await start(() => [new CredentialsRejected('The key is not valid.')]);
    notDue();
    const due = world.account.nextDueAt;
    await world.rereads.add(world.key, asked(1, 3));
    await world.syncAll();
    expect(world.account.nextDueAt).toEqual(due);
  });

  it('asks for no period while the hourly reading fails', async () => {
    await start(() => [new NetworkUnavailable('No answer.')]);
    await world.rereads.add(world.key, asked(1, 3));
    expect(await world.syncAll()).toMatchObject([{ tier: 'hot', outcome: 'failed' }]);
    expect(await pending()).toHaveLength(1);
  });

  it('reads what is asked for while it runs', async () => {
    await start();
    notDue();
    let isAsked = false;
    world.gateway.script = () => {
      if (!isAsked) void world.rereads.add(world.key, asked(8, 9));
      isAsked = true;
      return [[]];
    };
    await world.rereads.add(world.key, asked(1, 3));
    expect(await world.syncAll()).toMatchObject([
      { window: asked(1, 3).window },
      { window: asked(8, 9).window },
    ]);
  });

  it('reads a window once more that was asked for again while it was being read', async () => {
    await start();
    notDue();
    world.gateway.script = (_, request) => {
      if (request === 0) void world.rereads.add(world.key, asked(2, 2));
      return [[]];
    };
    await world.rereads.add(world.key, asked(1, 3));
    expect(await world.syncAll()).toHaveLength(2);
    expect(await pending()).toEqual([]);
  });

  it('reads nothing of a paused account, and forgets nothing', async () => {
    await start();
    world.change({ isPaused: true });
    await world.rereads.add(world.key, asked(1, 3));
    expect(await world.syncAll({ trigger: 'manual', rereadsOnly: true })).toEqual([]);
    expect(world.gateway.requests).toEqual([]);
    expect(await pending()).toHaveLength(1);
  });

  it('leaves a period pending when the process is stopped in it', async () => {
    const controller = new AbortController();
    await start(() => [
      [],
      () => {
        controller.abort(new Error('the process stops'));
      },
      [],
    ]);
    notDue();
    await world.rereads.add(world.key, asked(1, 3));
    await expect(world.syncAll({ signal: controller.signal })).rejects.toThrow('the process stops');
    expect(await pending()).toHaveLength(1);
    expect(world.account.lastFailure).toBeNull();
    expect(world.clock.now().getTime() - (world.account.lastGoodSyncAt?.getTime() ?? 0)).toBeLessThan(DAY);
  });
});
