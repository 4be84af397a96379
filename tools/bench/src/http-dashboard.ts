import { ApiClient, AppProcess } from '@tributary/e2e-installation';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent, setGlobalDispatcher } from 'undici';
import { type BenchInstallation, OWNER } from './installation';
import { percentiles, type Timing } from './measure';
import { type Finding, milliseconds } from './report';

const CONNECTIONS = 50;
const WARM_UP = 300;
const REQUESTS = 2_000;
const ROUNDS = 20;
const SECOND = 1_000;
const TARGET_MS = 25;
const DAYS = 30;
/** Of the periods of connections that share nothing: some shorter, some longer. */
const FEWEST_DAYS = 10;

/** `GET /api/v1/dashboard`, signed in, by so many connections: a team that looks at the same one, and many who do not. */
export async function httpDashboard(
  { environment }: BenchInstallation,
  sales: string,
): Promise<readonly Finding[]> {
  setGlobalDispatcher(new Agent({ connections: CONNECTIONS }));
  const app = await AppProcess.start({ ...environment, APP_ROLE: 'web' });
  try {
    const client = new ApiClient(app.url);
    await client.signIn(OWNER.email, OWNER.password);
    const ask = async (days: number) => {
      const { status } = await client.read(`dashboard?days=${days}`);
      if (status !== 200) throw new Error(`The dashboard answered ${status}`);
    };
    const sameOne = () => ask(DAYS);
    await askAll(sameOne, WARM_UP);
    const alone = percentiles(await askAll(sameOne, 100, 1));
    const finding = findingOf(sales, alone);
    const times = {
      same: percentiles(await askEverySecond(sameOne)),
      others: percentiles(await askEverySecond((number) => ask(FEWEST_DAYS + number))),
    };
    const startedAt = performance.now();
    const busy = percentiles(await askAll(sameOne, REQUESTS));
    const perSecond = Math.round(REQUESTS / ((performance.now() - startedAt) / 1000));
    return [
      finding('that ask for the same one once a second', { times: times.same, perSecond: CONNECTIONS }),
      finding('that each ask for another one once a second', {
        ...{ times: times.others, perSecond: CONNECTIONS },
      }),
      finding('that ask for the same one and never pause', { times: busy, perSecond }),
    ];
  } finally {
    await app.stop();
  }
}

function findingOf(sales: string, alone: Timing) {
  return (
    how: string,
    { times, perSecond }: { readonly times: Timing; readonly perSecond: number },
  ): Finding => ({
    what: `GET /api/v1/dashboard of a tenth of ${sales} sales, ${CONNECTIONS} connections ${how}`,
    measured: `p50 ${milliseconds(times.p50)}, p95 ${milliseconds(times.p95)}, ${perSecond} a second`,
    baseline: '–',
    limit: `one connection alone p50 ${milliseconds(alone.p50)}, p95 ${milliseconds(alone.p95)}`,
    ratio: `${(times.p95 / alone.p95).toFixed(1)} × one alone`,
    target: `p95 < ${TARGET_MS} ms`,
    isMet: times.p95 < TARGET_MS,
  });
}

/** As people do, if they were in a hurry: spread over the second, however long an answer takes. */
async function askEverySecond(ask: (connection: number) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  const connection = async (_: unknown, number: number) => {
    await delay((number * SECOND) / CONNECTIONS);
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      await ask(number);
      times.push(performance.now() - start);
      await delay(Math.max(0, SECOND - (performance.now() - start)));
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  return times;
}

async function askAll(
  ask: () => Promise<void>,
  requests: number,
  connections = CONNECTIONS,
): Promise<number[]> {
  const times: number[] = [];
  let left = requests;
  const connection = async () => {
    while (left > 0) {
      left -= 1;
      const start = performance.now();
      await ask();
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return times;
}
