import { Statement } from './statement';
import { createTestDatabase, type TestDatabase } from './testing';

const KEPT = new Statement<{ statement: string }>(
  `select statement from pg_prepared_statements where statement like '%kept for the spec%'`,
);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('a statement', () => {
  it('that is planned once is kept by its connection, and answers for each of its parameters', async () => {
    const text = `select $1::int + 1 as next /* kept for the spec */`;
    const planned = Statement.planned<{ next: number }>(text);
    await database.orm.em.fork().transactional(async (em) => {
      expect(await planned.first(em, [1])).toEqual({ next: 2 });
      expect(await planned.first(em, [41])).toEqual({ next: 42 });
      expect(await KEPT.run(em, [])).toEqual([{ statement: text }]);
    });
  });

  it('of any other kind is not kept', async () => {
    const other = new Statement<{ next: number }>(`select $1::int + 1 as next /* not kept for the spec */`);
    await database.orm.em.fork().transactional(async (em) => {
      expect(await other.first(em, [1])).toEqual({ next: 2 });
      const kept = await KEPT.run(em, []);
      expect(kept.filter(({ statement }) => statement.includes('not kept'))).toEqual([]);
    });
  });
});
