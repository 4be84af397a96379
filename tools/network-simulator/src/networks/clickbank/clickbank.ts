import { json, text, type WireReply, type WireRequest } from '../../http/wire';
import { type Account, type Exchange, type Network } from '../network';
import { clickBankNotices } from './notices';
import { BadParameter, select } from './listing';
import { orderData } from './rows';
import { clickbankTruth } from './truth';
import { xml } from './xml';

const PAGE_SIZE = 100;

/** The key itself, without scheme; the old form puts a developer key and a colon before it. */
function keyOf(request: WireRequest): string | undefined {
  return request.headers.authorization?.replace(/^DEV-[A-Za-z0-9]+:/, '');
}

function answerAs(request: WireRequest, root: string, value: unknown): WireReply {
  if ((request.headers.accept ?? '').includes('json')) return json(value);
  return text(xml(root, value), 200, 'application/xml');
}

/** One row is an object, none is `null` (facts 6). */
function enveloped(rows: readonly unknown[]): unknown {
  if (rows.length === 0) return null;
  return { orderData: rows.length === 1 ? rows[0] : rows };
}

function list({ request, account, now, page, pageSize, listed }: Exchange): WireReply {
  const wanted = request.headers.page ?? '1';
  const number = typeof wanted === 'string' && /^[1-9]\d*$/.test(wanted) ? Number(wanted) : 0;
  if (number === 0) return text('Page must be a positive number.', 400);
  const all = listed(number, select(account, request.query, now));
  const size = pageSize(PAGE_SIZE);
  const rows = all.slice((number - 1) * size, number * size);
  const wire = page(
    number,
    rows.map((movement) => orderData(account, movement)),
  );
  const hasMore = number * size < all.length;
  return { ...answerAs(request, 'orderList', enveloped(wire)), status: hasMore ? 206 : 200 };
}

function route(exchange: Exchange): WireReply {
  const { request, account, now } = exchange;
  switch (request.path) {
    case '/orders2/list':
      return list(exchange);
    case '/orders2/count':
      return text(String(select(account, request.query, now).length), 200);
    case '/quickstats/accounts':
      return answerAs(request, 'accountList', { accountData: { nickName: account.label } });
    case '/debug':
      return text('roles: api_order_read', 200);
    default:
      return text('Access is denied', 403);
  }
}

export const CLICKBANK: Network = {
  id: 'clickbank',
  prefix: '/clickbank/rest/1.3',
  identify: (request, accounts): Account | undefined =>
    accounts.find((account) => account.credentials.apiKey === keyOf(request)),
  open: (request) =>
    request.path === '/orders2' ? text('Orders service. GET /orders2/list lists orders.', 200) : undefined,
  answer(exchange) {
    try {
      return route(exchange);
    } catch (error) {
      if (error instanceof BadParameter) return text(error.message, 400);
      throw error;
    }
  },
  refuse: () => text('Access is denied', 403),
  fail: () => text('An unexpected error occurred.', 200),
  throttle: () => text('Request limit exceeded', 403),
  spoilt: { path: 'lineItemData.accountAmount', value: '12,5x' },
  truth: clickbankTruth,
  notices: clickBankNotices,
};
