import { type TrueReversal, type TruthEntry } from '../../world/truth';
import { DAY } from '../../world/wall-clock';
import { type Account } from '../network';
import { paykeyOf, statusOf } from './rows';

/** The affiliate list goes back this far. */
export const REACH = 90 * DAY;

/** The row's status decides; a reversed row takes its whole commission back, and names no date (facts 7). */
export function* jvzooTruth(account: Account, now: number): Generator<TruthEntry> {
  for (const payment of account.world.paymentsUpTo(now)) {
    const status = statusOf(payment, now);
    const money = {
      orderKey: { transactionId: paykeyOf(account, payment) },
      amount: payment.gross,
      currency: 'USD',
      commission: payment.commission,
      commissionCurrency: 'USD',
    };
    const reversals: TrueReversal[] = [];
    if (status === 'REFUNDED') reversals.push({ ...money, kind: 'refund', at: null });
    if (status === 'CHARGEBACK') reversals.push({ ...money, kind: 'chargeback', at: null });
    const state = status === 'PENDING' ? ('pending' as const) : ('completed' as const);
    yield { sale: { ...money, state, saleDate: payment.at, productName: payment.product.name }, reversals };
  }
}
