import type { NetworkAccountView, SyncProgressMessage } from '@tributary/api-contract';
import { daysBetween } from '../credentials/backfill-choice';
import type { CardWords } from './card-words';
import { span } from '@tributary/client-ui';
import { rowsOf } from './run-bars';

export interface BackfillProgress {
  readonly daysRead: string;
  readonly detail: string;
  /** 0 to 1. */
  readonly share: number;
  readonly counts: readonly { readonly value: string; readonly label: string }[];
  /** "about 6 min left", empty while it cannot be told. */
  readonly timeLeft: string;
}

interface At {
  readonly now: Date;
  readonly words: CardWords;
}

/** How far the first reading is, from the stored checkpoint and, while it runs, from its live progress. */
export function backfillProgress(
  account: NetworkAccountView,
  live: SyncProgressMessage | null,
  at: At,
): BackfillProgress {
  const { words, now } = at;
  const days = daysBetween(account.backfillFrom, words.dayOf(now.toISOString()));
  const share = backfillShare(account, live, now);
  const read = Math.min(days, Math.round(share * days));
  const position = account.readUntil === null ? '' : `, now at ${words.day(words.dayOf(account.readUntil))}`;
  return {
    daysRead: `${words.count(read)} of ${words.count(days)} days`,
    detail: `since ${words.day(account.backfillFrom)}, oldest first${position}`,
    share,
    counts: progressCounts(account, live, words),
    timeLeft: timeLeft(account, share, now),
  };
}

/** 0 to 1. Never goes back when a stored checkpoint and a live message disagree. */
export function backfillShare(
  account: NetworkAccountView,
  live: SyncProgressMessage | null,
  now: Date,
): number {
  const start = Date.parse(`${account.backfillFrom}T00:00:00Z`);
  const span = Math.max(1, now.getTime() - start);
  const stored = account.readUntil === null ? 0 : (Date.parse(account.readUntil) - start) / span;
  return Math.min(1, Math.max(0, stored, liveShare(account, live, { start, span })));
}

/** A reading that goes on after a pause covers only what was left: its progress counts from where its window starts. */
function liveShare(
  account: NetworkAccountView,
  live: SyncProgressMessage | null,
  history: { readonly start: number; readonly span: number },
): number {
  if (live?.outcome !== 'running') return 0;
  const run = account.recentRuns.find(({ id, tier }) => id === live.runId && tier === 'backfill');
  if (!run) return live.progress;
  const from = Date.parse(run.windowFrom);
  const read = (Date.parse(run.windowTo) - from) * live.progress;
  return (from - history.start + read) / history.span;
}

function progressCounts(
  account: NetworkAccountView,
  live: SyncProgressMessage | null,
  words: CardWords,
): BackfillProgress['counts'] {
  const counts = live ?? account.recentRuns[0];
  if (!counts) return [];
  return [
    { value: words.count(rowsOf(counts) - counts.quarantined), label: 'sales read' },
    { value: words.count(counts.pages), label: counts.pages === 1 ? 'page' : 'pages' },
    { value: words.count(counts.quarantined), label: 'quarantined' },
  ];
}

/** Straight on from the pace of the running reading; nothing under a twentieth, where it would only jump. */
function timeLeft(account: NetworkAccountView, share: number, now: Date): string {
  const run = account.recentRuns.find((one) => one.outcome === 'running');
  if (!run || share < 0.05 || share >= 1) return '';
  const elapsed = now.getTime() - Date.parse(run.startedAt);
  return elapsed <= 0 ? '' : `about ${span((elapsed * (1 - share)) / share)} left`;
}
