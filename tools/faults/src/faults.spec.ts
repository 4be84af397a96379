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

describe('faults the sync survives', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.create({ seed: 42, salesPerDay: 1, accounts: DEMO_ACCOUNTS });
  });

  afterAll(async () => {
    await bench.destroy();
  });

  it.each(ROUNDS)('%j', async (round) => {
    const strikes = AGENCY_ACCOUNTS.map(({ network, label }) => ({
      ...{ network, label },
      scenario: scenarioOf(round[network] ?? ''),
    }));
    const found = await runRound(bench, strikes);
    expect([...found].map(([{ network }, texts]) => ({ network, texts }))).toEqual(
      NETWORKS.map((network) => ({ network, texts: [] })),
    );
  });
});
