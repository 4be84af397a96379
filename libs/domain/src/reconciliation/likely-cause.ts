import { compareDecimals, sumDecimals } from '../money/decimal';
import type { ComparedAmount, ComparedDay } from './compared-day';
import { cancelsOut, differenceOf, type Difference, isEqual, isZero, moneyAgrees } from './difference';

/** Why the network and what is stored may differ on a day; the first that fits, in this order. */
export type DifferenceCause =
  /** The day had not ended when the network stated it. */
  | 'open-day'
  /** What is stored changed after the network stated the day. */
  | 'changed-since'
  /** The same sales in another currency. */
  | 'currency'
  /** The day beside it differs by just as much the other way. */
  | 'day-shift'
  /** The sales agree; what was taken back stands on another day. */
  | 'reversal-day'
  /** The last reading that touched the day did not come to its end. */
  | 'unfinished-reading'
  /** Rows of a reading that touched the day wait in quarantine. */
  | 'quarantine'
  /** The network counts sales that are stored as pending. */
  | 'pending'
  /** Sales that earn nothing are counted on one side only. */
  | 'no-commission'
  /** The network took money back and the day was not read again since. */
  | 'refund-not-read'
  /** The network counts more than it listed. */
  | 'rows-missing'
  | 'unexplained';

/** The difference of one currency on one day, with what stands around it. */
interface Found {
  readonly amount: ComparedAmount;
  readonly difference: Difference;
  readonly day: ComparedDay;
  readonly days: readonly ComparedDay[];
}

type Rule = (found: Found) => boolean;

/**
 * The likely cause of a difference: a conclusion from the figures and the readings, not a proof.
 * @param days neighbouring days in order, the one of `day` among them.
 * @returns null where both sides agree.
 */
export function likelyCause(
  amount: ComparedAmount,
  day: ComparedDay,
  days: readonly ComparedDay[],
): DifferenceCause | null {
  const difference = differenceOf(amount);
  if (isEqual(difference)) return null;
  const found = { amount, difference, day, days };
  const [cause] = RULES.find(([, isLikely]) => isLikely(found)) ?? (['unexplained'] as const);
  return cause;
}

const isOpen: Rule = ({ day }) => day.statedAt < day.endsAt;

const isChangedSince: Rule = ({ amount, day }) =>
  amount.changedAt !== null && amount.changedAt > day.statedAt;

const isOtherCurrency: Rule = ({ amount, difference, day }) =>
  day.amounts
    .filter(({ currency }) => currency !== amount.currency)
    .some((other) => isMadeUpFor(difference, differenceOf(other)));

const isShifted: Rule = ({ amount, difference, day, days }) => {
  const index = days.indexOf(day);
  return [days[index - 1], days[index + 1]].some((neighbour) => {
    const other = neighbour?.amounts.find(({ currency }) => currency === amount.currency);
    return other !== undefined && cancelsOut(difference, differenceOf(other));
  });
};

const isReversalElsewhere: Rule = ({ amount, difference, days }) => {
  const doSalesAgree = (difference.conversions ?? 0) === 0 && isZero(difference.grossCommission);
  if (!doSalesAgree || isZero(difference.voidedCommission)) return false;
  const all = days.flatMap((one) => one.amounts.filter(({ currency }) => currency === amount.currency));
  return isZero(sumDecimals(all.map((one) => differenceOf(one).voidedCommission ?? '0')));
};

const isPending: Rule = ({ amount, difference }) => {
  const missing = -(difference.conversions ?? 0);
  if (missing <= 0 || missing > amount.pendingSales) return false;
  // Many networks state no commission for a pending sale: then the count alone tells.
  const { pendingCommission } = amount;
  const gross = difference.grossCommission ?? '0';
  return isZero(pendingCommission) || isZero(gross) || isZero(sumDecimals([gross, pendingCommission]));
};

const isWithoutCommission: Rule = ({ amount, difference }) => {
  const more = difference.conversions ?? 0;
  if (more === 0 || (difference.reversals ?? 0) !== 0 || !moneyAgrees(difference)) return false;
  if (more > 0) return more <= amount.salesWithoutCommission;
  return amount.network.grossCommission !== null || amount.network.netCommission !== null;
};

const isUnfinished: Rule = ({ day }) => day.lastReading !== null && day.lastReading.outcome !== 'ok';

const isQuarantined: Rule = ({ day }) => day.quarantinedRows > 0;

const isRefundUnread: Rule = ({ difference, day }) => {
  const isRead = day.lastReading !== null && day.lastReading.finishedAt >= day.statedAt;
  return !isRead && (difference.conversions ?? 0) === 0 && isMoreTakenBack(difference);
};

const isRowMissing: Rule = ({ difference }) =>
  (difference.conversions ?? 0) < 0 || (difference.reversals ?? 0) < 0;

const RULES: readonly (readonly [DifferenceCause, Rule])[] = [
  ['open-day', isOpen],
  ['changed-since', isChangedSince],
  ['currency', isOtherCurrency],
  ['day-shift', isShifted],
  ['reversal-day', isReversalElsewhere],
  ['unfinished-reading', isUnfinished],
  ['quarantine', isQuarantined],
  ['pending', isPending],
  ['no-commission', isWithoutCommission],
  ['refund-not-read', isRefundUnread],
  ['rows-missing', isRowMissing],
];

/** In another currency the same sales are as many; without sales only equal figures tell. */
function isMadeUpFor(one: Difference, other: Difference): boolean {
  if (isEqual(other)) return false;
  const sales = one.conversions ?? 0;
  return sales === 0 ? cancelsOut(one, other) : sales + (other.conversions ?? 0) === 0;
}

/** Whether the network has taken back more than is stored. */
function isMoreTakenBack({ reversals, voidedCommission, netCommission }: Difference): boolean {
  return (
    (reversals ?? 0) < 0 ||
    compareDecimals(voidedCommission ?? '0', '0') < 0 ||
    compareDecimals(netCommission ?? '0', '0') > 0
  );
}
