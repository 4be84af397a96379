import { type Movement } from '../../world/payment';
import { until } from '../../world/sorted';
import { type Account, type Exchange } from '../network';
import { pointOfTime } from './points-of-time';
import { purchaseIdOf } from './rows';

const TYPES = new Set(['payment', 'refund', 'chargeback', 'refund_request']);

/** A call the server rejects: the HTTP status it answers with, and its code inside the envelope. */
export class BadCall extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: number,
  ) {
    super(message);
  }
}

/** The parameters of a call: POSTed fields win over the query. */
export function parameters({ request }: Exchange): URLSearchParams {
  return new URLSearchParams([...request.query, ...request.form]);
}

function list(parameter: string | null): Set<string> | null {
  return parameter === null || parameter === ''
    ? null
    : new Set(parameter.split(',').map((item) => item.trim()));
}

function whole(text: string | null, fallback: number, most: number): number {
  if (text === null) return fallback;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most) throw new BadCall('Invalid page.', 200, 3);
  return number;
}

function point(text: string, exchange: Exchange): number {
  const start = exchange.account.world.options.since;
  const instant = pointOfTime(text, { now: exchange.now, start });
  if (instant === null) throw new BadCall(`Invalid point of time.`, 200, 3);
  return instant;
}

function types(parameter: string | null): Set<string> | null {
  const wanted = list(parameter);
  const unknown = [...(wanted ?? [])].find((type) => !TYPES.has(type));
  if (unknown !== undefined) throw new BadCall('Invalid transaction_type.', 400, 3);
  return wanted;
}

export interface Window {
  readonly from: number;
  readonly to: number;
  readonly page: number;
  readonly size: number;
}

/** Default window: the last 24 hours (facts 3a). */
export function windowOf(exchange: Exchange): Window {
  const wanted = parameters(exchange);
  return {
    from: point(wanted.get('from') ?? '-24h', exchange),
    to: point(wanted.get('to') ?? 'now', exchange),
    page: whole(wanted.get('page_no'), 1, 1_000_000),
    size: exchange.pageSize(whole(wanted.get('page_size'), 500, 1000)),
  };
}

function earnsAs(role: Set<string> | null): boolean {
  return role === null || role.has('affiliate');
}

export function transactions(exchange: Exchange, window: Window): readonly Movement[] {
  const { account, now } = exchange;
  const wanted = parameters(exchange);
  const kinds = types(wanted.get('search[transaction_type]'));
  const purchases = list(wanted.get('search[purchase_id]'));
  const currencies = list(wanted.get('search[currency]'));
  if (!earnsAs(list(wanted.get('search[role]')))) return [];
  const happened = until(account.world.movements({ from: window.from, to: window.to + 1 }), now);
  const found = happened
    .filter((movement) => kinds?.has(movement.kind) ?? true)
    .filter((movement) => currencies?.has(movement.payment.currency) ?? true)
    .filter((movement) => purchases?.has(purchaseIdOf(account, movement)) ?? true);
  return wanted.get('sort_order') === 'desc' ? found.toReversed() : found;
}

/** Orders by creation: first payments only. */
export function purchases(account: Account, window: Window, now: number): readonly Movement[] {
  return account.world
    .movements({ from: window.from, to: window.to + 1 })
    .filter(({ at, kind, payment }) => at <= now && kind === 'payment' && payment.kind === 'sale');
}
