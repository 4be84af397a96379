import type { DecimalText } from '../money/money';
import type { Currency } from '../money/currency';

export const SALE_STATUSES = ['pending', 'completed', 'refunded', 'chargeback'] as const;
export type SaleStatus = (typeof SALE_STATUSES)[number];

/** What the network itself says of a sale; reversals turn it into a {@link SaleStatus}. */
export type SaleState = 'pending' | 'completed';

/**
 * One paid order line at one network account, as its network states it.
 * Identity is (agency, network account, `externalOrderId`), the latter built only from ids the network sends.
 */
export interface Sale {
  readonly externalOrderId: string;
  /** What a person finds at the network: its receipt or order number, as it prints it. Not unique. */
  readonly orderNumber: string;
  /** What the network's reversals point at: several sales share it when the network names only the order. */
  readonly linkKey: string;
  readonly state: SaleState;
  /** The customer's gross. Null when the network does not tell it: unknown is never 0. */
  readonly amount: DecimalText | null;
  readonly currency: Currency;
  /** What the account owner earns. Null when the network does not tell it yet. */
  readonly commission: DecimalText | null;
  /** May differ from the price's currency (Hotmart). */
  readonly commissionCurrency: Currency;
  readonly productId: string | null;
  readonly productName: string | null;
  readonly customerEmail: string | null;
  readonly saleDate: Date;
  readonly isRebill: boolean;
}
