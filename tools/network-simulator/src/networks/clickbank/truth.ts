import { type TruthEntry } from '../../world/truth';
import { type Account } from '../network';
import { lineMoney, receiptOf, typeOf } from './rows';

/** One sale or reversal per line and row; test rows and requests are none. */
export function* clickbankTruth(account: Account, now: number): Generator<TruthEntry> {
  for (const movement of account.world.movementsUpTo(now)) {
    if (movement.kind === 'refund_request' || movement.payment.isTest) continue;
    for (const line of movement.payment.lines) {
      const { gross, commission } = lineMoney(line, movement);
      const money = { amount: gross, currency: 'USD', commission, commissionCurrency: 'USD' };
      const orderKey = {
        receipt: receiptOf(account, movement),
        transactionType: typeOf(movement),
        itemNo: line.product.code,
      };
      if (movement.kind === 'payment') {
        const productName = line.product.name;
        yield {
          sale: { orderKey, state: 'completed', ...money, saleDate: movement.at, productName },
          reversals: [],
        };
      } else {
        yield { reversals: [{ orderKey, kind: movement.kind, ...money, at: movement.at }] };
      }
    }
  }
}
