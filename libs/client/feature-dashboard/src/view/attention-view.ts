import type { Dashboard } from '@tributary/api-contract';
import type { NetworkNames } from './network-names';
import type { DashboardWords } from './words';

type Account = Dashboard['accounts'][number];

export interface Attention {
  readonly key: string;
  readonly severity: 'broken' | 'late';
  /** "JVZoo · northbank" */
  readonly subject: string;
  readonly text: string;
  readonly step: 'replace-key' | 'try-now' | 'open';
  readonly stepLabel: string;
  /** null when several connections were folded into one line. */
  readonly accountId: string | null;
}

const MOST_LINES = 2;
const KEY_FAILURES: Readonly<Record<string, string>> = {
  'credentials-rejected': 'The key was refused on',
  'permission-missing': 'The key may not read sales since',
  'credentials-unreadable': 'The stored key cannot be opened since',
};

/** One line a connection that a person has to look at, broken before late; more than two fold into one. */
export function attentionOf(
  dashboard: Pick<Dashboard, 'accounts'>,
  words: DashboardWords,
  names: NetworkNames,
): readonly Attention[] {
  const broken = dashboard.accounts
    .filter(({ health }) => health === 'needs-attention')
    .map((account) => brokenLine(account, words, names));
  const late = dashboard.accounts
    // A late account that said nothing heals by itself: the freshness strip shows it, nobody has to act. One whose
    // network is down is counted in the network's own line.
    .filter(
      ({ health, failure, outageSince }) => health === 'late' && failure !== null && outageSince === null,
    )
    .map((account) => lateLine(account, words, names));
  const lines = [...broken, ...late];
  return lines.length > MOST_LINES ? [folded(lines)] : lines;
}

function brokenLine(account: Account, words: DashboardWords, names: NetworkNames): Attention {
  const { name } = names(account.network);
  const isKey = account.failure !== null && account.failure.kind in KEY_FAILURES;
  return {
    key: account.id,
    severity: 'broken',
    subject: subjectOf(account, names),
    text: `${whatHappened(account.failure, words)} ${name} sales since then are missing from every total.`,
    step: isKey ? 'replace-key' : 'open',
    stepLabel: isKey ? 'Replace key' : 'Open connection',
    accountId: account.id,
  };
}

function whatHappened(failure: Account['failure'], words: DashboardWords): string {
  if (failure === null) return 'Not read since the last good sync.';
  const since = words.moment(failure.since);
  const keyFailure = KEY_FAILURES[failure.kind];
  if (keyFailure !== undefined) return `${keyFailure} ${since}.`;
  return `Not read since ${since}. ${sentence(failure.message)}`.trim();
}

function lateLine(account: Account, words: DashboardWords, names: NetworkNames): Attention {
  const next =
    account.nextSyncAt === null
      ? ''
      : `Nothing is lost, the window is read again at ${words.time(account.nextSyncAt)}.`;
  return {
    key: account.id,
    severity: 'late',
    subject: subjectOf(account, names),
    text: [howLate(account, words), sentence(account.failure?.message), next]
      .filter((part) => part !== '')
      .join(' '),
    step: 'try-now',
    stepLabel: 'Try now',
    accountId: account.id,
  };
}

/** Within its hour an account is not late in time: only its newest try did not end well. */
function howLate({ lastGoodSyncAt }: Account, words: DashboardWords): string {
  if (lastGoodSyncAt === null) return 'was not read yet.';
  return words.isWithinHour(lastGoodSyncAt)
    ? 'was not read at its newest try.'
    : `is ${words.since(lastGoodSyncAt)} late.`;
}

function folded(lines: readonly Attention[]): Attention {
  const broken = lines.some(({ severity }) => severity === 'broken');
  return {
    key: 'folded',
    severity: broken ? 'broken' : 'late',
    subject: `${lines.length} connections need attention`,
    text: `${lines.map(({ subject }) => subject).join(', ')}. Their newest sales are missing from every total.`,
    step: 'open',
    stepLabel: 'Open connections',
    accountId: null,
  };
}

function subjectOf(account: Account, names: NetworkNames): string {
  return `${names(account.network).name} · ${account.label}`;
}

function sentence(text: string | undefined): string {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
