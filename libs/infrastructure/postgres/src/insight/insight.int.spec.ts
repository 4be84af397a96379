import type { Insight } from '@tributary/domain';
import { createTestDatabase, type TestDatabase } from '../testing';
import { anAgency, rowsOf } from '../testing/world';
import { PostgresInsightRepository } from './insight.repository';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const insight = (title: string): Insight => ({
  title,
  body: 'Earnings rose by {{fact:change}}',
  factIds: ['change'],
  stance: 'positive',
  suggestedAction: null,
  writer: 'computed',
  generatedAt: new Date('2026-03-14T12:00:00.500Z'),
  facts: [
    {
      id: 'change',
      kind: 'earnings-change',
      value: '0.125',
      unit: 'ratio',
      currency: null,
      subject: null,
      period: { from: '2026-03-01', to: '2026-03-14' },
      comparedWith: null,
      coverage: { accounts: 2, accountsRead: 1 },
      asOf: new Date('2026-03-14T11:00:00Z'),
    },
  ],
});

describe('PostgresInsightRepository', () => {
  it('keeps the newest set, in its order, for its agency only', async () => {
    const insights = new PostgresInsightRepository(database.orm);
    const agencyId = await anAgency(database.orm);
    expect(await insights.latest(agencyId)).toEqual([]);
    expect(await insights.latestFactsHash(agencyId)).toBeNull();
    await insights.save(agencyId, 'first', [insight('old')]);
    await insights.save(agencyId, 'second', [insight('one'), insight('two')]);
    expect(await insights.latestFactsHash(agencyId)).toBe('second');
    expect(await insights.latest(agencyId)).toEqual([insight('one'), insight('two')]);
    expect(await insights.latest(await anAgency(database.orm))).toEqual([]);
  });

  it('knows which set was the newest at a past moment', async () => {
    const insights = new PostgresInsightRepository(database.orm);
    const agencyId = await anAgency(database.orm);
    const pause = async () => {
      const [row] = await rowsOf(database.owner, 'select clock_timestamp() as now from pg_sleep(0.01)');
      await rowsOf(database.owner, 'select pg_sleep(0.01)');
      return new Date(String(row?.now));
    };
    const before = await pause();
    await insights.save(agencyId, 'first', [insight('old')]);
    const between = await pause();
    await insights.save(agencyId, 'second', [insight('new')]);
    expect(await insights.latestAsOf(agencyId, before)).toEqual([]);
    expect(await insights.latestAsOf(agencyId, between)).toEqual([insight('old')]);
    expect(await insights.latestAsOf(agencyId, await pause())).toEqual([insight('new')]);
    expect(await insights.latestAsOf(await anAgency(database.orm), await pause())).toEqual([]);
  });
});
