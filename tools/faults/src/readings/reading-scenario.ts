import type { NetworkId, SimulatorOptions } from '@tributary/network-simulator';
import type { TestDatabase } from '@tributary/postgres/testing';
import { Stage } from './stage';

/** What a network tells, and how it is read, within one process. */
export interface ReadingScenario {
  readonly id: string;
  /** For the table. */
  readonly title: string;
  readonly networks: readonly NetworkId[];
  readonly simulator?: Pick<SimulatorOptions, 'pageSize'>;
  /** @returns what does not hold. */
  readonly play: (stage: Stage) => Promise<readonly string[]>;
}

/** Plays one scenario at one network. */
export async function playReading(
  database: TestDatabase,
  { play, simulator = {} }: ReadingScenario,
  network: NetworkId,
): Promise<readonly string[]> {
  const stage = await Stage.create(database, network, simulator);
  try {
    const found = await play(stage);
    return [...found, ...stage.clearFaults(), ...(await stage.check())];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    await stage.close();
  }
}
