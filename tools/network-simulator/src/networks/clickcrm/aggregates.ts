import { Dice } from '../../world/dice';
import { decimal, major } from '../../world/money';
import { type Payment } from '../../world/payment';
import { type Account } from '../network';
import { EASTERN, stateOf, subidOf } from './rows';

export type Grain = 'byday' | 'byhour' | 'bysubid';

interface Sum {
  readonly head: Readonly<Record<string, string | number>>;
  gross: number;
  voided: number;
  count: number;
  visits: number;
}

export type AggregateRow = Readonly<Record<string, string | number>>;

function headOf(account: Account, payment: Payment, grain: Grain): Record<string, string | number> {
  if (grain === 'bysubid') return { subid: subidOf(account, payment) };
  const local = EASTERN.naive(payment.at);
  if (grain === 'byday') return { date: local.slice(0, 10) };
  return { date: local.slice(0, 10), hour: Number(local.slice(11, 13)) };
}

/**
 * Sums per day, hour or subid. A void counts on the day of its sale (the basis is not published).
 * Version 1 sends numbers, version 2 sends the money as text.
 */
export function aggregates(
  account: Account,
  payments: readonly Payment[],
  { grain, now }: { grain: Grain; now: number },
): readonly AggregateRow[] {
  const sums = new Map<string, Sum>();
  for (const payment of payments) {
    const head = headOf(account, payment, grain);
    const key = JSON.stringify(head);
    const sum = sums.get(key) ?? { head, gross: 0, voided: 0, count: 0, visits: 0 };
    sum.gross += payment.commission;
    sum.voided += stateOf(payment, now).voidedAt === null ? 0 : payment.commission;
    sum.count += 1;
    sum.visits += new Dice(account.seed, payment.place.day, payment.place.index).between(97, 18, 65);
    sums.set(key, sum);
  }
  const money = account.network === 'maxweb' ? decimal : major;
  return [...sums.values()].map(({ head, gross, voided, count, visits }) => ({
    ...head,
    visits,
    gross_commissions: money(gross),
    voided_commissions: money(voided),
    net_commissions: money(gross - voided),
    conversions_count: count,
  }));
}
