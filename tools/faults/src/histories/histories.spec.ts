import { createTestDatabase, type TestDatabase } from '@tributary/postgres/testing';
import { NETWORKS } from '../scenario';
import { runHistories } from './run-histories';
import type { Strikes } from './play';

const RUNS = 6;
/** Half a minute for all networks together, on a busy machine too; what fails is made smaller for so long. */
const LONGEST_MS = 6_000;
const MINUTES = 60_000;

// Postgres may have to start first.
jest.setTimeout(2 * MINUTES);

describe('any history, read through any adapter', () => {
  let database: TestDatabase;
  const all: Strikes = new Map();

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(async () => {
    await database.drop();
  });

  it.each(NETWORKS)('%s: what is stored is what the network tells', async (network) => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const options = { seed, runs: RUNS, longestMs: LONGEST_MS };
    const { failure, runs, strikes } = await runHistories(database, network, options);
    for (const [what, times] of strikes) all.set(what, (all.get(what) ?? 0) + times);
    expect({ failure, seed }).toEqual({ failure: null, seed });
    expect(runs).toBeGreaterThan(0);
  });

  it('stopped and killed readings of every kind on the way', () => {
    expect([...all.keys()].sort()).toEqual(['after-commit', 'before-commit', 'stopped']);
  });
});
