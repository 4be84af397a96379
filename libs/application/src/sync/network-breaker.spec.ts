import { networkId } from '@tributary/domain';
import {
  CredentialsRejected,
  NetworkUnavailable,
  RateLimited,
  UnexpectedResponse,
  type AccountKey,
} from '@tributary/ports';
import type { Script } from '@tributary/ports/testing';
import { SyncWorld } from '../testing/sync-world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DOWN: Script = () => [new NetworkUnavailable('ClickBank did not answer.')];
const GOOD: Script = () => [[]];

describe('SyncAccount, when a network answers nobody', () => {
  let world: SyncWorld;
  let keys: AccountKey[];

  /** So many accounts of one network whose history was read an hour ago; the network is down from now on. */
  const start = async (accounts: number) => {
    world = await SyncWorld.with(GOOD);
    keys = [world.key];
    for (let added = 1; added < accounts; added += 1) keys.push(await world.connect());
    for (const { accountId } of keys) await world.sync({ accountId });
    world.clock.advance(HOUR);
    world.gateway.script = DOWN;
    world.gateway.requests.length = 0;
  };
  const sync = (account: number) => {
    const { accountId } = keys[account] ?? world.key;
    return world.sync({ accountId, trigger: 'manual' });
  };
  const stored = (account: number) => {
    const found = world.storage.account(keys[account] ?? world.key);
    if (!found) throw new Error('The account is gone');
    return found.account;
  };
  const requests = () => world.gateway.requests.length;
  const outage = () => world.outages.outages.get(networkId('clickbank'));
  /** Three accounts failed within five minutes. */
  const breakOpen = async () => {
    await start(6);
    const since = world.clock.now();
    for (const account of [0, 1, 2]) {
      await sync(account);
      world.clock.advance(MINUTE);
    }
    return since;
  };

  it('asks no more after three accounts got no answer, and puts the others off without a failure', async () => {
    const since = await breakOpen();
    expect(outage()).toMatchObject({ since });
    const before = requests();
    expect(await sync(3)).toBeNull();
    expect(requests()).toBe(before);
    expect(stored(3)).toMatchObject({ lastFailure: null, outageSince: since });
    expect(stored(3).nextDueAt.getTime() - world.clock.now().getTime()).toBeLessThanOrEqual(6 * MINUTE);
    expect((await world.runs()).filter(({ accountId }) => accountId === keys[3]?.accountId)).toHaveLength(1);
    for (const account of [0, 1, 2]) expect(stored(account)).toMatchObject({ outageSince: since });
  });

  it('lets one account try every five minutes, and puts that one off too', async () => {
    await breakOpen();
    const before = requests();
    world.clock.advance(3 * MINUTE);
    expect(await sync(3)).toBeNull();
    world.clock.advance(2 * MINUTE);
    expect(await sync(4)).toMatchObject({ outcome: 'failed' });
    expect(await sync(5)).toBeNull();
    expect(requests()).toBe(before + 1);
    expect(stored(4)).toMatchObject({ lastFailure: { attempts: 1 } });
    expect(stored(4).nextDueAt.getTime() - world.clock.now().getTime()).toBeLessThanOrEqual(6 * MINUTE);
    world.clock.advance(5 * MINUTE);
    expect(await sync(5)).toMatchObject({ outcome: 'failed' });
    expect(requests()).toBe(before + 2);
  });

  it('goes on once one account is answered, the others within minutes, with no gap', async () => {
    await breakOpen();
    await sync(3);
    const checkpoint = stored(3).history.checkpoint;
    world.clock.advance(5 * HOUR);
    world.gateway.script = GOOD;
    expect(await sync(4)).toMatchObject({ outcome: 'ok' });
    expect(outage()).toBeUndefined();
    const waits = [0, 1, 2, 3].map((account) => {
      expect(stored(account).outageSince).toBeNull();
      return stored(account).nextDueAt.getTime() - world.clock.now().getTime();
    });
    expect(Math.max(...waits)).toBeLessThanOrEqual(10 * MINUTE);
    world.clock.advance(10 * MINUTE);
    const before = requests();
    for (const account of [0, 1, 2, 3]) {
      const { accountId } = keys[account] ?? world.key;
      expect(await world.sync({ accountId })).toMatchObject({ outcome: 'ok' });
    }
    for (const { window } of world.gateway.requests.slice(before)) {
      expect(window.from.getTime()).toBeLessThan(checkpoint?.getTime() ?? 0);
    }
    for (const account of [0, 1, 2, 3]) expect(stored(account)).toMatchObject({ lastFailure: null });
  });

  it('closes with the first good page, not only with the whole window', async () => {
    await breakOpen();
    world.clock.advance(5 * MINUTE);
    let wasClosed = false;
    world.gateway.script = () => [
      [],
      // Reading goes one page ahead of storing.
      [],
      () => {
        wasClosed = outage() === undefined;
      },
      [],
    ];
    await sync(4);
    expect(wasClosed).toBe(true);
  });

  it('puts off what was asked to be read again, and forgets nothing of it', async () => {
    await breakOpen();
    const key = keys[5] ?? world.key;
    const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-02T00:00:00Z') };
    await world.rereads.add(key, { window, trigger: 'manual', requestedBy: null });
    const before = requests();
    expect(await world.syncAll({ accountId: key.accountId, trigger: 'postback' })).toEqual([]);
    expect(requests()).toBe(before);
    expect(await world.rereads.listPending(key)).toHaveLength(1);
  });

  it.each<[string, Error]>([
    ['a refused key', new CredentialsRejected('The key is not valid.')],
    ['a limit', new RateLimited('Too many requests.', new Date('2026-03-14T13:30:00Z'))],
    ['a strange answer', new UnexpectedResponse('ClickBank sent a web page.')],
  ])('is not opened by %s, however often', async (_, error) => {
    await start(4);
    world.gateway.script = () => [error];
    for (const account of [0, 1, 2, 3]) expect(await sync(account)).toMatchObject({ outcome: 'failed' });
    expect(outage()).toBeUndefined();
  });

  it('is not opened by one account alone, which keeps its own rhythm', async () => {
    await start(3);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await sync(0);
      waits.push((stored(0).nextDueAt.getTime() - world.clock.now().getTime()) / MINUTE);
      world.clock.set(stored(0).nextDueAt);
    }
    expect(waits).toEqual([5, 10, 20, 40, 60]);
    expect(outage()).toBeUndefined();
    expect(stored(1).outageSince).toBeNull();
  });

  it('is opened by both of two accounts', async () => {
    await start(2);
    await sync(0);
    expect(outage()).toBeUndefined();
    await sync(1);
    expect(outage()).toBeDefined();
  });

  it('is not opened while another account is read well in between', async () => {
    await start(4);
    await sync(0);
    await sync(1);
    world.clock.advance(MINUTE);
    world.gateway.script = GOOD;
    await sync(3);
    world.clock.advance(MINUTE);
    world.gateway.script = DOWN;
    await sync(2);
    expect(outage()).toBeUndefined();
  });

  it('lets the next probe go on when one ends with a refused key', async () => {
    await breakOpen();
    world.clock.advance(5 * MINUTE);
    world.gateway.script = () => [new CredentialsRejected('The key is not valid.')];
    expect(await sync(4)).toMatchObject({ errorKind: 'credentials-rejected' });
    expect(stored(4).outageSince).toBeNull();
    expect(outage()).toBeDefined();
    world.clock.advance(5 * MINUTE);
    world.gateway.script = GOOD;
    expect(await sync(4)).toBeNull();
    expect(await sync(5)).toMatchObject({ outcome: 'ok' });
    expect(outage()).toBeUndefined();
  });
});
