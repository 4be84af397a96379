import type { AccountHealth, Dashboard } from '@tributary/api-contract';
import type { ChartNetwork } from '@tributary/client-ui';
import type { NetworkNames } from './network-names';
import type { DashboardWords } from './words';

type Account = Dashboard['accounts'][number];

export interface FreshnessCell {
  readonly network: ChartNetwork;
  readonly accounts: number;
  readonly state: AccountHealth;
  readonly text: string;
  /** The exact moment, or the failure in full. */
  readonly hint: string;
  /** Where a click leads: the account the text speaks of. */
  readonly accountId: string;
  /** 0 to 1 while backfilling. */
  readonly progress: number | null;
}

/** What a person should see first when accounts of one network differ. */
const URGENCY: readonly AccountHealth[] = [
  'needs-attention',
  'late',
  'backfilling',
  'waiting',
  'paused',
  'fresh',
];

/** One cell a network, always in palette order: a state never moves a cell. */
export function freshnessCells(
  dashboard: Pick<Dashboard, 'accounts'>,
  words: DashboardWords,
  options: { readonly names: NetworkNames; readonly progress: ReadonlyMap<string, number> },
): readonly FreshnessCell[] {
  const byNetwork = Map.groupBy(dashboard.accounts, ({ network }) => network);
  return [...byNetwork]
    .map(([code, accounts]) => ({ network: options.names(code), accounts }))
    .toSorted((a, b) => a.network.slot - b.network.slot || a.network.name.localeCompare(b.network.name))
    .flatMap(({ network, accounts }) => {
      const worst = worstOf(accounts);
      if (worst === undefined) return [];
      const progress = options.progress.get(worst.id) ?? worst.progress;
      return [
        {
          network,
          accounts: accounts.length,
          state: worst.health,
          text: TEXTS[worst.health](worst, words, progress),
          hint: hintOf(worst, words),
          accountId: worst.id,
          progress: worst.health === 'backfilling' ? progress : null,
        },
      ];
    });
}

/** The most urgent account; of two alike the one read longest ago. */
function worstOf(accounts: readonly Account[]): Account | undefined {
  return accounts.toSorted(
    (a, b) =>
      URGENCY.indexOf(a.health) - URGENCY.indexOf(b.health) ||
      (a.lastGoodSyncAt ?? '').localeCompare(b.lastGoodSyncAt ?? ''),
  )[0];
}

type TextOf = (account: Account, words: DashboardWords, progress: number | null) => string;

const TEXTS: Readonly<Record<AccountHealth, TextOf>> = {
  fresh: (account, words) => ago(account, words),
  late: (account, words) => {
    if (account.outageSince !== null) return `No answer for ${words.since(account.outageSince)}`;
    const { lastGoodSyncAt } = account;
    const isWithinHour = lastGoodSyncAt !== null && words.isWithinHour(lastGoodSyncAt);
    return `${ago(account, words)}, ${isWithinHour ? 'newest try failed' : 'late'}`;
  },
  'needs-attention': (account, words) => {
    const { failure } = account;
    if (failure === null) return 'Needs attention';
    return `${FAILURES[failure.kind] ?? 'Not read'}, ${words.day(words.dayOf(failure.since))}`;
  },
  backfilling: (_account, words, progress) =>
    progress === null ? 'Backfilling' : `Backfilling, ${words.percent(String(progress), 0)}`,
  waiting: ({ nextSyncAt }, words) =>
    nextSyncAt === null ? 'Not read yet' : `First read at ${words.time(nextSyncAt)}`,
  paused: () => 'Paused',
};

const FAILURES: Readonly<Record<string, string>> = {
  'credentials-rejected': 'Key refused',
  'permission-missing': 'Permission missing',
  'credentials-unreadable': 'Key unreadable',
};

function ago(account: Account, words: DashboardWords): string {
  return account.lastGoodSyncAt === null ? 'Not read yet' : `${words.since(account.lastGoodSyncAt)} ago`;
}

function hintOf(account: Account, words: DashboardWords): string {
  const read =
    account.lastGoodSyncAt === null ? 'not read yet' : `last read ${words.exact(account.lastGoodSyncAt)}`;
  const failure = account.failure === null ? '' : `. ${account.failure.message}`;
  return `${account.label}: ${read}${failure}`;
}
