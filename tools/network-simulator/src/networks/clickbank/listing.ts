import { type Movement } from '../../world/payment';
import { until } from '../../world/sorted';
import { isCalendarDay, nextDay } from '../../world/wall-clock';
import { type Account } from '../network';
import { PACIFIC, typeOf } from './rows';

export class BadParameter extends Error {}

/** `%` is the wildcard of nicknames (facts 3). */
function matches(pattern: string | null, value: string): boolean {
  if (pattern === null) return true;
  const escaped = pattern.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 'i').test(value);
}

function days(query: URLSearchParams, now: number): { start: string; end: string } {
  const start = query.get('startDate');
  const end = query.get('endDate');
  if (start === null && end === null) {
    return { start: PACIFIC.day(now - 86_400_000), end: PACIFIC.day(now) };
  }
  if (start === null || end === null) throw new BadParameter('startDate and endDate must be given together.');
  if (!isCalendarDay(start) || !isCalendarDay(end)) throw new BadParameter('Dates must be yyyy-mm-dd.');
  return { start, end };
}

/** The movements a query selects: inclusive Pacific days, one type or all, both roles unless one is named. */
export function select(account: Account, query: URLSearchParams, now: number): readonly Movement[] {
  if (query.has('account')) throw new BadParameter('Unknown parameter: account.');
  const { start, end } = days(query, now);
  const span = { from: PACIFIC.instant(start), to: PACIFIC.instant(nextDay(end)) };
  const role = query.get('role');
  if (role !== null && role !== 'AFFILIATE') return [];
  if (!matches(query.get('affiliate'), account.label)) return [];
  const [type, vendor] = [query.get('type'), query.get('vendor')];
  const happened = until(account.world.movements(span), now);
  if (type === null && vendor === null) return happened;
  return happened.filter(
    (movement) =>
      (type === null || typeOf(movement) === type) && matches(vendor, movement.payment.product.vendor),
  );
}
