import type { CalendarDay, DecimalText } from '@tributary/domain';

/** One value of the sums per day that is not what its rows come to. */
export interface RollupDifference {
  readonly table: 'daily_sales' | 'daily_reversals' | 'daily_refunds';
  /** In the agency's zone; of reversals, the day of their sale. */
  readonly day: CalendarDay;
  readonly accountId: string;
  readonly column: string;
  /** A count, or money in the cell's own currency; 0 where there is no cell. */
  readonly stored: DecimalText;
  readonly actual: DecimalText;
}

/** Looks after the sums per day that figures are read from. They are kept with every change, so nothing should differ. */
export abstract class RollupMaintenance {
  /** Sums the agency's rows anew, in its present time zone. Who stores sales meanwhile waits. */
  abstract rebuild(agencyId: string): Promise<void>;
  abstract differences(agencyId: string): Promise<readonly RollupDifference[]>;
  /**
   * Folds the last 400 days, and the months of this year and the last that are over, as far as they are not folded or not
   * true any more.
   * @returns how many.
   */
  abstract fold(agencyId: string): Promise<number>;
}
