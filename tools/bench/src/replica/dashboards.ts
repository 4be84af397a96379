import { ApiClient, AppProcess } from '@tributary/e2e-installation';
import { OWNER, type BenchInstallation } from '../installation';

const CONNECTIONS = 16;
const WARM_UP_MS = 3_000;
const MANAGEMENT = /Metrics and probes on port (\d+)/;
const ANSWERED = /tributary_replica_reads_total\{answered="([\w-]+)"\} (\d+)/g;

export interface Dashboards {
  readonly perSecond: number;
  /** Of the reads that a replica may answer, 0 to 1; 0 without one. */
  readonly byReplica: number;
}

/** `GET /api/v1/dashboard` by connections that never pause, for as long as `meanwhile` takes. */
export async function dashboards(
  { environment }: BenchInstallation,
  replicaUrl: string | null,
  meanwhile: () => Promise<unknown>,
): Promise<Dashboards> {
  const replica = replicaUrl === null ? {} : { DATABASE_REPLICA_URLS: replicaUrl };
  const app = await AppProcess.start({ ...environment, ...replica, APP_ROLE: 'web' });
  try {
    const client = new ApiClient(app.url);
    await client.signIn(OWNER.email, OWNER.password);
    let answers = 0;
    let isOver = false;
    const connection = async () => {
      while (!isOver) {
        const { status } = await client.read('dashboard');
        if (status !== 200) throw new Error(`The dashboard answered ${status}`);
        answers += 1;
      }
    };
    const asking = Promise.all(Array.from({ length: CONNECTIONS }, connection));
    await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS));
    const [before, countedBefore, startedAt] = [answers, await countsOf(app), performance.now()];
    await meanwhile();
    const seconds = (performance.now() - startedAt) / 1000;
    const [after, countedAfter] = [answers, await countsOf(app)];
    isOver = true;
    await asking;
    return { perSecond: (after - before) / seconds, byReplica: shareOf(countedBefore, countedAfter) };
  } finally {
    await app.stop();
  }
}

type Counts = ReadonlyMap<string, number>;

async function countsOf(app: AppProcess): Promise<Counts> {
  const port = app.lines.map((line) => MANAGEMENT.exec(line)?.[1]).find((found) => found !== undefined);
  const text = await (await fetch(`http://127.0.0.1:${port ?? ''}/metrics`)).text();
  return new Map([...text.matchAll(ANSWERED)].map(([, who = '', count]) => [who, Number(count)]));
}

function shareOf(before: Counts, after: Counts): number {
  const grown = [...after].map(([who, count]) => [who, count - (before.get(who) ?? 0)] as const);
  const all = grown.reduce((sum, [, count]) => sum + count, 0);
  return all === 0 ? 0 : (grown.find(([who]) => who === 'replica')?.[1] ?? 0) / all;
}
