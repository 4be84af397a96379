import type { NetworkAccountView, SyncProgressMessage, SyncRunView } from '@tributary/api-contract';

export type SecondReadingProgress =
  /** Asked for; a worker takes it up as soon as it is free. */
  | { readonly state: 'queued' }
  | { readonly state: 'reading'; readonly share: number | null }
  | { readonly state: 'ended'; readonly run: SyncRunView };

/** How far what was asked for is: the newest run of its tier that is not among those known when it was asked. */
export function secondReadingProgress(
  account: Pick<NetworkAccountView, 'recentRuns'> | undefined,
  asked: { readonly tier: 'replay' | 'raw-pages'; readonly knownRuns: ReadonlySet<string> },
  live: SyncProgressMessage | null,
): SecondReadingProgress {
  const run = account?.recentRuns.find(({ id, tier }) => tier === asked.tier && !asked.knownRuns.has(id));
  if (!run) return { state: 'queued' };
  const isLive = live?.runId === run.id;
  // The stream is ahead of what was read: an end it told of is believed once its counts are there.
  if (run.outcome === 'running') return { state: 'reading', share: isLive ? live.progress : null };
  return { state: 'ended', run };
}
