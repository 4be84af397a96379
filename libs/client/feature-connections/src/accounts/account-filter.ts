import type { NetworkAccountView } from '@tributary/api-contract';

export const ACCOUNT_FILTERS = ['all', 'needs-attention', 'late'] as const;
export type AccountFilter = (typeof ACCOUNT_FILTERS)[number];

const ORDER: Readonly<Record<NetworkAccountView['health'], number>> = {
  'needs-attention': 0,
  waiting: 1,
  backfilling: 1,
  late: 2,
  fresh: 3,
  paused: 4,
};

/** What needs a person first, then what is under way, what is late, and the rest in the order it was connected. */
export function orderedAccounts(accounts: readonly NetworkAccountView[]): NetworkAccountView[] {
  return accounts.toSorted((a, b) => ORDER[a.health] - ORDER[b.health]);
}

export function filteredAccounts(
  accounts: readonly NetworkAccountView[],
  filter: AccountFilter,
): readonly NetworkAccountView[] {
  return filter === 'all' ? accounts : accounts.filter(({ health }) => health === filter);
}

export function filterCounts(accounts: readonly NetworkAccountView[]): Record<AccountFilter, number> {
  return {
    all: accounts.length,
    'needs-attention': filteredAccounts(accounts, 'needs-attention').length,
    late: filteredAccounts(accounts, 'late').length,
  };
}

/** The choices above the cards. */
export function filterOptions(counts: Readonly<Record<AccountFilter, number>>) {
  return [
    { value: 'all' as const, label: 'All', count: counts.all },
    { value: 'needs-attention' as const, label: 'Needs attention', count: counts['needs-attention'] },
    { value: 'late' as const, label: 'Late', count: counts.late },
  ];
}
