import { decimal } from '../../world/money';
import { type Payment } from '../../world/payment';
import { type Account } from '../network';
import { commissionRow, type CommissionRow, stateOf } from './rows';

/** The vendor's view of the same order: it knows the gross, and pays the commission (facts 6d). All values are text. */
export function vendorOrder(account: Account, payment: Payment, now: number): CommissionRow {
  const order = commissionRow(account, payment, now);
  const isRefunded = stateOf(payment, now).action === 'refund';
  const { rr_createdate: created = '' } = order;
  return {
    ...order,
    refund_amount: isRefunded ? decimal(payment.gross) : '0.00',
    was_canceled: '0',
    is_test: '0',
    order_date_eu: `${created.slice(8, 10)}/${created.slice(5, 7)}/${created.slice(0, 4)}`,
    total: `$${decimal(payment.gross)}`,
    total_clean: decimal(payment.gross),
    taxes: '0.00',
    shipping_cost: '0.00',
    currency: payment.currency,
    chargeback_fee: '0.00',
    aff_id: '2207',
    product_quantity: '1',
    sku: `${payment.product.vendor}-${payment.product.code}:1`,
    flag_frontend: payment.kind === 'upsell' ? '0' : '1',
  };
}
