import type { AgencyRepository, RollupDifference, RollupMaintenance } from '@tributary/ports';

export interface RepairedRollups {
  readonly agencyId: string;
  readonly differences: readonly RollupDifference[];
}

/** Compares every agency's sums per day with its rows, and sums the rows anew where they differ. */
export class CheckRollups {
  constructor(
    private readonly agencies: AgencyRepository,
    private readonly rollups: RollupMaintenance,
  ) {}

  /** @returns what differed and is repaired: nothing, unless somebody or something changed the sums by themselves. */
  async run(): Promise<readonly RepairedRollups[]> {
    const repaired: RepairedRollups[] = [];
    for (const agencyId of await this.agencies.listIds()) {
      const differences = await this.rollups.differences(agencyId);
      if (differences.length === 0) continue;
      await this.rollups.rebuild(agencyId);
      repaired.push({ agencyId, differences });
    }
    return repaired;
  }
}
