import type { SyncAccount } from '@tributary/application';
import type { InsightsOnceQuiet } from './insights-once-quiet';

/** What a sync job sets in motion. */
export class SyncUseCases {
  constructor(
    readonly sync: SyncAccount,
    readonly insights: InsightsOnceQuiet,
  ) {}
}
