import type { SaleRhythm, SyncWindow } from '@tributary/domain';
import type { AccountKey } from './sale-repository';

/**
 * How often accounts sell. Kept beside the sales, because counting them for every page that is shown takes too long. When an
 * account sold last is noted with the sales themselves, by whatever stores them.
 */
export abstract class SaleRhythmRepository {
  /** Sales stored with a sale date in the window. */
  abstract countSales(key: AccountKey, window: SyncWindow): Promise<number>;
  /**
   * Counts by hour what the agency's accounts sold before their last sale, for each of them once a day and only when it sold
   * since.
   * @returns for how many accounts.
   */
  abstract recount(agencyId: string): Promise<number>;
  /** Of the accounts that sold; without hours until they are counted. */
  abstract listOf(agencyId: string): Promise<readonly SaleRhythm[]>;
}
