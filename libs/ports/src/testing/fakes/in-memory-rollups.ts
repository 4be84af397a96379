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

  /** Agencies whose months were folded, in order. */
  readonly folded: string[] = [];

  fold(agencyId: string): Promise<number> {
    this.folded.push(agencyId);
    return Promise.resolve(0);
  }
}
