import { UnexpectedResponse } from '@tributary/ports';
import { PageGuard } from '../../kit/paging';
import type { JvzooAccess, JvzooApi } from './jvzoo-api.gateway';
import { idOf, timeOf, type WireRow } from './jvzoo.schema';

/** Rows a full page has. */
const PAGE_SIZE = 100;
/** 20,000 rows of 90 days; beyond it something runs in a circle. */
const PAGE_CAP = 200;

export const LATEST_LISTS = {
  affiliate: '/v2.0/latest-affiliates-transactions',
  vendor: '/v2.0/latest-transactions',
} as const;

export interface LatestPage {
  readonly number: number;
  readonly rows: readonly WireRow[];
}

/**
 * Walks a v2.0 list from 90 days ago to its end. The list knows no dates: its cursor is a transaction id in the path,
 * and the answer starts after it.
 *
 * Whether the list is sorted is not known, clients contradict each other. So the walk ends on a page that is not full or
 * brings nothing new, and goes on after the last row as long as pages do not overlap. Where they do, the page is not in
 * list order and the row with the greatest date is the cursor instead.
 * @throws {UnexpectedResponse} when the end is not found: a list cut short must never pass for the whole one.
 */
export async function* walkLatest(
  api: JvzooApi,
  list: keyof typeof LATEST_LISTS,
  access: JvzooAccess,
): AsyncGenerator<LatestPage> {
  const seen = new Set<string>();
  let cursor: string | null = null;
  let restarts = 0;
  const guard = new PageGuard('JVZoo', PAGE_CAP);
  for (let number = 1; ; number += 1) {
    guard.next();
    const rows = await readLatest(api, cursorPath(list, cursor), access);
    if (rows) {
      yield { number, rows };
      const fresh = remember(seen, rows);
      if (rows.length < PAGE_SIZE || fresh === 0) return;
      cursor = fresh === rows.length ? lastId(rows) : newestId(rows);
    } else {
      // A refused cursor: its payment may be gone. Once more from the start.
      if (cursor === null || restarts > 0) throw noList(list, cursor);
      restarts += 1;
      seen.clear();
      cursor = null;
    }
  }
}

/** Null when JVZoo does not know the path. */
async function readLatest(
  api: JvzooApi,
  path: string,
  access: JvzooAccess,
): Promise<readonly WireRow[] | null> {
  const answer = await api.get(path, access);
  if (answer.kind === 'not-there') return null;
  if (answer.meta.status.http_status_code !== 200) {
    throw new UnexpectedResponse('JVZoo did not say whether its answer is good.', {
      field: 'meta.status.http_status_code',
      keysSeen: Object.keys(answer.meta.status),
    });
  }
  return answer.rows;
}

function cursorPath(list: keyof typeof LATEST_LISTS, cursor: string | null): string {
  return cursor === null ? LATEST_LISTS[list] : `${LATEST_LISTS[list]}/${encodeURIComponent(cursor)}`;
}

/** How many ids of the page were not seen before. */
function remember(seen: Set<string>, rows: readonly WireRow[]): number {
  const before = seen.size;
  for (const row of rows) {
    const id = idOf(row);
    if (id !== null) seen.add(id);
  }
  return seen.size - before;
}

function lastId(rows: readonly WireRow[]): string | null {
  return rows.map(idOf).findLast((id) => id !== null) ?? null;
}

function newestId(rows: readonly WireRow[]): string | null {
  let newest: { id: string; time: number } | null = null;
  for (const row of rows) {
    const id = idOf(row);
    const time = timeOf(row);
    if (id !== null && (newest === null || time >= newest.time)) newest = { id, time };
  }
  return newest?.id ?? null;
}

function noList(list: keyof typeof LATEST_LISTS, cursor: string | null): UnexpectedResponse {
  return cursor === null
    ? new UnexpectedResponse(`JVZoo does not know ${LATEST_LISTS[list]} any more.`)
    : new UnexpectedResponse('JVZoo refused its own paging cursor twice.', { field: 'transaction_id' });
}
