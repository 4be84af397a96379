import { SyncAccount, WriteInsights } from '@tributary/application';

/** What a sync job sets in motion. */
export class SyncUseCases {
  constructor(
    readonly sync: SyncAccount,
    readonly insights: WriteInsights,
  ) {}
}
