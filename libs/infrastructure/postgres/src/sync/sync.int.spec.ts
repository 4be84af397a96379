import { networkId } from '@tributary/domain';
import type { SyncProgressEvent } from '@tributary/ports';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../testing';
import { rowsOf } from '../testing/world';
import { DatabaseClock } from './database-clock';
import { PostgresSyncProgressChannel } from './sync-progress-channel';

let database: TestDatabase;
let channel: PostgresSyncProgressChannel;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  channel = new PostgresSyncProgressChannel(database.orm);
});
afterEach(() => channel.close());

function anEvent(agencyId: string): SyncProgressEvent {
  return {
    agencyId,
    accountId: randomUUID(),
    network: networkId('clickbank'),
    runId: randomUUID(),
    outcome: 'running',
    pages: 3,
    created: 100,
    changed: 2,
    unchanged: 5,
    quarantined: 0,
    progress: 0.25,
    at: new Date('2026-03-14T12:00:00.123Z'),
  };
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 8_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error('It did not happen in time');
    await delay(20);
  }
}

describe('PostgresSyncProgressChannel', () => {
  it('carries events from one process to the subscribers of the agency in another', async () => {
    const publisher = new PostgresSyncProgressChannel(database.orm);
    const [agencyId, strangerId] = [randomUUID(), randomUUID()];
    const [heard, strangers]: [SyncProgressEvent[], SyncProgressEvent[]] = [[], []];
    channel.subscribe(agencyId, (event) => heard.push(event));
    channel.subscribe(strangerId, (event) => strangers.push(event));
    await channel.ready();
    const [event, strange] = [anEvent(agencyId), anEvent(strangerId)];
    // Theirs first: whoever heard it as well would have heard it by the time that ours comes.
    await publisher.publish(strange);
    await publisher.publish(event);
    await until(() => heard.length > 0 && strangers.length > 0);
    expect([heard, strangers]).toEqual([[event], [strange]]);
  });

  it('ends a subscription without touching the others', async () => {
    const agencyId = randomUUID();
    const [gone, staying]: [SyncProgressEvent[], SyncProgressEvent[]] = [[], []];
    const end = channel.subscribe(agencyId, (event) => gone.push(event));
    channel.subscribe(agencyId, (event) => staying.push(event));
    await channel.ready();
    end();
    end();
    await channel.publish(anEvent(agencyId));
    await until(() => staying.length === 1);
    expect(gone).toEqual([]);
  });

  it('listens again after its connection was cut', async () => {
    const agencyId = randomUUID();
    const heard: SyncProgressEvent[] = [];
    channel.subscribe(agencyId, (event) => heard.push(event));
    await channel.ready();
    const cut = await rowsOf(
      database.owner,
      `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen "sync_progress"'
         and datname = current_database()`,
    );
    expect(cut).toHaveLength(1);
    const timer = setInterval(() => void channel.publish(anEvent(agencyId)), 100);
    await until(() => heard.length > 0);
    clearInterval(timer);
  });
});

describe('DatabaseClock', () => {
  it('tells the database’s time, whatever the process believes', async () => {
    const realNow = Date.now;
    const clock = new DatabaseClock(database.orm);
    try {
      Date.now = () => realNow() + 600_000;
      await clock.start();
      expect(Math.abs(clock.now().getTime() - realNow())).toBeLessThan(2_000);
    } finally {
      Date.now = realNow;
      clock.stop();
    }
  });
});
