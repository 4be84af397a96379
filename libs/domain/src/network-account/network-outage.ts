import { phaseOf } from './schedule';

const MINUTE = 60_000;

/** Runs that ended without an answer count together when they lie this close. */
export const OUTAGE_WINDOW_MS = 20 * MINUTE;
/** While a network is down, one account asks it this often. */
export const PROBE_EVERY_MS = 5 * MINUTE;
/** A probe that is silent for longer belongs to a worker that died. */
export const PROBE_LEASE_MS = 15 * MINUTE;
/** Over this time the accounts that waited are read again once the network answers. */
export const CATCH_UP_MS = 10 * MINUTE;

const ENOUGH_ACCOUNTS = 3;
/** One account alone may have trouble of its own. */
const FEWEST_ACCOUNTS = 2;

/** How the accounts of one network, of all agencies, fared lately. */
export interface NetworkEvidence {
  /** Accounts that are read: not paused, and with a key that was not refused. */
  readonly accounts: number;
  /** The newest run of any account that ended well. */
  readonly lastGoodAt: Date | null;
  /** When each account's newest run ended without an answer of the network; only accounts where it did. */
  readonly unansweredAt: readonly Date[];
}

/**
 * Whether the network itself is down: three different accounts, or all where there are only two, got no answer within
 * twenty minutes and none was read well since.
 * @returns when the first of them got no answer; null when the network is not taken for down.
 */
export function outageSince(evidence: NetworkEvidence, now: Date): Date | null {
  const { accounts, lastGoodAt, unansweredAt } = evidence;
  const start = Math.max(now.getTime() - OUTAGE_WINDOW_MS, lastGoodAt ? lastGoodAt.getTime() + 1 : 0);
  const recent = unansweredAt.map((at) => at.getTime()).filter((at) => at >= start);
  const needed = Math.max(FEWEST_ACCOUNTS, Math.min(ENOUGH_ACCOUNTS, accounts));
  return recent.length >= needed ? new Date(Math.min(...recent)) : null;
}

/**
 * How long an account waits after the moment at which all could start: up to `spreadMs`, spread by the account's id, so
 * that a network is not met by everybody in its first minute.
 */
export function spreadDelay(accountId: string, spreadMs: number): number {
  return phaseOf(accountId) % spreadMs;
}
