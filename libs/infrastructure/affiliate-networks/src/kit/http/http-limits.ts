/** How long and how large one request may get, and how often it is repeated. Durations in milliseconds. */
export interface HttpLimits {
  readonly connectMs: number;
  /** From the sent request to the first byte of the answer. */
  readonly headersMs: number;
  /** Longest silence inside the body. */
  readonly bodyMs: number;
  /** The whole exchange, however lively. */
  readonly totalMs: number;
  readonly maxBodyBytes: number;
  /** Tries of one request, the first included. */
  readonly attempts: number;
  readonly backoffBaseMs: number;
  readonly backoffCapMs: number;
  /** A longer wait is thrown as RateLimited, so that the job is rescheduled instead of holding a worker. */
  readonly longestWaitMs: number;
  /** The most a Retry-After is believed: every account is due hourly, so asking once an hour harms no network. */
  readonly longestPauseMs: number;
  /** Pause after a 429 without Retry-After that did not go away. */
  readonly defaultPauseMs: number;
}

export const DEFAULT_HTTP_LIMITS: HttpLimits = {
  connectMs: 10_000,
  headersMs: 60_000,
  bodyMs: 30_000,
  totalMs: 120_000,
  maxBodyBytes: 32 * 1024 * 1024,
  attempts: 4,
  backoffBaseMs: 500,
  backoffCapMs: 15_000,
  longestWaitMs: 30_000,
  longestPauseMs: 3_600_000,
  defaultPauseMs: 60_000,
};
