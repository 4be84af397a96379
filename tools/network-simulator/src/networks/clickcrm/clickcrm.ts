import { json, text, type WireReply, type WireRequest } from '../../http/wire';
import { type Payment } from '../../world/payment';
import { until } from '../../world/sorted';
import { DAY, isCalendarDay, nextDay } from '../../world/wall-clock';
import { type Account, type Exchange, type Network } from '../network';
import { aggregates, type Grain } from './aggregates';
import { commissionRow, EASTERN } from './rows';
import { clickCrmNotices } from './notices';
import { clickCrmTruth } from './truth';
import { vendorOrder } from './vendor-orders';

const PAGE_SIZE = 50;
const GRAINS: readonly string[] = ['byday', 'byhour', 'bysubid'];
const HOURLY_RETENTION = 60 * DAY;

/** The platform reports its errors with status 200 (facts 5). */
function failure(message: string): WireReply {
  return json({ result: 0, result_str: message });
}

/** Payments created in the inclusive Eastern days of the query, that exist by now; null when the days are wrong. */
function selected({ account, request, now }: Exchange): readonly Payment[] | null {
  const from = request.query.get('date_from') ?? '';
  const to = request.query.get('date_to') ?? '';
  if (!isCalendarDay(from) || !isCalendarDay(to)) return null;
  const span = { from: EASTERN.instant(from), to: EASTERN.instant(nextDay(to)) };
  return until(account.world.payments(span), now);
}

function rowsOf(exchange: Exchange, report: string, payments: readonly Payment[]): readonly object[] | null {
  const { account, now } = exchange;
  if (report === 'commissions') return payments;
  if (!GRAINS.includes(report)) return null;
  const kept = report === 'byhour' ? payments.filter(({ at }) => at > now - HOURLY_RETENTION) : payments;
  return aggregates(account, kept, { grain: report as Grain, now });
}

/** At most fifty rows an answer; `next_page` is the number to ask for, and absent at the end (facts 4). */
function paged(exchange: Exchange, found: readonly object[], build: (row: object) => object): WireReply {
  const page = Number(exchange.request.query.get('next_page') ?? exchange.request.query.get('page') ?? '1');
  if (!Number.isInteger(page) || page < 1) return failure('Invalid next_page');
  const all = exchange.listed(page, found);
  const size = exchange.pageSize(PAGE_SIZE);
  const rows = all.slice((page - 1) * size, page * size).map(build);
  const data = exchange.page(page, rows);
  return json(page * size < all.length ? { data, next_page: page + 1 } : { data });
}

function csv(rows: readonly object[]): WireReply {
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => Object.values(row).map(String).join(','));
  return text([names.join(','), ...lines].join('\n'), 200, 'text/csv');
}

function report(exchange: Exchange): WireReply {
  const { account, request, now } = exchange;
  const name = request.path.slice(1);
  const payments = selected(exchange);
  if (payments === null) return failure('Missing or invalid date_from / date_to');
  const rows = rowsOf(exchange, name, payments);
  if (rows === null) return text('<html><body><h1>404 Not Found</h1></body></html>', 404, 'text/html');
  if (request.query.get('response_type') === 'csv' && name !== 'commissions') return csv(rows);
  const build = (row: object): object =>
    name === 'commissions' ? commissionRow(account, row as Payment, now) : row;
  return paged(exchange, rows, build);
}

function vendorReport(exchange: Exchange): WireReply {
  const payments = selected(exchange);
  if (payments === null) return failure('Missing or invalid date_from / date_to');
  const { account, now } = exchange;
  return paged(exchange, payments, (row) => vendorOrder(account, row as Payment, now));
}

/** Account id and token travel in the query string (facts 2). */
function identifyBy(idField: string): Network['identify'] {
  return ({ query }: WireRequest, accounts: readonly Account[]) =>
    accounts.find(
      ({ credentials }) =>
        credentials.apiToken === query.get('token') &&
        credentials[idField] === (query.get('a') ?? query.get('account_id')),
    );
}

const PLATFORM = {
  refuse: () => failure('Invalid token'),
  fail: () => failure('Internal error, please try again later'),
  throttle: () => text('Too Many Requests', 429),
  spoilt: { path: 'aff_commission', value: 'n/a' },
  truth: clickCrmTruth,
  notices: clickCrmNotices,
} as const;

/** The vendor's orders live beside the affiliate reports; their real address is not public (facts 3c). */
export const BUYGOODS: Network = {
  ...PLATFORM,
  id: 'buygoods',
  prefix: '/buygoods',
  identify: identifyBy('accountId'),
  answer(exchange) {
    const { path } = exchange.request;
    if (path === '/vendor/orders') return vendorReport(exchange);
    return report({
      ...exchange,
      request: { ...exchange.request, path: path.replace(/^\/affiliates\/v1/, '') },
    });
  },
};

export const MAXWEB: Network = {
  ...PLATFORM,
  id: 'maxweb',
  prefix: '/maxweb/affiliates/v2',
  identify: identifyBy('affiliateId'),
  answer: report,
};
