import { json, type WireReply } from '../../http/wire';
import { major } from '../../world/money';
import { isPaid } from '../../world/payment';
import { SECOND } from '../../world/wall-clock';
import { type Account, type Exchange, type Network } from '../network';
import { hotmartNotices } from './notices';
import { paged, Rejected, selected } from './listing';
import { commissionRow, priceRow, saleRow } from './rows';
import { PRICE_STATUSES, STATUSES } from './statuses';
import { grantToken, problem, readToken } from './tokens';
import { hotmartTruth } from './truth';

const SALES = '/payments/api/v1/sales';

/** Commission by currency, over everything the query selects. */
function summary(exchange: Exchange): object {
  const sums = new Map<string, { count: number; value: number }>();
  for (const payment of selected(exchange, STATUSES)) {
    const sum = sums.get(payment.commissionCurrency) ?? { count: 0, value: 0 };
    sum.count += 1;
    sum.value += isPaid(payment, exchange.now) ? payment.commission : 0;
    sums.set(payment.commissionCurrency, sum);
  }
  return paged(exchange, [...sums], ([currency, { count, value }]) => ({
    total_items: count,
    total_value: { value: major(value), currency_code: currency },
  }));
}

function resource(exchange: Exchange): object | null {
  const { account, now, request } = exchange;
  switch (request.path) {
    case `${SALES}/history`:
      return paged(exchange, selected(exchange, STATUSES), (each) => saleRow(account, each, now));
    case `${SALES}/commissions`:
      return paged(exchange, selected(exchange, STATUSES), (each) => commissionRow(account, each, now));
    case `${SALES}/price/details`:
      return paged(exchange, selected(exchange, PRICE_STATUSES), (each) => priceRow(account, each));
    case `${SALES}/summary`:
      return summary(exchange);
    default:
      return null;
  }
}

function answer(exchange: Exchange): WireReply {
  const bearer = readToken(exchange.request.headers, [exchange.account]);
  if (bearer === undefined || bearer.expires * SECOND <= exchange.now) {
    return problem(401, 'token_expired', 'The access token has expired');
  }
  if (exchange.request.method !== 'GET') return problem(405, 'method_not_allowed', 'Method not allowed');
  try {
    const found = resource(exchange);
    return found === null ? problem(404, 'not_found', 'Resource not found') : json(found);
  } catch (error) {
    if (error instanceof Rejected) return error.reply;
    throw error;
  }
}

/** Hotmart, with tokens that live as long as the caller wants. */
export function hotmart(lifetimeSeconds: number): Network {
  return {
    id: 'hotmart',
    prefix: '/hotmart',
    identify: ({ headers }, accounts): Account | undefined => readToken(headers, accounts)?.account,
    open: (request, { accounts, now }) =>
      request.path === '/security/oauth/token'
        ? grantToken(request, { accounts, now, lifetimeSeconds })
        : undefined,
    answer,
    refuse: () => problem(401, 'unauthorized', 'Full authentication is required'),
    fail: () => json({ error: 'internal_server_error', error_description: 'Unexpected error' }),
    throttle: () => problem(429, 'too_many_requests', 'Rate limit exceeded'),
    spoilt: { path: 'purchase.price.value', value: '129,9' },
    truth: hotmartTruth,
    notices: hotmartNotices,
  };
}
