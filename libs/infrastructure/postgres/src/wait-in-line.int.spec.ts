import { setTimeout as delay } from 'node:timers/promises';
import { createOrm } from './orm';
import { Statement } from './statement';
import { createTestDatabase, type TestDatabase } from './testing';

const ONE = new Statement<{ one: number }>('select 1 as one');
const END_OWN_CONNECTION = new Statement<object>('select pg_terminate_backend(pg_backend_pid())');

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('a pool whose users wait in line', () => {
  it('lets more of them work than it has places, longer than connecting may take', async () => {
    const orm = createOrm(database.url, { poolSize: 1, waitsInLine: true });
    const order: number[] = [];
    const work = (index: number) =>
      orm.em.fork({ disableContextResolution: true }).transactional(async (em) => {
        await ONE.run(em, []);
        // The first one keeps its place for longer than anybody may take to connect.
        if (index === 0) await delay(11_000);
        order.push(index);
      });
    try {
      const first = work(0);
      await delay(500);
      await Promise.all([first, ...[1, 2, 3].map(work)]);
      expect(order).toEqual([0, 1, 2, 3]);
    } finally {
      await orm.close();
    }
  }, 30_000);

  it('gives the place of whoever failed to the next one', async () => {
    const orm = createOrm(database.url, { poolSize: 1, waitsInLine: true });
    const failing = () =>
      orm.em.fork({ disableContextResolution: true }).transactional(async (em) => {
        await END_OWN_CONNECTION.run(em, []);
      });
    try {
      for (let turn = 0; turn < 3; turn += 1) await expect(failing()).rejects.toThrow();
      expect(await ONE.run(orm.em.fork(), [])).toEqual([{ one: 1 }]);
    } finally {
      await orm.close();
    }
  });
});
