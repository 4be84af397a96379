import { AGENCY_ACCOUNTS, DEMO_ACCOUNTS, type NetworkId } from '@tributary/network-simulator';
import { Bench } from './bench';
import { runRound } from './run-scenario';
import { NETWORKS, type Scenario } from './scenario';
import { SCENARIOS } from './scenarios';

const MINUTES = 60_000;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(3 * MINUTES);

/** The most telling faults, a different one for each network, so that a round takes no longer than one of them. */
const ROUNDS: readonly Readonly<Partial<Record<NetworkId, string>>>[] = [
  {
    clickbank: 'page-fails-for-good',
    digistore24: 'html-page',
    buygoods: 'status-429-date',
    maxweb: 'duplicate-row',
    jvzoo: 'refused-key',
    hotmart: 'malformed-row',
  },
  // The worker is killed for all of them; those that are struck once have to get over both.
  {
    clickbank: 'worker-killed',
    digistore24: 'status-500-once',
    buygoods: 'worker-killed',
    maxweb: 'reset-mid-body',
    jvzoo: 'worker-killed',
    hotmart: 'worker-killed',
  },
];

function scenarioOf(id: string): Scenario {
  const scenario = SCENARIOS.find((each) => each.id === id);
  if (!scenario) throw new RangeError(`There is no scenario ${id}`);
  return scenario;
}

type Round = (typeof ROUNDS)[number];

/** Plays a round on an installation of its own. @returns what does not hold, by network. */
async function played(round: Round): Promise<Readonly<Record<string, readonly string[]>>> {
  const bench = await Bench.create({ seed: 42, salesPerDay: 1, accounts: DEMO_ACCOUNTS });
  try {
    const strikes = AGENCY_ACCOUNTS.map(({ network, label }) => ({
      ...{ network, label },
      scenario: scenarioOf(round[network] ?? ''),
    }));
    const found = await runRound(bench, strikes);
    return Object.fromEntries([...found].map(([{ network }, texts]) => [network, texts]));
  } finally {
    await bench.destroy();
  }
}

describe('faults the sync survives', () => {
  let results: ReadonlyMap<Round, Awaited<ReturnType<typeof played>>>;

  // Beside one another: most of the time is waiting for paced networks.
  beforeAll(async () => {
    results = new Map(await Promise.all(ROUNDS.map(async (round) => [round, await played(round)] as const)));
  });

  it.each(ROUNDS)('%j', (round) => {
    expect(results.get(round)).toEqual(Object.fromEntries(NETWORKS.map((network) => [network, []])));
  });
});
