import { NETWORKS } from '../scenario';
import { runHistories } from './run-histories';
import { createTestDatabase, type TestDatabase } from '@tributary/postgres/testing';

const RUNS = 6;
const MINUTES = 60_000;

jest.setTimeout(3 * MINUTES);

describe('any history, read through any adapter', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(async () => {
    await database.drop();
  });

  it.each(NETWORKS)('%s: what is stored is what the network tells', async (network) => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const { failure } = await runHistories(database, network, { seed, runs: RUNS });
    expect(failure).toBeNull();
  });
});
