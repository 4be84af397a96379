import { createTestDatabase, type TestDatabase } from '@tributary/postgres/testing';
import { playReading } from './reading-scenario';
import { READING_SCENARIOS } from '.';

// Postgres may have to start first.
jest.setTimeout(60_000);

const CELLS = READING_SCENARIOS.flatMap((scenario) =>
  scenario.networks.map((network) => [scenario.id, network, scenario] as const),
);

describe('what networks tell, and how it is read', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(async () => {
    await database.drop();
  });

  it.each(CELLS)('%s at %s', async (_, network, scenario) => {
    expect(await playReading(database, scenario, network)).toEqual([]);
  });
});
