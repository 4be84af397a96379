import type { Clock } from '@tributary/ports';

const MINUTE = 60_000;
/** Twenty a second without a break: no network sends one account's notifications so fast. */
const MOST_A_MINUTE = 1_200;

/** Counts what one process receives for each account; the networks send again what is refused. */
export class ReceiptPace {
  private readonly counts = new Map<string, number>();
  private minute = 0;

  constructor(private readonly clock: Clock) {}

  /** @returns whether one more of the account may be taken now. */
  allows(accountId: string): boolean {
    const minute = Math.floor(this.clock.now().getTime() / MINUTE);
    if (minute !== this.minute) this.counts.clear();
    this.minute = minute;
    const count = (this.counts.get(accountId) ?? 0) + 1;
    this.counts.set(accountId, count);
    return count <= MOST_A_MINUTE;
  }
}
