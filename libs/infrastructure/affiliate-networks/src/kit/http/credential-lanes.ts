import { createHash } from 'node:crypto';
import type { Pacing } from '../network-http';
import type { Timer } from './timer';

/** Lanes beyond this number are forgotten when idle, so that many accounts cost no memory for ever. */
const KEPT_LANES = 2_000;

/** One lane for each credential at each host: accounts never wait for one another. */
export class CredentialLanes {
  private readonly lanes = new Map<string, Lane>();

  constructor(private readonly timer: Timer) {}

  /** The secret is only hashed, and the hash lives in memory only. */
  of(host: string, secret: string): Lane {
    const key = createHash('sha256').update(host).update('\0').update(secret).digest('base64');
    const known = this.lanes.get(key);
    if (known) return known;
    if (this.lanes.size >= KEPT_LANES) this.forgetIdle();
    const lane = new Lane(this.timer);
    this.lanes.set(key, lane);
    return lane;
  }

  private forgetIdle(): void {
    for (const [key, lane] of this.lanes) if (lane.isIdle) this.lanes.delete(key);
  }
}

/** Lets requests of one credential through, no more than its pacing allows, and none while it is paused. */
export class Lane {
  private seatsTaken = 0;
  private nextStart = 0;
  private pausedUntil = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly timer: Timer) {}

  get isIdle(): boolean {
    const now = this.timer.now();
    return this.seatsTaken === 0 && this.nextStart <= now && this.pausedUntil <= now;
  }

  /** No request of this credential starts for that long. Never shortens a pause. */
  pause(milliseconds: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.timer.now() + milliseconds);
  }

  /**
   * Waits for a free seat and the next start. Follow with {@link leave}.
   * @returns 0 when entered; otherwise the milliseconds of a pause longer than `longestPause`, and nothing to leave.
   * @throws the signal's reason when it aborts.
   */
  async enter(pacing: Pacing, longestPause: number, signal?: AbortSignal): Promise<number> {
    await this.takeSeat(pacing.concurrency, signal);
    try {
      const pause = await this.awaitStart(pacing.requestsPerSecond, longestPause, signal);
      if (pause > 0) this.leave();
      return pause;
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  leave(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.seatsTaken -= 1;
  }

  private async takeSeat(seats: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.seatsTaken < seats) {
      this.seatsTaken += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const handOver = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.queue.splice(this.queue.indexOf(handOver), 1);
        reject(signal?.reason as Error);
      };
      this.queue.push(handOver);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  private async awaitStart(perSecond: number, longestPause: number, signal?: AbortSignal): Promise<number> {
    for (;;) {
      const now = this.timer.now();
      const pause = this.pausedUntil - now;
      if (pause > longestPause) return pause;
      const start = Math.max(now, this.nextStart, this.pausedUntil);
      this.nextStart = start + 1000 / perSecond;
      if (start > now) await this.timer.sleep(start - now, signal);
      if (this.pausedUntil <= this.timer.now()) return 0;
    }
  }
}
