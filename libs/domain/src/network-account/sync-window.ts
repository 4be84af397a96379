/** The half-open span of time `[from, to)` that one reading of a network covers. */
export interface SyncWindow {
  readonly from: Date;
  readonly to: Date;
}

/** How far back a network must be read again, because most networks filter by creation date while states change late. */
export interface RereadPolicy {
  /** Longest window one request series may ask for, in days. */
  readonly sliceDays: number;
  /** Re-read on every run. */
  readonly hotDays: number;
  /** Re-read once a day. */
  readonly warmDays: number;
  /** Re-read once a week: the network's refund horizon. */
  readonly coldDays: number;
}

export interface RereadHistory {
  /** Everything before it was read and stored; null before the first sync. */
  readonly checkpoint: Date | null;
  readonly lastWarmAt: Date | null;
  readonly lastColdAt: Date | null;
}

export type RereadTier = 'backfill' | 'hot' | 'warm' | 'cold';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** An hour of slack, so that a daily re-read does not drift by one run every day. */
const SLACK = HOUR;

export interface PlannedReading {
  readonly tier: RereadTier;
  readonly window: SyncWindow;
}

/**
 * Chooses what the next run reads: the whole history first, later the deepest tier that is due.
 * The window always starts at or before the checkpoint, so nothing between two runs is skipped.
 */
export function planReading(
  history: RereadHistory,
  policy: RereadPolicy,
  at: { readonly now: Date; readonly backfillFrom: Date },
): PlannedReading {
  const { now, backfillFrom } = at;
  if (history.checkpoint === null || history.lastColdAt === null) {
    return { tier: 'backfill', window: { from: history.checkpoint ?? backfillFrom, to: now } };
  }
  const tier = dueTier(history, now);
  const days = { hot: policy.hotDays, warm: policy.warmDays, cold: policy.coldDays }[tier];
  const reach = Math.min(history.checkpoint.getTime(), now.getTime()) - days * DAY;
  return { tier, window: { from: new Date(Math.max(reach, backfillFrom.getTime())), to: now } };
}

function dueTier(history: RereadHistory, now: Date): 'hot' | 'warm' | 'cold' {
  const isDue = (last: Date | null, every: number) =>
    last === null || now.getTime() - last.getTime() >= every - SLACK;
  if (isDue(history.lastColdAt, 7 * DAY)) return 'cold';
  return isDue(history.lastWarmAt, DAY) ? 'warm' : 'hot';
}

/** Cuts a window into slices of at most `sliceDays`, oldest first. A window without length is one slice. */
export function sliceWindow(window: SyncWindow, sliceDays: number): SyncWindow[] {
  const slices: SyncWindow[] = [];
  let from = window.from.getTime();
  const end = window.to.getTime();
  do {
    const to = Math.min(from + sliceDays * DAY, end);
    slices.push({ from: new Date(from), to: new Date(to) });
    from = to;
  } while (from < end);
  return slices;
}
