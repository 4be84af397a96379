import type {
  AccountHealth,
  NetworkAccountView,
  NetworkDescriptor,
  SyncProgressMessage,
  SyncRunView,
} from '@tributary/api-contract';
import { healthText } from './account-health';
import { backfillProgress, backfillShare, type BackfillProgress } from './backfill-progress';
import type { CardWords } from './card-words';
import { failureMessage, type FailureMessage } from './failure-message';
import { noticeViews, type NoticeView } from './notice-view';
import { keptAside } from '../quarantine/quarantine-words';
import { differingDays } from '../reconciliation/reconciliation-panel-view';
import { runBars, runBarsSummary, type RunBar } from './run-bars';

interface CardFigure {
  readonly label: string;
  readonly value: string;
  /** Counts that need a look. */
  readonly isWarning: boolean;
}

export interface AccountCardView {
  readonly id: string;
  readonly network: Pick<NetworkDescriptor, 'name' | 'monogram' | 'slot' | 'notifications'>;
  readonly label: string;
  /** The client it belongs to, by name; null for the agency's own. */
  readonly client: string | null;
  /** What is still known of the sealed key, for recognition. */
  readonly keyHint: string | null;
  readonly health: { readonly kind: AccountHealth; readonly text: string };
  readonly isPaused: boolean;
  readonly isBroken: boolean;
  readonly isReading: boolean;
  /** Its network answers nobody: asking now would only put it off again. */
  readonly isWaitingForNetwork: boolean;
  readonly bars: readonly RunBar[];
  readonly barsSummary: string;
  /** Last good and next sync. */
  readonly times: readonly CardFigure[];
  /** Of the newest reading that ended; empty before the first. */
  readonly counts: readonly CardFigure[];
  readonly backfill: BackfillProgress | null;
  readonly failure: FailureMessage | null;
  /** What happens next, while nothing was read yet. */
  readonly waiting: string | null;
  /** Rows that could not be read and are in no figure; null when there is none. */
  readonly keptAside: string | null;
  /** Days on which the network states other figures; null when it agrees or was not compared. */
  readonly differing: string | null;
  /** What a person should know although nothing is broken at the account. */
  readonly notices: readonly NoticeView[];
}

export interface CardContext {
  /** null while the networks load, or when the network is not registered any more. */
  readonly network: NetworkDescriptor | null;
  readonly client: string | null;
  readonly live: SyncProgressMessage | null;
  readonly now: Date;
  readonly words: CardWords;
}

export function accountCardView(account: NetworkAccountView, context: CardContext): AccountCardView {
  const { words, now, live } = context;
  const network = context.network ?? unknownNetwork(account.network);
  const isBackfilling = account.health === 'backfilling';
  const share = isBackfilling ? backfillShare(account, live, now) : null;
  return {
    id: account.id,
    network,
    label: account.label,
    client: context.client,
    keyHint: keyHint(account, context.network),
    health: { kind: account.health, text: healthText(account, now, share) },
    isPaused: account.isPaused,
    isBroken: account.health === 'needs-attention',
    isReading: isRunning(account, live),
    isWaitingForNetwork: account.outageSince !== null,
    bars: runBars(account.recentRuns, words),
    barsSummary: runBarsSummary(account.recentRuns, words),
    times: times(account, words),
    counts: isBackfilling ? [] : counts(account.recentRuns, words),
    backfill: isBackfilling ? backfillProgress(account, live, { now, words }) : null,
    failure: failureMessage(account, { network: network.name, words }),
    keptAside: account.quarantinedRows > 0 ? keptAside(account.quarantinedRows, words) : null,
    differing: differing(account, network.name, words),
    notices: noticeViews(account.notices, words),
    waiting: account.health === 'waiting' ? waitingText(account, words) : null,
  };
}

function differing({ reconciliation }: NetworkAccountView, network: string, words: CardWords): string | null {
  return reconciliation.state === 'differs' ? differingDays(reconciliation, network, words) : null;
}

/** A network without description keeps its id as name and the palette's last slot. */
export function unknownNetwork(code: string): AccountCardView['network'] {
  return { name: code, monogram: code.slice(0, 2).toUpperCase(), slot: 9 };
}

/** Of the first secret field that has a hint: "API key ends in 7K2Q". */
function keyHint(account: NetworkAccountView, network: NetworkDescriptor | null): string | null {
  const fields = network?.credentialFields ?? [];
  const field = fields.find(({ name, secret }) => secret && account.credentialHints[name]);
  return field ? `${field.label} ends in ${account.credentialHints[field.name] ?? ''}` : null;
}

function isRunning(account: NetworkAccountView, live: SyncProgressMessage | null): boolean {
  if (live !== null) return live.outcome === 'running';
  return account.recentRuns[0]?.outcome === 'running';
}

function times(account: NetworkAccountView, words: CardWords): CardFigure[] {
  const lastGood = account.lastGoodSyncAt === null ? 'never' : words.moment(account.lastGoodSyncAt);
  const last: CardFigure = { label: 'Last good sync', value: lastGood, isWarning: false };
  if (account.isPaused) return [last, { label: 'Next sync', value: 'paused', isWarning: false }];
  if (account.health === 'needs-attention') return [last];
  const label = account.failure === null && account.outageSince === null ? 'Next sync' : 'Next try';
  return [last, { label, value: words.time(account.nextSyncAt), isWarning: false }];
}

function counts(newestFirst: readonly SyncRunView[], words: CardWords): CardFigure[] {
  const run = newestFirst.find(
    ({ outcome, tier }) => tier !== 'replay' && (outcome === 'ok' || outcome === 'partial'),
  );
  if (!run) return [];
  const figure = (label: string, value: number): CardFigure => ({
    label,
    value: words.count(value),
    isWarning: label === 'Quarantined' && value > 0,
  });
  return [
    figure('New', run.created),
    figure('Changed', run.changed),
    figure('Unchanged', run.unchanged),
    figure('Quarantined', run.quarantined),
  ];
}

function waitingText(account: NetworkAccountView, words: CardWords): string {
  const since = words.day(account.backfillFrom);
  return `The first reading starts soon. It reads sales since ${since}, oldest first, and the dashboard fills while it reads.`;
}
