import type { NetworkId } from '@tributary/domain';
import type { AccountKey, Clock, RunOutcome, StoredCounts, SyncProgressChannel } from '@tributary/ports';

/** Sums up what a run has stored and tells it to whoever watches. */
export class RunProgress {
  private pages = 0;
  private share = 0;
  private counts: StoredCounts = { created: 0, changed: 0, unchanged: 0, quarantined: 0 };

  constructor(
    private readonly channel: SyncProgressChannel,
    private readonly clock: Clock,
    private readonly run: AccountKey & { readonly network: NetworkId; readonly runId: string },
  ) {}

  count(page: StoredCounts, pages = 1): void {
    this.pages += pages;
    this.counts = {
      created: this.counts.created + page.created,
      changed: this.counts.changed + page.changed,
      unchanged: this.counts.unchanged + page.unchanged,
      quarantined: this.counts.quarantined + page.quarantined,
    };
  }

  /** @param share of the window that is read, 0 to 1; null keeps the last one. */
  async tell(outcome: RunOutcome, share: number | null): Promise<void> {
    this.share = share ?? this.share;
    await this.channel.publish({
      ...this.run,
      ...this.counts,
      outcome,
      pages: this.pages,
      progress: this.share,
      at: this.clock.now(),
    });
  }
}
