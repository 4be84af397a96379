import type { SyncErrorKind } from './network-account';

const HOUR = 3_600_000;

/**
 * The stable minute of the hour at which an account is read, in milliseconds after the full hour:
 * spread by the account's id, so that not everything runs at :00, and the same after every restart.
 */
export function phaseOf(accountId: string): number {
  let hash = 2_166_136_261;
  for (const char of accountId) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619) >>> 0;
  return hash % HOUR;
}

/**
 * The next due instant strictly after `after`: the account's phase in the following hour, plus `jitter` (0 to 1)
 * of up to one minute, so that accounts with close phases do not meet the network in the same second.
 */
export function nextDue(accountId: string, after: Date, jitter: number): Date {
  const phase = phaseOf(accountId);
  const sinceEpoch = after.getTime() - phase;
  const next = (Math.floor(sinceEpoch / HOUR) + 1) * HOUR + phase;
  return new Date(next + Math.floor(jitter * 60_000));
}

const MINUTE = 60_000;
const LONGEST_WAIT = 24 * HOUR;

/**
 * How long to wait before an account that failed is tried again, in milliseconds.
 * Trouble of the network is tried again within minutes and then hourly; a refused key is confirmed once an hour and
 * then ever more rarely, because asking again with a bad key only annoys the network.
 * @param attempts failures in a row, this one included.
 */
export function retryDelay(kind: SyncErrorKind, attempts: number): number {
  const step = 2 ** Math.min(attempts - 1, 10);
  if (kind === 'network-unavailable' || kind === 'rate-limited') return Math.min(5 * MINUTE * step, HOUR);
  return Math.min(HOUR * step, LONGEST_WAIT);
}
