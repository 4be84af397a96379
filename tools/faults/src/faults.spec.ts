import { Bench } from './bench';
import { NETWORKS } from './scenario';
import { runScenario } from './run-scenario';
import { SCENARIOS } from './scenarios';

const MINUTES = 60_000;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(2 * MINUTES);

describe('faults the sync survives', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.create({ seed: 42, salesPerDay: 1 });
  });

  afterAll(async () => {
    await bench.destroy();
  });

  it.each(SCENARIOS.filter(({ isFast }) => isFast).map((scenario) => [scenario.title, scenario] as const))(
    '%s',
    async (_, scenario) => {
      const cells = await runScenario(bench, scenario);
      const held = scenario.networks.map((network) => [network, []]);
      expect(Object.fromEntries(cells)).toEqual(Object.fromEntries(held));
      expect(NETWORKS).toEqual(expect.arrayContaining([...cells.keys()]));
    },
  );
});
