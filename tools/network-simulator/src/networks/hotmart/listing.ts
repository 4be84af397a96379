import { type WireReply } from '../../http/wire';
import { type Payment } from '../../world/payment';
import { until } from '../../world/sorted';
import { DAY } from '../../world/wall-clock';
import { type Exchange } from '../network';
import { transactionOf } from './rows';
import { DEFAULT_STATUSES, statusAt } from './statuses';
import { problem } from './tokens';

const MOST = 500;
const USUAL = 50;

/** A request the API rejects with a status and an error name. */
export class Rejected extends Error {
  constructor(readonly reply: WireReply) {
    super('Rejected by the API.');
  }
}

function reject(error: string, description: string): never {
  throw new Rejected(problem(400, error, description));
}

/** Epoch milliseconds, 13 digits (facts 9). */
function milliseconds(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) return null;
  return /^\d{13}$/.test(text) ? Number(text) : reject('invalid_value_parameter', `${name} is invalid`);
}

function statuses(query: URLSearchParams, known: readonly string[]): ReadonlySet<string> {
  const wanted = query.getAll('transaction_status');
  const wrong = wanted.find((status) => !known.includes(status));
  if (wrong !== undefined) reject('invalid_parameter', 'transaction_status is invalid');
  return wanted.length === 0 ? DEFAULT_STATUSES : new Set(wanted);
}

/** Order dates of the query, both ends included. Without dates: the last 30 days (nobody documents it). */
function created({ account, request, now }: Exchange): readonly Payment[] {
  const end = milliseconds(request.query, 'end_date') ?? now;
  const start = milliseconds(request.query, 'start_date') ?? now - 30 * DAY;
  return until(account.world.payments({ from: start, to: end + 1 }), now);
}

function byTransaction({ account, now }: Exchange, transaction: string): readonly Payment[] {
  for (const payment of account.world.paymentsUpTo(now)) {
    if (transactionOf(account, payment) === transaction) return [payment];
  }
  return [];
}

/** The payments a query selects; naming a transaction switches the status filter off (facts 3a). */
export function selected(exchange: Exchange, known: readonly string[]): readonly Payment[] {
  const { account, now } = exchange;
  const { query } = exchange.request;
  const role = query.get('commission_as');
  if (role !== null && role !== 'AFFILIATE') return [];
  const transaction = query.get('transaction');
  const wanted = statuses(query, known);
  const found = transaction === null ? created(exchange) : byTransaction(exchange, transaction);
  const isNamed = transaction !== null && !query.has('transaction_status');
  const product = query.get('product_id');
  return found
    .filter((payment) => isNamed || wanted.has(statusAt(account.seed, payment, now)))
    .filter((payment) => product === null || payment.product.code === product);
}

function tokenAt(page: number, rows: number): string {
  return Buffer.from(JSON.stringify({ rows, page })).toString('base64');
}

function pageOf(token: string | null): number {
  if (token === null) return 1;
  const text = Buffer.from(token, 'base64').toString('utf8');
  const page = /^\{"rows":\d+,"page":([1-9]\d*)\}$/.exec(text)?.[1];
  return page === undefined ? reject('invalid_token', 'page_token is invalid') : Number(page);
}

/** Offset paging behind an opaque cursor; sizes above 500 are cut without a word (facts 4). */
export function paged<Row>(exchange: Exchange, found: readonly Row[], build: (row: Row) => object): object {
  const { query } = exchange.request;
  const size = exchange.pageSize(Math.min(MOST, Number(query.get('max_results') ?? USUAL)));
  if (!Number.isInteger(size) || size < 1) reject('invalid_value_parameter', 'max_results is invalid');
  const page = pageOf(query.get('page_token'));
  const all = exchange.listed(page, found);
  const items = exchange.page(page, all.slice((page - 1) * size, page * size).map(build));
  return {
    items,
    page_info: {
      total_results: all.length,
      results_per_page: size,
      ...(page * size < all.length && { next_page_token: tokenAt(page + 1, size) }),
      ...(page > 1 && { prev_page_token: tokenAt(page - 1, size) }),
    },
  };
}
