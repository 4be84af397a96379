import { type Payment } from '../../world/payment';
import { type TrueReversal, type TruthEntry } from '../../world/truth';
import { type Account } from '../network';
import { EASTERN, idsOf, stateOf } from './rows';

/**
 * A refund or chargeback takes no commission back here; only a reported void does (facts 7), and it is an entry of
 * its own. A chargeback names no date. Gross amounts stay unknown: affiliates never see them. Currency: US dollars, nobody states another.
 */
function reversals(account: Account, payment: Payment, now: number): readonly TrueReversal[] {
  const { action, refundedAt, voidedAt } = stateOf(payment, now);
  const { orderIdGlobal, orderId, accountId } = idsOf(account, payment);
  const entry = {
    orderKey: { orderIdGlobal, orderId, accountId },
    amount: null,
    currency: 'USD',
    commissionCurrency: 'USD',
  };
  const found: TrueReversal[] = [];
  if (action === 'refund' || action === 'chargeback') {
    const at = refundedAt === null ? null : EASTERN.tellable(refundedAt);
    found.push({ ...entry, kind: action, commission: 0, at });
  }
  // In the column of voids nothing stands for no void: one of nothing is not told.
  if (voidedAt !== null && payment.commission !== 0) {
    found.push({ ...entry, kind: 'void', commission: payment.commission, at: EASTERN.tellable(voidedAt) });
  }
  return found;
}

export function* clickCrmTruth(account: Account, now: number): Generator<TruthEntry> {
  for (const payment of account.world.paymentsUpTo(now)) {
    const { orderIdGlobal, orderId, accountId } = idsOf(account, payment);
    const sale = {
      orderKey: { orderIdGlobal, orderId, accountId },
      state: 'completed' as const,
      amount: null,
      currency: 'USD',
      commission: payment.commission,
      commissionCurrency: 'USD',
      saleDate: EASTERN.tellable(payment.at),
      productName: payment.product.name,
    };
    yield { sale, reversals: reversals(account, payment, now) };
  }
}
