import { isPaid } from '../../world/payment';
import { type TruthEntry } from '../../world/truth';
import { type Account } from '../network';
import { transactionOf } from './rows';
import { meaningOf, statusAt } from './statuses';

/** One row a payment, its status decides. A reversed row takes its whole commission back, and names no date (facts 7). */
export function* hotmartTruth(account: Account, now: number): Generator<TruthEntry> {
  for (const payment of account.world.paymentsUpTo(now)) {
    const meaning = meaningOf(statusAt(account.seed, payment, now));
    if (meaning === 'none') continue;
    const orderKey = { transaction: transactionOf(account, payment) };
    const money = {
      orderKey,
      amount: payment.gross,
      currency: payment.currency,
      commissionCurrency: payment.commissionCurrency,
    };
    const isReversed = meaning === 'refund' || meaning === 'chargeback';
    const { commission } = payment;
    yield {
      sale: {
        ...money,
        state: isReversed ? 'completed' : meaning,
        commission: isPaid(payment, now) ? commission : null,
        saleDate: payment.at,
        productName: payment.product.name,
      },
      reversals: isReversed ? [{ ...money, kind: meaning, commission, at: null }] : [],
    };
  }
}
