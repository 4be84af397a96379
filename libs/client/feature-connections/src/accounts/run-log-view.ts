import type { RunTier, RunTrigger, SyncRunView } from '@tributary/api-contract';
import { span } from '@tributary/client-ui';
import type { CardWords } from './card-words';
import { type RunTone, runTone } from './run-bars';

export interface RunLogRow {
  readonly id: string;
  readonly tone: RunTone;
  readonly outcome: string;
  readonly startedAt: string;
  /** Why it ran and how deep it read. */
  readonly kind: string;
  readonly window: string;
  readonly duration: string;
  readonly counts: readonly { readonly label: string; readonly value: string }[];
  readonly error: string | null;
  /** What is odd about a run that ended well. */
  readonly warning: string | null;
}

const TRIGGERS: Readonly<Record<RunTrigger, string>> = {
  schedule: 'Hourly',
  manual: 'By hand',
  external: 'From outside',
  connect: 'First reading',
  postback: 'Told by the network',
  import: 'From a file',
};
const TIERS: Readonly<Record<RunTier, string>> = {
  backfill: 'whole history',
  hot: 'last days',
  warm: 'last weeks',
  cold: 'refund horizon',
  period: 'a chosen period',
  replay: 'rows kept aside',
  'raw-pages': 'pages kept here',
  postback: 'postbacks',
  import: 'a file',
};
const OUTCOMES: Readonly<Record<SyncRunView['outcome'], string>> = {
  running: 'Reading',
  ok: 'Good',
  partial: 'In part',
  failed: 'Failed',
};

export function runLogRow(run: SyncRunView, words: CardWords): RunLogRow {
  const figure = (label: string, value: number) => ({ label, value: words.count(value) });
  return {
    id: run.id,
    tone: runTone(run),
    outcome: OUTCOMES[run.outcome],
    startedAt: words.moment(run.startedAt),
    kind: `${TRIGGERS[run.trigger]}, ${TIERS[run.tier]}`,
    window: `${words.moment(run.windowFrom)} – ${words.moment(run.windowTo)}`,
    duration: run.durationMs === null ? 'running' : durationText(run.durationMs),
    counts: [
      figure('Pages', run.pages),
      figure('New', run.created),
      figure('Changed', run.changed),
      figure('Unchanged', run.unchanged),
      figure('Quarantined', run.quarantined),
    ],
    error: run.errorMessage,
    warning: run.warning?.message ?? null,
  };
}

/** "0.4 s", "12 s", "3 min". */
export function durationText(ms: number): string {
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : span(ms);
}
