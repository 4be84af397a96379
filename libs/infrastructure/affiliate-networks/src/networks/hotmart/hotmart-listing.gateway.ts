import { UnexpectedResponse } from '@tributary/ports';
import { PageGuard } from '../../kit/paging';
import { readWire } from '../../kit/wire-schema';
import type { HotmartAccess, HotmartApi, SalesQuery } from './hotmart-api.gateway';
import { listSchema, SENT_STATUSES, type SaleList } from './hotmart.schema';

/** The most Hotmart gives; larger values are cut silently. */
const MAX_RESULTS = 500;
/** Half a million rows of one slice; beyond it something runs in a circle. */
const PAGE_CAP = 1_000;
/** Without these the figures would be wrong: a refusal of one of them ends the reading. */
const INDISPENSABLE: ReadonlySet<string> = new Set(['APPROVED', 'COMPLETE', 'REFUNDED', 'CHARGEBACK']);

export type Listing = Pick<SalesQuery, 'resource' | 'window'>;

/** Hotmart did not take a parameter: one wrong status name fails the whole call. */
class ParameterRefused extends UnexpectedResponse {}

/**
 * All pages of a listing with every documented status: without a status list Hotmart leaves out refunds, chargebacks and
 * pending sales. When it refuses the list, one request for each status is made instead.
 */
export async function* listSales(
  api: HotmartApi,
  listing: Listing,
  access: HotmartAccess,
): AsyncGenerator<SaleList> {
  try {
    yield* followPages(api, { ...listing, statuses: SENT_STATUSES }, access);
    return;
  } catch (error) {
    if (!(error instanceof ParameterRefused)) throw error;
  }
  for (const status of SENT_STATUSES) {
    try {
      yield* followPages(api, { ...listing, statuses: [status] }, access);
    } catch (error) {
      if (!(error instanceof ParameterRefused) || INDISPENSABLE.has(status)) throw error;
    }
  }
}

type Filters = Omit<SalesQuery, 'pageToken' | 'maxResults'>;

/** Every page of one question. A refused token starts the listing again, once: rows read twice are stored once. */
export async function* followPages(
  api: HotmartApi,
  filters: Filters,
  access: HotmartAccess,
): AsyncGenerator<SaleList> {
  let guard = new PageGuard('Hotmart', PAGE_CAP);
  let pageToken: string | null = null;
  let restarts = 0;
  for (;;) {
    guard.next(pageToken);
    const list: SaleList | null = await readList(api, { ...filters, pageToken }, access);
    if (list === null) {
      if (pageToken === null || restarts > 0) throw refused(pageToken);
      restarts += 1;
      guard = new PageGuard('Hotmart', PAGE_CAP);
      pageToken = null;
    } else {
      yield list;
      pageToken = nextToken(list);
      if (pageToken === null) return;
    }
  }
}

const PAGING = { field: 'page_info.next_page_token' };

/** Null when Hotmart refused a parameter. */
async function readList(
  api: HotmartApi,
  query: Omit<SalesQuery, 'maxResults'>,
  access: HotmartAccess,
): Promise<SaleList | null> {
  const response = await api.ask({ ...query, maxResults: MAX_RESULTS }, access);
  if (response.status === 400) return null;
  return readWire(listSchema, response.json(), 'Hotmart');
}

/** The last page has no token. A full page without any paging part is cut short, not the last. */
function nextToken(list: SaleList): string | null {
  if (!list.page_info && list.items.length >= MAX_RESULTS) {
    throw new UnexpectedResponse('Hotmart sent a full page without paging.', {
      ...PAGING,
      keysSeen: Object.keys(list),
    });
  }
  const token = list.page_info?.next_page_token ?? '';
  return token === '' ? null : token;
}

function refused(pageToken: string | null): UnexpectedResponse {
  return pageToken === null
    ? new ParameterRefused('Hotmart did not take the filters of the reading (HTTP 400).')
    : new UnexpectedResponse('Hotmart refused its own page token twice (HTTP 400).', PAGING);
}
