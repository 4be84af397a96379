import type { Clock, RawPage, RawRow } from '@tributary/ports';
import { bytesOf } from './read-page';

/** From so many rows on a larger transaction is no faster. */
const MOST_ROWS = 500;
/** A slow network's pages are stored, and shown, as they come. */
const LONGEST_MS = 1_000;

export interface UnreadPage {
  readonly rows: readonly RawRow[];
  readonly bytes: Uint8Array;
}

/** Pages of one reading as they come, until there are enough of them to be stored. */
export class WaitingPages {
  private pages: UnreadPage[] = [];
  private rows = 0;
  private since = 0;

  constructor(private readonly clock: Clock) {}

  get isEmpty(): boolean {
    return this.pages.length === 0;
  }

  /** Whether they have waited, or are, long enough. */
  get isDue(): boolean {
    return this.rows >= MOST_ROWS || this.clock.now().getTime() - this.since >= LONGEST_MS;
  }

  add({ rows }: RawPage): void {
    if (this.isEmpty) this.since = this.clock.now().getTime();
    this.pages.push({ rows, bytes: bytesOf(rows) });
    this.rows += rows.length;
  }

  takeOut(): readonly UnreadPage[] {
    const { pages } = this;
    this.pages = [];
    this.rows = 0;
    return pages;
  }
}
