import { type TruthEntry } from '../../world/truth';
import { type Account } from '../network';
import { BERLIN } from './points-of-time';
import { moved, purchaseIdOf, transactionIdOf, upsellNoOf } from './rows';

/** One sale per payment row, one reversal per refund or chargeback row; tests and requests are none. */
export function* digistore24Truth(account: Account, now: number): Generator<TruthEntry> {
  for (const movement of account.world.movementsUpTo(now)) {
    const { payment, kind } = movement;
    if (kind === 'refund_request' || payment.isTest) continue;
    const orderKey = {
      transactionId: transactionIdOf(account, movement),
      purchaseId: purchaseIdOf(account, movement),
      upsellNo: upsellNoOf(movement),
    };
    const money = {
      amount: Math.abs(moved(payment.gross, movement)),
      currency: payment.currency,
      commission: Math.abs(moved(payment.commission, movement)),
      commissionCurrency: payment.currency,
    };
    const at = BERLIN.tellable(movement.at);
    if (kind === 'payment') {
      const productName = payment.product.name;
      yield { sale: { orderKey, state: 'completed', ...money, saleDate: at, productName }, reversals: [] };
    } else {
      yield { reversals: [{ orderKey, kind, ...money, at }] };
    }
  }
}
