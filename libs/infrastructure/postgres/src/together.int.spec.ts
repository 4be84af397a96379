import { Statement, together } from './statement';
import { inAgency } from './tenancy';
import { createTestDatabase, type TestDatabase } from './testing';
import { anAgency } from './testing/world';

let database: TestDatabase;
let agencyId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  agencyId = await anAgency(database.orm);
});
afterAll(() => database.drop());

const RENAME = new Statement<object>('update agency set name = $2 where id = $1');
const NAME = Statement.planned<{ name: string }>('select name from agency where id = $1');
const DIVIDE = new Statement<{ one: number }>('select 1 / $1::int as one');

describe('statements that are sent together', () => {
  it('run in their order, and each answers in its place', async () => {
    const answers = await inAgency(database.orm, agencyId, (em) =>
      together(em, RENAME.with([agencyId, 'first']), NAME.with([agencyId]), null, DIVIDE.with([1])),
    );
    expect(answers).toEqual([[], [{ name: 'first' }], [], [{ one: 1 }]]);
  });

  it('fail as one, with the error of the first that fails, and leave nothing', async () => {
    const failing = inAgency(database.orm, agencyId, (em) =>
      together(em, RENAME.with([agencyId, 'second']), DIVIDE.with([0]), NAME.with([agencyId])),
    );
    await expect(failing).rejects.toThrow('division by zero');
    const [row] = await inAgency(database.orm, agencyId, (em) => NAME.run(em, [agencyId]));
    expect(row).toEqual({ name: 'first' });
  });
});
