import type { DatabaseConnection, Driver } from 'kysely';
import { setTimeout as delay } from 'node:timers/promises';
import { returningLostOnes } from './lost-connections';
import { createOrm } from './orm';
import { Statement } from './statement';
import { createTestDatabase, type TestDatabase } from './testing';

const POOL_SIZE = 2;
const TERMINATE = new Statement<object>(`
  select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'losing' and (wait_event = 'PgSleep' or state = 'idle in transaction')`);
const SLEEP = new Statement<object>('select pg_sleep(30)');
const PING = new Statement<object>('select 1');

// Postgres may have to start first.
jest.setTimeout(30_000);

describe('lost connections', () => {
  let database: TestDatabase;
  let orm: ReturnType<typeof createOrm>;

  beforeEach(async () => {
    database = await createTestDatabase();
    orm = createOrm(database.url, { poolSize: POOL_SIZE, applicationName: 'losing' });
  });

  afterEach(async () => {
    await orm.close();
    await database.drop();
  });

  /** Takes the connection away for as long as the work holds one. */
  async function lost(work: () => Promise<unknown>): Promise<string> {
    let outcome = '';
    const done = work().then(
      () => (outcome = 'done'),
      () => (outcome = 'lost'),
    );
    while (outcome === '') {
      await TERMINATE.run(database.owner.em.fork(), []);
      await delay(5);
    }
    return done;
  }

  /** A connection that dies while nobody uses it may be handed out once more before the pool hears of it. */
  async function answers(failures = 0): Promise<number> {
    try {
      return (await PING.run(orm.em.fork(), [])).length;
    } catch (error) {
      if (failures === POOL_SIZE) throw error;
      return answers(failures + 1);
    }
  }

  const pause = () =>
    orm.em.fork().transactional(async (em) => {
      await PING.run(em, []);
      await delay(300);
    });

  it.each([
    ['inside a transaction', () => orm.em.fork().transactional((em) => SLEEP.run(em, []))],
    ['outside of one', () => SLEEP.run(orm.em.fork(), [])],
    ['before the commit', pause],
  ])('go back to the pool when they are lost %s', async (_, work) => {
    for (let loss = 0; loss <= POOL_SIZE; loss += 1) expect(await lost(work)).toBe('lost');
    expect(await answers()).toBe(1);
  });

  it('go back to the pool when not even a transaction can be begun', async () => {
    const returned: unknown[] = [];
    const connection = {
      executeQuery: () => Promise.reject(new Error('lost')),
    } as unknown as DatabaseConnection;
    const driver = returningLostOnes({
      beginTransaction: () => Promise.reject(new Error('lost')),
      rollbackTransaction: () => Promise.resolve(),
      releaseConnection: (one: unknown) => Promise.resolve(void returned.push(one)),
    } as unknown as Driver);
    await expect(driver.beginTransaction(connection, {})).rejects.toThrow('lost');
    expect(returned).toEqual([connection]);
  });
});
