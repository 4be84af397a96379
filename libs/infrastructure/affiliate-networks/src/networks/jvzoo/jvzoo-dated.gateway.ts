import { sliceWindow, type SyncWindow } from '@tributary/domain';
import { UnexpectedResponse } from '@tributary/ports';
import { PageGuard } from '../../kit/paging';
import type { JvzooAccess, JvzooApi } from './jvzoo-api.gateway';
import { type Envelope, idOf, type WireRow } from './jvzoo.schema';

const DAY_MS = 24 * 3_600_000;
/** Days of the window that one request series covers: with the widening it asks for at most 31 days. */
const DAYS_A_SERIES = 29;
/** Used when the answer does not name its page size. */
const DEFAULT_PAGE_SIZE = 50;
/** A busy vendor's month has 130 pages; far beyond it something runs in a circle. */
const PAGE_CAP = 2_000;

export interface DatedPage {
  readonly label: string;
  readonly rows: readonly WireRow[];
}

interface Days {
  /** Calendar days, the end exclusive. */
  readonly start: string;
  readonly end: string;
}

/**
 * Reads v3.0 transactions of a window, in series of at most 31 days.
 *
 * The zone of the dates, and whether they mean the sale or the refund, are not published. So the days asked for are wider
 * than the window on both sides, and rows outside are kept: storing is idempotent, and a filter on a guessed zone could
 * drop a sale.
 * @returns false when JVZoo does not know v3.0, before anything was yielded.
 */
export async function* walkDated(
  api: JvzooApi,
  window: SyncWindow,
  access: JvzooAccess,
): AsyncGenerator<DatedPage, boolean> {
  let isFirst = true;
  for (const days of daysOf(window)) {
    for await (const page of walkDays(api, days, access)) {
      if (page === null && isFirst) return false;
      if (page === null) throw new UnexpectedResponse('JVZoo lost /v3.0/transactions in mid-reading.');
      isFirst = false;
      yield page;
    }
  }
  return true;
}

/** One day more before (JVZoo's clock may be hours behind UTC) and one after (the end is taken to be exclusive). */
export function daysOf(window: SyncWindow): Days[] {
  return sliceWindow(window, DAYS_A_SERIES).map(({ from, to }) => ({
    start: dayOf(from.getTime() - DAY_MS),
    end: dayOf(to.getTime() + DAY_MS),
  }));
}

/** Yields null, and ends, when the path is not known. */
async function* walkDays(api: JvzooApi, days: Days, access: JvzooAccess): AsyncGenerator<DatedPage | null> {
  const seen = new Set<string>();
  const guard = new PageGuard('JVZoo', PAGE_CAP);
  for (let index = 0; ; index += 1) {
    guard.next();
    const answer = await api.get(
      `/v3.0/transactions?start_date=${days.start}&end_date=${days.end}&page_index=${index}`,
      access,
    );
    if (answer.kind === 'not-there') {
      yield null;
      return;
    }
    const { meta, rows } = answer;
    yield { label: `${days.start} to ${days.end} page ${index}`, rows };
    if (rows.length === 0 || isLast(meta, index, rows.length)) return;
    requireProgress(seen, rows);
  }
}

function isLast(meta: Envelope['meta'], index: number, rows: number): boolean {
  const { pagination, total_count: total } = meta;
  const hasMore = pagination?.has_more ?? null;
  if (hasMore !== null) return !hasMore;
  const size = pagination?.page_size ?? DEFAULT_PAGE_SIZE;
  return total === null || total === undefined ? rows < size : (index + 1) * size >= total;
}

/** A server that ignores the page number sends the first page for ever: that is an error, not the end. */
function requireProgress(seen: Set<string>, rows: readonly WireRow[]): void {
  const before = seen.size;
  for (const row of rows) seen.add(idOf(row) ?? '');
  if (seen.size === before) {
    throw new UnexpectedResponse('JVZoo sent the same page again.', { field: 'meta.pagination' });
  }
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
