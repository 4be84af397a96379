import { json, type WireReply, type WireRequest } from '../../http/wire';
import { seedOf } from '../../world/dice';
import { type Exchange, type Network } from '../network';
import { BadCall, parameters, purchases, transactions, windowOf } from './listing';
import { digistore24Notices } from './notices';
import { BERLIN } from './points-of-time';
import { moved, purchaseIdOf, type TransactionRow, transactionRow, vat } from './rows';
import { digistore24Truth } from './truth';
import { type Movement } from '../../world/payment';

function envelope(now: number): { api_version: string; current_time: string; runtime_seconds: number } {
  return { api_version: '1.2', current_time: BERLIN.naive(now), runtime_seconds: 0.012 };
}

function success(data: unknown, now: number): WireReply {
  return json({ ...envelope(now), result: 'success', data });
}

/** A logical error: usually with HTTP status 200 (facts 5). */
function failure(message: string, code: number, status = 200): WireReply {
  return json({ api_version: '1.2', result: 'error', message, code }, status);
}

/** Signed sums over all rows of the window, not of the page: by currency, numbers. */
function summary(movements: readonly Movement[]): object {
  const sums = new Map<string, { count: number; total: number; vat: number; earned: number }>();
  for (const movement of movements) {
    const { payment } = movement;
    const sum = sums.get(payment.currency) ?? { count: 0, total: 0, vat: 0, earned: 0 };
    sum.count += 1;
    sum.total += moved(payment.gross, movement);
    sum.vat += moved(vat(payment.gross), movement);
    sum.earned += moved(payment.commission, movement);
    sums.set(payment.currency, sum);
  }
  const amounts = [...sums].map(([currency, { count, total, vat, earned }]) => [
    currency,
    { count, total_amount: total / 100, vat_amount: vat / 100, earned_amount: earned / 100 },
  ]);
  return { count: movements.length, amounts: Object.fromEntries(amounts) as object };
}

function paged<Row extends object>(
  exchange: Exchange,
  found: readonly Movement[],
  row: (each: Movement) => Row,
) {
  const window = windowOf(exchange);
  const all = exchange.listed(window.page, found);
  const rows = all.slice((window.page - 1) * window.size, window.page * window.size).map(row);
  return {
    from: BERLIN.naive(window.from),
    to: BERLIN.naive(window.to),
    page_no: window.page,
    page_size: window.size,
    page_count: Math.ceil(all.length / window.size),
    rows: exchange.page(window.page, rows),
  };
}

function listTransactions(exchange: Exchange): WireReply {
  const all = transactions(exchange, windowOf(exchange));
  const build = (movement: Movement): TransactionRow => transactionRow(exchange.account, movement);
  const { rows, ...head } = paged(exchange, all, build);
  const data = { ...head, summary: summary(all), transaction_list: rows };
  return success(data, exchange.now);
}

function listPurchases(exchange: Exchange): WireReply {
  const { account, now } = exchange;
  const all = purchases(account, windowOf(exchange), now);
  const { rows, ...head } = paged(exchange, all, (movement) => {
    const row = transactionRow(account, movement);
    const total = { total_affiliate_amount: row.earned_amount, transaction_created_at: row.created_at };
    return { ...row, ...total, id: purchaseIdOf(account, movement) };
  });
  return success({ ...head, purchase_list: rows }, now);
}

function call(exchange: Exchange): WireReply {
  const { account, now, request } = exchange;
  switch (functionOf(request)) {
    case 'listTransactions':
      return listTransactions(exchange);
    case 'listPurchases':
      return listPurchases(exchange);
    case 'getUserInfo': {
      const user = String(100_000 + (seedOf(account.label, 1) % 900_000));
      return success({ user_id: user, user_name: account.label, granted_roles: 'affiliate' }, now);
    }
    case 'ping':
      return success({ server_time: BERLIN.naive(now) }, now);
    default:
      return failure('Unbekannte Funktion', 9);
  }
}

function functionOf(request: WireRequest): string {
  return request.path.replace(/^\//, '').replace(/\/format\/json$/, '');
}

/** Messages come in the language of the account's owner unless the call names one. */
function inLanguage(request: WireRequest, german: string, english: string): string {
  return request.query.get('language') === 'en' || request.form.get('language') === 'en' ? english : german;
}

export const DIGISTORE24: Network = {
  id: 'digistore24',
  prefix: '/digistore24/api/call',
  identify: (request, accounts) =>
    accounts.find((account) => account.credentials.apiKey === request.headers['x-ds-api-key']),
  answer(exchange) {
    try {
      parameters(exchange);
      return call(exchange);
    } catch (error) {
      if (error instanceof BadCall) return failure(error.message, error.code, error.status);
      throw error;
    }
  },
  refuse: (request) =>
    failure(inLanguage(request, 'Der API-Schlüssel ist ungültig.', 'The API key is invalid.'), 2),
  fail: (request) => failure(inLanguage(request, 'Unbekannter Fehler', 'Unknown error'), 0),
  throttle: (request) => failure(inLanguage(request, 'Zu viele Anfragen', 'Too many requests'), 0, 429),
  spoilt: { path: 'earned_amount', value: '38.7O' },
  truth: digistore24Truth,
  notices: digistore24Notices,
};
