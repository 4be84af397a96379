import type { AgencyRepository, RollupMaintenance } from '@tributary/ports';
import { sumOverAgencies } from '../identity/sum-over-agencies';

/** Folds the days and months of every agency, so that a year is read as fast as a week. */
export class FoldFigures {
  constructor(
    private readonly agencies: AgencyRepository,
    private readonly rollups: RollupMaintenance,
  ) {}

  /** @returns how many days and months were folded: none, unless one has begun or ended, or something of one changed. */
  run(): Promise<number> {
    return sumOverAgencies(this.agencies, (agencyId) => this.rollups.fold(agencyId));
  }
}
