import { type Account } from '../networks/network';

const MINUTE = 60_000;
const HOTMART_A_MINUTE = 500;
const CLICKBANK_A_SECOND = 10;

class Window {
  readonly #times: number[] = [];

  constructor(
    readonly size: number,
    readonly length: number,
  ) {}

  /** Counts a call at `time`; how many are left, below zero when it was one too many. */
  count(time: number): number {
    while (this.#times[0] !== undefined && this.#times[0] <= time - this.length) this.#times.shift();
    if (this.#times.length >= this.size) return -1;
    this.#times.push(time);
    return this.size - this.#times.length;
  }

  /** Seconds until the oldest call is forgotten. */
  reset(time: number): number {
    return Math.max(1, Math.ceil(((this.#times[0] ?? time) + this.length - time) / 1000));
  }
}

export interface LimitVerdict {
  readonly isExceeded: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** The limits the networks publish, against the real clock. Those without one have none here. */
export class Limits {
  readonly #hotmart = new Map<string, Window>();
  readonly #clickBankSecond = new Window(CLICKBANK_A_SECOND, 1000);
  readonly #clickBankDay = new Map<string, Window>();

  constructor(readonly clickBankDailyQuota: number) {}

  count({ network, label }: Account): LimitVerdict {
    const time = Date.now();
    if (network === 'hotmart') return this.#hotmartVerdict(label, time);
    if (network !== 'clickbank') return { isExceeded: false, headers: {} };
    const day = named(this.#clickBankDay, label, () => new Window(this.clickBankDailyQuota, 1440 * MINUTE));
    const isExceeded = this.#clickBankSecond.count(time) < 0 || day.count(time) < 0;
    return { isExceeded, headers: {} };
  }

  #hotmartVerdict(label: string, time: number): LimitVerdict {
    const window = named(this.#hotmart, label, () => new Window(HOTMART_A_MINUTE, MINUTE));
    const left = window.count(time);
    const limit = String(HOTMART_A_MINUTE);
    const remaining = String(Math.max(0, left));
    return {
      isExceeded: left < 0,
      headers: {
        'RateLimit-Limit': limit,
        'RateLimit-Remaining': remaining,
        'RateLimit-Reset': String(window.reset(time)),
        'X-RateLimit-Limit-Minute': limit,
        'X-RateLimit-Remaining-Minute': remaining,
      },
    };
  }
}

function named(windows: Map<string, Window>, name: string, create: () => Window): Window {
  const known = windows.get(name);
  if (known !== undefined) return known;
  const fresh = create();
  windows.set(name, fresh);
  return fresh;
}
