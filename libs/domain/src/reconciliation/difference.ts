import { compareDecimals, subtractDecimals, sumDecimals } from '../money/decimal';
import type { DecimalText } from '../money/money';
import type { ComparedAmount, StatedFigures } from './compared-day';

/** What is stored minus what the network states. Null where the network states nothing. */
export type Difference = StatedFigures;

const COUNTS = ['conversions', 'reversals'] as const;
const MONEY = ['grossCommission', 'voidedCommission', 'netCommission'] as const;

export function differenceOf({ network, ours }: Pick<ComparedAmount, 'network' | 'ours'>): Difference {
  const count = (name: (typeof COUNTS)[number]) => {
    const stated = network[name];
    return stated === null ? null : ours[name] - stated;
  };
  const money = (name: (typeof MONEY)[number]) => {
    const stated = network[name];
    return stated === null ? null : subtractDecimals(ours[name], stated);
  };
  return {
    conversions: count('conversions'),
    reversals: count('reversals'),
    grossCommission: money('grossCommission'),
    voidedCommission: money('voidedCommission'),
    netCommission: money('netCommission'),
  };
}

export function isZero(amount: DecimalText | null): boolean {
  return amount === null || compareDecimals(amount, '0') === 0;
}

export function isEqual(difference: Difference): boolean {
  return COUNTS.every((name) => (difference[name] ?? 0) === 0) && moneyAgrees(difference);
}

export function moneyAgrees(difference: Difference): boolean {
  return MONEY.every((name) => isZero(difference[name]));
}

/** Whether the one makes up for the other in every figure. */
export function cancelsOut(one: Difference, other: Difference): boolean {
  return (
    COUNTS.every((name) => (one[name] ?? 0) + (other[name] ?? 0) === 0) &&
    MONEY.every((name) => isZero(sumDecimals([one[name] ?? '0', other[name] ?? '0'])))
  );
}
