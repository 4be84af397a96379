import { RollupMaintenance, type RollupDifference } from '../../rollup-maintenance';

/** Differs as a spec says, until it is rebuilt. */
export class InMemoryRollupMaintenance extends RollupMaintenance {
  /** By agency. */
  readonly differing = new Map<string, readonly RollupDifference[]>();
  readonly rebuilt: string[] = [];

  rebuild(agencyId: string): Promise<void> {
    this.rebuilt.push(agencyId);
    this.differing.delete(agencyId);
    return Promise.resolve();
  }

  differences(agencyId: string): Promise<readonly RollupDifference[]> {
    return Promise.resolve(this.differing.get(agencyId) ?? []);
  }

  /** Months that are open, by agency. */
  readonly open = new Map<string, number>();

  fold(agencyId: string): Promise<number> {
    const folded = this.open.get(agencyId) ?? 0;
    this.open.delete(agencyId);
    return Promise.resolve(folded);
  }
}
