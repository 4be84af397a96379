import { Dice } from '../../world/dice';
import { decimal } from '../../world/money';
import { type Payment } from '../../world/payment';
import { alphanumeric, ScrambledIds } from '../../world/scrambled-ids';
import { WallClock } from '../../world/wall-clock';
import { type Account } from '../network';

/** Days and zoneless times are Eastern (facts 9, an assumption there and here). */
export const EASTERN = new WallClock('America/New_York');
const NO_DATE = '0000-00-00 00:00:00';
const GLOBAL_IDS = 36n ** 8n;
const ORDER_IDS = 10n ** 12n;
const SUBIDS = ['', 'fb-keto-07', 'taboola-112', 'mail-a', 'yt-long-3'] as const;

export interface OrderIds {
  readonly orderIdGlobal: string;
  readonly orderId: string;
  readonly accountId: string;
}

export function idsOf(account: Account, { place, product }: Payment): OrderIds {
  return {
    orderIdGlobal: alphanumeric(new ScrambledIds(GLOBAL_IDS, account.seed).encode(place), 8),
    orderId: String(new ScrambledIds(ORDER_IDS, account.seed).encode(place)),
    accountId: product.vendor,
  };
}

export function subidOf(account: Account, { place }: Payment): string {
  return new Dice(account.seed, place.day, place.index).pick(93, SUBIDS);
}

export interface OrderState {
  readonly action: 'neworder' | 'rebill' | 'refund' | 'chargeback';
  /** Null unless refunded: no date is sent for a chargeback. */
  readonly refundedAt: number | null;
  readonly voidedAt: number | null;
}

/** The order as it stands at `now`: the network overwrites the row in place (facts 7). */
export function stateOf(payment: Payment, now: number): OrderState {
  const reversal = payment.reversals.findLast(({ at }) => at <= now);
  const fresh = payment.kind === 'rebill' ? 'rebill' : 'neworder';
  const isVoided = payment.voidedAt !== null && payment.voidedAt <= now;
  return {
    action: reversal?.kind ?? fresh,
    refundedAt: reversal?.kind === 'refund' ? reversal.at : null,
    voidedAt: isVoided ? payment.voidedAt : null,
  };
}

export type CommissionRow = Readonly<Record<string, string>>;

function flag(isSet: boolean): '0' | '1' {
  return isSet ? '1' : '0';
}

function dateText(instant: number | null): string {
  return instant === null ? NO_DATE : EASTERN.naive(instant);
}

/** One commission of an affiliate: every value is text; the buyer's gross is not told. */
export function commissionRow(account: Account, payment: Payment, now: number): CommissionRow {
  const ids = idsOf(account, payment);
  const state = stateOf(payment, now);
  const isRefund = state.action === 'refund';
  return {
    order_id_global: ids.orderIdGlobal,
    order_id: ids.orderId,
    account_id: ids.accountId,
    rr_createdate: EASTERN.naive(payment.at),
    action_type: state.action,
    payment_status: 'Completed',
    aff_commission: decimal(payment.commission),
    commission_voided: state.voidedAt === null ? '0.00' : decimal(payment.commission),
    date_voided: dateText(state.voidedAt),
    was_refunded: flag(isRefund),
    date_refunded: dateText(state.refundedAt),
    refund_amount: isRefund ? '' : '0.00',
    was_charged_back: flag(state.action === 'chargeback'),
    product_codename: payment.product.code,
    product_name: payment.product.name,
    flag_upsell: flag(payment.kind === 'upsell'),
    subid: subidOf(account, payment),
  };
}
