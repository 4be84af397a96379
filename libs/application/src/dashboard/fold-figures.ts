import type { AgencyRepository, RollupMaintenance } from '@tributary/ports';

/** Folds the days and months of every agency, so that a year is read as fast as a week. */
export class FoldFigures {
  constructor(
    private readonly agencies: AgencyRepository,
    private readonly rollups: RollupMaintenance,
  ) {}

  /** @returns how many days and months were folded: none, unless one has begun or ended, or something of one changed. */
  async run(): Promise<number> {
    let folded = 0;
    for (const agencyId of await this.agencies.listIds()) folded += await this.rollups.fold(agencyId);
    return folded;
  }
}
