import { type createOrm, PostgresSaleRepository, ReadReplicas } from '@tributary/postgres';
import type { CredentialCipher, SaleFilter } from '@tributary/ports';
import type { BenchDatabase } from '../database';
import { timeCalls } from '../measure';
import { type Finding, milliseconds } from '../report';

const NEWEST: SaleFilter = {
  from: null,
  until: null,
  statuses: [],
  search: null,
  networks: [],
  accounts: 'all',
  asOf: null,
};
const RUNS = { runs: 200, warmUp: 20 };

interface Pages {
  readonly database: BenchDatabase;
  readonly replicaUrl: string;
  readonly agencyId: string;
  readonly cipher: CredentialCipher;
}

/** The newest sales of an agency, of the primary and of a replica that first has to prove how far it is. */
export async function readCost({ database, replicaUrl, agencyId, cipher }: Pages): Promise<Finding> {
  const newest = (orm: ReturnType<typeof createOrm>) =>
    new PostgresSaleRepository(orm, cipher).listSales(agencyId, NEWEST, { limit: 20, after: null });
  let byReplica = 0;
  const replicas = new ReadReplicas(
    { primaryUrl: database.url, urls: [replicaUrl], poolSize: 4, patienceMs: 250 },
    { answered: (outcome) => (byReplica += Number(outcome === 'replica')), changed: () => undefined },
  );
  try {
    await replicas.start();
    const direct = await timeCalls(() => newest(database.orm), RUNS);
    const proved = await timeCalls(
      () =>
        replicas.read(
          ({ orm }) => newest(orm),
          () => newest(database.orm),
        ),
      RUNS,
    );
    return {
      what: `the newest 20 sales from a replica that has proved how far it is, ${byReplica} of ${RUNS.runs + RUNS.warmUp} reads`,
      measured: `p50 ${milliseconds(proved.p50)}, p95 ${milliseconds(proved.p95)}`,
      baseline: `from the primary p50 ${milliseconds(direct.p50)}, p95 ${milliseconds(direct.p95)}`,
      ...{
        limit: '–',
        ratio: `${(proved.p50 / direct.p50).toFixed(2)} × the primary`,
        target: '–',
        isMet: null,
      },
    };
  } finally {
    await replicas.close();
  }
}
