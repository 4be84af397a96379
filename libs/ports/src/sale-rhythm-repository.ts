import type { SaleRhythm, SyncWindow } from '@tributary/domain';
import type { AccountKey } from './sale-repository';

/** How often accounts sell. Kept beside the sales, because counting them for every page that is shown takes too long. */
export abstract class SaleRhythmRepository {
  /** Sales stored with a sale date in the window. */
  abstract countSales(key: AccountKey, window: SyncWindow): Promise<number>;
  /** Notes the newest sale; counts the hours before it again when that was not done for a day. */
  abstract refresh(key: AccountKey): Promise<void>;
  /** Of the accounts that were refreshed. */
  abstract listOf(agencyId: string): Promise<readonly SaleRhythm[]>;
}
