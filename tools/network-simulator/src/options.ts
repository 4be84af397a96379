import { type AccountOptions } from './accounts';

export interface SimulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 42. Same seed, accounts, start and now: identical bytes. */
  readonly seed?: number;
  /** ISO instant the world is anchored to (default: now): histories begin 25 months before, the live stream here. */
  readonly start?: string;
  /** Default: the demo accounts. */
  readonly accounts?: readonly AccountOptions[];
  /** Orders a day and account, before growth. Default 8. */
  readonly salesPerDay?: number;
  /** Extra sales a minute, spread over the networks, from `start` on. Default 0. */
  readonly tempo?: number;
  /** Waits this long before every answer. Default 0. */
  readonly latencyMs?: number;
  /** Whether published rate limits are enforced. Default true. */
  readonly limits?: boolean;
  /** Default 25,000, as published. */
  readonly clickBankDailyQuota?: number;
  /** Most rows a page; the networks' own sizes when absent. JVZoo keeps its own: a short page is its last. */
  readonly pageSize?: number;
  /** Lifetime of Hotmart's tokens. Default 86,400. */
  readonly tokenLifetimeSeconds?: number;
  /** Epoch milliseconds. Default: the real clock. */
  readonly now?: () => number;
}
