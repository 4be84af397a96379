import { basic, json, type WireReply, type WireRequest } from '../../http/wire';
import { type Payment } from '../../world/payment';
import { countUntil, until } from '../../world/sorted';
import { DAY, isCalendarDay } from '../../world/wall-clock';
import { type Exchange, type Network } from '../network';
import { jvzooNotices } from './notices';
import { affiliateRow, paykeyOf, paymentOf, saleRow, vendorRow } from './rows';
import { jvzooTruth, REACH } from './truth';

const PAGE_SIZE = 100;
const V3_PAGE_SIZE = 50;
const LISTS = {
  '/v2.0/latest-affiliates-transactions': affiliateRow,
  '/v2.0/latest-transactions': saleRow,
} as const;

function envelope(results: readonly object[], status = 200): WireReply {
  const meta = { status: { http_status_code: status }, results_count: results.length };
  return json({ meta, results }, status);
}

/** Version 3 reports errors inside an answer with status 200 (facts 5). */
function v3Error(code: number, message: string): WireReply {
  return json({ meta: { status: { code, message, detail: null } }, results: [] });
}

/** The list below a path, and the paykey after it. */
function listOf(path: string): { build: (typeof LISTS)[keyof typeof LISTS]; paykey: string } | null {
  for (const [prefix, build] of Object.entries(LISTS)) {
    if (path !== prefix && !path.startsWith(`${prefix}/`)) continue;
    return { build, paykey: decodeURIComponent(path.slice(prefix.length + 1)) };
  }
  return null;
}

/**
 * Ascending, starting after the paykey and without it; never further back than 90 days (facts 3, 4). Pages keep their
 * size and rows never move: readers know the end by a page that is not full, and the cursor is a row.
 */
function latest({ account, now, page }: Exchange, list: NonNullable<ReturnType<typeof listOf>>): WireReply {
  const reach = Math.floor((now - REACH) / DAY) * DAY;
  const span = { from: reach, to: (Math.floor(now / DAY) + 1) * DAY };
  const after = list.paykey === '' ? null : paymentOf(account, list.paykey);
  if (list.paykey !== '' && after === null) return envelope([], 400);
  const all = until(account.world.payments(span), now);
  const oldest = countUntil(all, now - REACH);
  const start =
    after === null
      ? oldest
      : Math.max(
          oldest,
          startAfter(all, after, (payment) => paykeyOf(account, payment)),
        );
  const rows = all.slice(start, start + PAGE_SIZE).map((payment) => list.build(account, payment, now));
  return envelope(page(Math.floor((start - oldest) / PAGE_SIZE) + 1, rows));
}

function startAfter(all: readonly Payment[], after: Payment, keyOf: (payment: Payment) => string): number {
  const key = keyOf(after);
  const later = countUntil(all, after.at - 1);
  for (let index = later; index < all.length; index += 1) {
    const payment = all[index];
    if (payment === undefined || payment.at > after.at) return index;
    if (keyOf(payment) === key) return index + 1;
  }
  return all.length;
}

/** Days by sale date in UTC; the end is not part of the window. */
function transactions({ account, request, now, page }: Exchange): WireReply {
  const start = request.query.get('start_date') ?? '';
  const end = request.query.get('end_date') ?? '';
  if (!isCalendarDay(start) || !isCalendarDay(end))
    return v3Error(4000, 'start_date and end_date are required');
  const index = Number(request.query.get('page_index') ?? '0');
  if (!Number.isInteger(index) || index < 0) return v3Error(4000, 'page_index is invalid');
  const span = { from: Date.parse(`${start}T00:00:00Z`), to: Date.parse(`${end}T00:00:00Z`) };
  const all = until(account.world.payments(span), now);
  const chosen = all.slice(index * V3_PAGE_SIZE, (index + 1) * V3_PAGE_SIZE);
  const results = page(
    index + 1,
    chosen.map((payment) => vendorRow(account, payment, now)),
  );
  const meta = {
    status: { code: 2000, message: 'OK', detail: null },
    total_count: all.length,
    pagination: { page_size: V3_PAGE_SIZE, has_more: (index + 1) * V3_PAGE_SIZE < all.length },
  };
  return json({ meta, results });
}

function isV3(request: WireRequest): boolean {
  return request.path.startsWith('/v3.0');
}

export const JVZOO: Network = {
  id: 'jvzoo',
  prefix: '/jvzoo',
  identify(request, accounts) {
    const given = basic(request.headers);
    if (given?.password !== 'x') return undefined;
    return accounts.find(({ credentials }) => credentials.apiKey === given.user);
  },
  answer(exchange) {
    const path = exchange.request.path.replace(/\/$/, '');
    if (path === '/v3.0/transactions') return transactions(exchange);
    if (path === '/v2.0') return envelope([]);
    const list = listOf(path);
    return list === null ? envelope([], 404) : latest(exchange, list);
  },
  refuse: (request) => (isV3(request) ? v3Error(4001, 'Invalid API key') : envelope([], 401)),
  fail: (request) =>
    isV3(request)
      ? v3Error(5000, 'Internal error')
      : json({ meta: { status: { http_status_code: 500 }, results_count: 0 }, results: [] }),
  throttle: () => envelope([], 429),
  spoilt: { path: 'affiliate_commission', value: 'thirteen' },
  truth: jvzooTruth,
  notices: jvzooNotices,
  reachableFrom: (now) => now - REACH,
};
