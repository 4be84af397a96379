import {
  accountHealth,
  dayInZone,
  type AccountHealth,
  type CalendarDay,
  type NetworkAccount,
  type NetworkId,
  type Period,
} from '@tributary/domain';

export interface CoveredAccount {
  readonly account: NetworkAccount;
  readonly health: AccountHealth;
  /** While backfilling: share of the history that is read, 0 to 1; null otherwise. */
  readonly progress: number | null;
}

/** What a figure covers: how many accounts, as of when, and which ones are late. */
export interface Coverage {
  /** The oldest good reading among the accounts that were read; null before the first. */
  readonly asOf: Date | null;
  readonly accounts: number;
  readonly accountsRead: number;
  readonly late: readonly CoveredAccount[];
}

const UP_TO_DATE: ReadonlySet<AccountHealth> = new Set(['fresh']);

export function coveredAccounts(accounts: readonly NetworkAccount[], now: Date): CoveredAccount[] {
  return accounts.map((account) => {
    const health = accountHealth(account, now);
    return { account, health, progress: health === 'backfilling' ? readShare(account, now) : null };
  });
}

export function coverageOf(accounts: readonly CoveredAccount[]): Coverage {
  const active = accounts.filter(({ health }) => health !== 'paused');
  const current = active.filter(({ health }) => UP_TO_DATE.has(health));
  const syncs = current.map(({ account }) => account.lastGoodSyncAt?.getTime() ?? 0);
  return {
    asOf: syncs.length > 0 ? new Date(Math.min(...syncs)) : null,
    accounts: active.length,
    accountsRead: current.length,
    late: active.filter(({ health }) => !UP_TO_DATE.has(health)),
  };
}

/** The first day on which something of the account is missing; null when it is up to date. */
export function missingSince(covered: CoveredAccount, zone: string): CalendarDay | null {
  if (UP_TO_DATE.has(covered.health)) return null;
  const { history, backfillFrom } = covered.account;
  return dayInZone(history.checkpoint ?? backfillFrom, zone);
}

function readShare(account: NetworkAccount, now: Date): number {
  const start = account.backfillFrom.getTime();
  const read = (account.history.checkpoint?.getTime() ?? start) - start;
  const whole = now.getTime() - start;
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, read / whole));
}

/**
 * Whether two periods may be compared. An account that was read for a part of their days only makes figures fall or
 * rise by itself. What was missing all along is missing on both sides; what is missing today is still to come.
 */
export function isComparable(
  accounts: readonly CoveredAccount[],
  periods: { readonly period: Period; readonly comparison: Period },
  network: NetworkId | null = null,
): boolean {
  const { period, comparison } = periods;
  return accounts
    .filter(({ account }) => network === null || account.network === network)
    .map((covered) => missingSince(covered, period.zone))
    .every((since) => since === null || since <= comparison.firstDay || since >= period.lastDay);
}

/** Whether the history of every account of the network has been read once. */
export function isReadThrough(accounts: readonly CoveredAccount[], network: NetworkId): boolean {
  const ofNetwork = accounts.filter(({ account }) => account.network === network);
  return ofNetwork.every(({ account }) => account.history.lastColdAt !== null);
}
