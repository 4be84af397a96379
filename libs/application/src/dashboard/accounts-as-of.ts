import { accountHealth, type NetworkAccount } from '@tributary/domain';
import type { ReadingState } from '@tributary/ports';

/**
 * The accounts as they stood at a past moment: those that were connected by then, with what their runs had read.
 * Whether one was paused is not kept: one that is paused now and was not up to date then is taken to have been paused.
 * When it was to be read next is not kept either.
 */
export function accountsAsOf(
  accounts: readonly NetworkAccount[],
  states: readonly ReadingState[],
  at: Date,
): readonly NetworkAccount[] {
  const byAccount = new Map(states.map((state) => [state.accountId, state]));
  return accounts
    .filter(({ createdAt }) => createdAt <= at)
    .map((account) => {
      const then = asRead(account, byAccount.get(account.id));
      const isUpToDate = accountHealth(then, at) === 'fresh';
      return { ...then, isPaused: account.isPaused && !isUpToDate };
    });
}

function asRead(account: NetworkAccount, state: ReadingState = neverRead(account.id)): NetworkAccount {
  return {
    ...account,
    isPaused: false,
    history: { checkpoint: state.readUntil, lastWarmAt: null, lastColdAt: state.wholeAt },
    lastGoodSyncAt: state.lastGoodAt,
    lastFailure: state.failure,
    outageSince: null,
    emptyAnswer: null,
  };
}

function neverRead(accountId: string): ReadingState {
  return { accountId, lastGoodAt: null, readUntil: null, wholeAt: null, failure: null };
}
