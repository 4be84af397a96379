import type { AgencyRepository, SaleRhythmRepository } from '@tributary/ports';
import { sumOverAgencies } from '../identity/sum-over-agencies';

/** Counts how often the accounts of every agency sell, apart from the readings: one count serves all of an agency's. */
export class CountSaleRhythms {
  constructor(
    private readonly agencies: AgencyRepository,
    private readonly rhythms: SaleRhythmRepository,
  ) {}

  /** @returns for how many accounts: none, unless one has begun to sell or has sold a day after it was counted last. */
  run(): Promise<number> {
    return sumOverAgencies(this.agencies, (agencyId) => this.rhythms.recount(agencyId));
  }
}
