import { beginLate } from './begin-late';
import { Statement } from './statement';
import { inAgency } from './tenancy';
import { createTestDatabase, type TestDatabase } from './testing';
import { anAgency } from './testing/world';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const NAMES = new Statement<{ id: string }>('select id from agency');
const RENAME = new Statement<object>('update agency set name = $2 where id = $1');
const NAME = new Statement<{ name: string }>('select name from agency where id = $1');

/** What a client is told to do, while it answers with how many statements a message has. */
function heardClient() {
  const heard: unknown[] = [];
  let failing: string | null = null;
  const client = {
    query: (text: unknown, ...rest: unknown[]): unknown => {
      heard.push([text, ...rest]);
      if (text === failing) return Promise.reject(new Error(`${failing} failed`));
      return Promise.resolve(
        String(text)
          .split(';')
          .map((part) => ({ command: part.trim() })),
      );
    },
  };
  beginLate({
    on: (_, listener) => {
      listener(client);
    },
  });
  const fail = (text: string) => {
    failing = text;
  };
  return { heard, client, fail };
}

describe('a transaction', () => {
  it('begins with the first statement, in one message, whose answer is that of the statement', async () => {
    const { heard, client } = heardClient();
    await client.query('begin', []);
    expect(heard).toEqual([]);
    expect(await client.query('select 1', [])).toEqual({ command: 'select 1' });
    await client.query('commit', []);
    expect(heard).toEqual([['begin; select 1'], ['commit', []]]);
  });

  it('begins before a statement with parameters, and before its own end', async () => {
    const { heard, client } = heardClient();
    await client.query('begin', []);
    await client.query('select $1', [1]);
    await client.query('rollback', []);
    await client.query('begin', []);
    await client.query('rollback', []);
    expect(heard).toEqual([['begin'], ['select $1', [1]], ['rollback', []], ['begin; rollback']]);
  });

  it('does not wait for what says whose rows it works on, but hears of its failure', async () => {
    const { heard, client, fail } = heardClient();
    await client.query('begin', []);
    const whose = client.query('select set_config(1)', []) as Promise<unknown>;
    expect(heard).toEqual([['begin; select set_config(1)']]);
    expect(await whose).toEqual({ command: 'BEGIN', rowCount: null, rows: [] });
    expect(await client.query('select $1', [1])).toEqual([{ command: 'select $1' }]);
    await client.query('commit', []);
    fail('begin; select set_config(2)');
    await client.query('begin', []);
    await client.query('select set_config(2)', []);
    await expect(client.query('select $1', [1])).rejects.toThrow('begin; select set_config(2) failed');
  });

  it('is one: what fails in it is undone, and its agency is its own', async () => {
    const [first, second] = [await anAgency(database.orm), await anAgency(database.orm)];
    const failing = inAgency(database.orm, first, async (em) => {
      await RENAME.run(em, [first, 'changed']);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const names = (id: string) => inAgency(database.orm, id, (em) => NAMES.run(em, []));
    expect(await Promise.all([names(first), names(second)])).toEqual([[{ id: first }], [{ id: second }]]);
    const name = await inAgency(database.orm, first, (em) => NAME.first(em, [first]));
    expect(name).not.toEqual({ name: 'changed' });
    expect(await NAMES.run(database.orm.em.fork(), [])).toEqual([]);
  });
});
