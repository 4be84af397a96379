import type { Timer } from './timer';

/**
 * Spaces the requests of all credentials of a network at one host, for networks that limit by address: many accounts
 * that each keep to their own pace would together break it. Counts the requests of this process only.
 */
export class HostPace {
  private readonly nextStarts = new Map<string, number>();

  constructor(private readonly timer: Timer) {}

  /**
   * Waits for this request's turn, first come, first served.
   * @throws the signal's reason when it aborts; its turn is not given to another one.
   */
  async takeTurn(host: string, perSecond: number, signal?: AbortSignal): Promise<void> {
    const now = this.timer.now();
    const start = Math.max(now, this.nextStarts.get(host) ?? 0);
    this.nextStarts.set(host, start + 1000 / perSecond);
    if (start > now) await this.timer.sleep(start - now, signal);
  }
}
