import { credential, NOW, still } from './testing';
import { type RunningSimulator, startSimulator } from './start-simulator';
import { NETWORK_IDS } from './accounts';
import { type GroundTruth, type GroundTruthSummary } from './ground-truth';

async function truth(simulator: RunningSimulator, query: string): Promise<GroundTruth> {
  return (await (await fetch(`${simulator.url}/_truth?${query}`)).json()) as GroundTruth;
}

describe('the simulator', () => {
  let simulator: RunningSimulator;

  beforeAll(async () => {
    simulator = await still();
  });
  afterAll(() => simulator.stop());

  it.each(NETWORK_IDS)(
    'tells %s the same truth over HTTP, in process, and after a restart',
    async (network) => {
      const told = await truth(simulator, `network=${network}`);
      expect(told).toEqual(simulator.groundTruth(network));
      const again = await still();
      expect(again.groundTruth(network)).toEqual(told);
      await again.stop();
      const { sales, reversals, ...summary } = told;
      expect(sales.length).toBeGreaterThan(500);
      expect(reversals.length).toBeGreaterThan(20);
      const short: GroundTruthSummary = await truth(simulator, `network=${network}&summary=1`);
      expect(short).toEqual(summary);
    },
  );

  it('tells another world for another seed', async () => {
    const other = await still({ seed: 43 });
    expect(other.groundTruth('clickbank').totals).not.toEqual(simulator.groundTruth('clickbank').totals);
    await other.stop();
  });

  it('moves with its clock: what is sold later is not seen before', async () => {
    const moving = await still();
    const before = moving.groundTruth('digistore24').sales.length;
    await fetch(`${moving.url}/_clock`, {
      method: 'POST',
      body: JSON.stringify({ advanceMs: 5 * 86_400_000 }),
    });
    const { now } = (await (await fetch(`${moving.url}/_clock`)).json()) as { now: string };
    expect(now).toBe(new Date(NOW + 5 * 86_400_000).toISOString());
    expect(moving.groundTruth('digistore24').sales.length).toBeGreaterThan(before + 10);
    expect(moving.groundTruth('digistore24', undefined, new Date(NOW)).sales).toHaveLength(before);
    await moving.stop();
  });

  it('sells about once a minute and network at tempo 6', async () => {
    const busy = await still({ tempo: 6 });
    const later = new Date(NOW + 30 * 60_000);
    const calm = simulator.groundTruth('clickbank', undefined, later).sales.length;
    expect(busy.groundTruth('clickbank', undefined, later).sales.length).toBeGreaterThanOrEqual(calm + 30);
    expect(busy.groundTruth('clickbank').sales).toEqual(simulator.groundTruth('clickbank').sales);
    await busy.stop();
  });

  it('logs requests without credentials', async () => {
    const token = encodeURIComponent(credential('buygoods', 'apiToken'));
    const days = 'date_from=2026-10-01&date_to=2026-10-02';
    await fetch(`${simulator.url}/buygoods/affiliates/v1/byday?a=10421&token=${token}&${days}`);
    const text = await (await fetch(`${simulator.url}/_requests`)).text();
    expect(text).toContain('"account":"harborreach"');
    expect(text).toContain(days);
    expect(text).not.toContain('10421');
    expect(text).not.toContain('DEMO');
  });

  it('keeps to the published limits when they are on', async () => {
    const limited = await startSimulator({ now: () => NOW });
    const calls = Array.from({ length: 14 }, async () =>
      fetch(`${limited.url}/clickbank/rest/1.3/quickstats/accounts`, {
        headers: { authorization: credential('clickbank', 'apiKey'), accept: 'application/json' },
      }),
    );
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 403)).toHaveLength(4);
    await limited.stop();
  });
});
