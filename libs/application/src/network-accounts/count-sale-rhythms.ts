import type { AgencyRepository, SaleRhythmRepository } from '@tributary/ports';

/** Counts how often the accounts of every agency sell, apart from the readings: one count serves all of an agency's. */
export class CountSaleRhythms {
  constructor(
    private readonly agencies: AgencyRepository,
    private readonly rhythms: SaleRhythmRepository,
  ) {}

  /** @returns for how many accounts: none, unless one has begun to sell or has sold a day after it was counted last. */
  async run(): Promise<number> {
    let counted = 0;
    for (const agencyId of await this.agencies.listIds()) counted += await this.rhythms.recount(agencyId);
    return counted;
  }
}
