import { UnexpectedResponse } from '@tributary/ports';

/** Keeps a reading from going round in a circle: a network that ignores the page number, or repeats a cursor, is an error, not the end. */
export class PageGuard {
  private pages = 0;
  private readonly seen = new Set<string>();

  constructor(
    private readonly networkName: string,
    private readonly cap: number,
  ) {}

  /**
   * Call before each page, with the cursor it is asked by where there is one.
   * @throws {UnexpectedResponse} beyond `cap` pages and when a cursor comes twice.
   */
  next(cursor: string | null = null): void {
    this.pages += 1;
    if (this.pages > this.cap) {
      throw new UnexpectedResponse(`${this.networkName}'s list did not end after ${this.cap} pages.`);
    }
    if (cursor === null) return;
    if (this.seen.has(cursor)) throw new UnexpectedResponse(`${this.networkName} sent the same page again.`);
    this.seen.add(cursor);
  }
}
