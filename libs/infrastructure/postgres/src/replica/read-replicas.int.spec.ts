import { createTestDatabase, type TestDatabase } from '../testing';
import { type ReadOutcome, ReadReplicas, type ReplicaStanding } from './read-replicas';

/*
 * Servers that are no help: whoever reads must not notice. What a real replica does is seen from outside, with two real
 * servers.
 */

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function withReplicas<T>(
  urls: readonly string[],
  work: (replicas: ReadReplicas, told: { outcomes: ReadOutcome[]; changes: ReplicaStanding[] }) => Promise<T>,
): Promise<T> {
  const told = { outcomes: [] as ReadOutcome[], changes: [] as ReplicaStanding[] };
  const replicas = new ReadReplicas(
    { primaryUrl: database.url, urls, poolSize: 2, patienceMs: 100 },
    {
      answered: (outcome) => told.outcomes.push(outcome),
      changed: (standing) => told.changes.push(standing),
    },
  );
  try {
    await replicas.start();
    return await work(replicas, told);
  } finally {
    await replicas.close();
  }
}

const read = (replicas: ReadReplicas) =>
  replicas.read(
    () => Promise.resolve('a replica'),
    () => Promise.resolve('the primary'),
  );

describe('ReadReplicas', () => {
  it('are none where none are known, and count nothing then', async () => {
    await withReplicas([], async (replicas, { outcomes }) => {
      expect(await read(replicas)).toBe('the primary');
      expect(outcomes).toEqual([]);
      expect(replicas.standings).toEqual([]);
    });
  });

  it('leave out a server that follows nobody: it could be anything', async () => {
    await withReplicas([database.url], async (replicas, { outcomes }) => {
      expect(await read(replicas)).toBe('the primary');
      expect(outcomes).toEqual(['none in time']);
      expect(replicas.standings).toMatchObject([
        { name: '1', isUsed: false, reason: 'It follows no primary' },
      ]);
    });
  });

  it('leave out a server where nobody answers', async () => {
    const nobody = Object.assign(new URL(database.url), { port: '9' }).href;
    await withReplicas([nobody], async (replicas, { changes }) => {
      expect(await read(replicas)).toBe('the primary');
      expect(replicas.standings).toMatchObject([{ isUsed: false, lagMs: null }]);
      expect(changes).toEqual([]);
    });
  });

  it('leave out a login that policies would not hold, and say what it may', async () => {
    await withReplicas([database.ownerUrl], async (replicas) => {
      expect(await read(replicas)).toBe('the primary');
      expect(replicas.standings[0]?.reason).toContain('is a superuser');
      expect(replicas.standings[0]?.reason).not.toContain(new URL(database.ownerUrl).password + '@');
    });
  });

  it('give connections that write nothing, wherever they lead', async () => {
    await withReplicas([database.url], async (replicas) => {
      const [replica] = replicas.all;
      const write = replica?.orm.em.fork().getConnection().execute('delete from sale');
      await expect(write).rejects.toThrow('read-only transaction');
    });
  });
});
