import type { AgencyRepository, AuditTrail, RollupDifference, RollupMaintenance } from '@tributary/ports';
import { system, unaskedEntry } from '../audit/unasked-entry';

export interface RepairedRollups {
  readonly agencyId: string;
  readonly differences: readonly RollupDifference[];
}

/** Compares every agency's sums per day with its rows, and sums the rows anew where they differ. */
export class CheckRollups {
  constructor(
    private readonly agencies: AgencyRepository,
    private readonly rollups: RollupMaintenance,
    private readonly audit: AuditTrail,
  ) {}

  /** @returns what differed and is repaired: nothing, unless somebody or something changed the sums by themselves. */
  async run(): Promise<readonly RepairedRollups[]> {
    const repaired: RepairedRollups[] = [];
    for (const agencyId of await this.agencies.listIds()) {
      const differences = await this.rollups.differences(agencyId);
      if (differences.length === 0) continue;
      await this.rollups.rebuild(agencyId);
      repaired.push({ agencyId, differences });
      await this.record(agencyId, differences.length);
    }
    return repaired;
  }

  private async record(agencyId: string, values: number): Promise<void> {
    const what = { action: 'figures.repair', target: null, after: { values } };
    await this.audit.record(unaskedEntry(agencyId, system('check of the sums'), what));
  }
}
