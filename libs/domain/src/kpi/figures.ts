import type { DecimalText } from '../money/money';
import { divideDecimals, subtractDecimals, sumDecimals } from '../money/decimal';

/**
 * What happened in a period, in one currency. Sums as decimal text, counts as whole numbers.
 * `earned` is the commission of completed sales before reversals; `reversed` and `refundedGross` are positive.
 */
export interface Figures {
  readonly earned: DecimalText;
  readonly reversed: DecimalText;
  readonly pending: DecimalText;
  readonly gross: DecimalText;
  readonly refundedGross: DecimalText;
  /** Completed sales, later reversed ones included: they moved money. */
  readonly sales: number;
  readonly pendingSales: number;
  /** Of `sales`, those whose gross the network tells. */
  readonly grossKnownSales: number;
  /** Of `sales`, those with a refund or chargeback, by sale cohort. */
  readonly reversedSales: number;
  readonly chargebackSales: number;
}

export const NO_FIGURES: Figures = {
  earned: '0',
  reversed: '0',
  pending: '0',
  gross: '0',
  refundedGross: '0',
  sales: 0,
  pendingSales: 0,
  grossKnownSales: 0,
  reversedSales: 0,
  chargebackSales: 0,
};

const SUMS = ['earned', 'reversed', 'pending', 'gross', 'refundedGross'] as const;
const COUNTS = ['sales', 'pendingSales', 'grossKnownSales', 'reversedSales', 'chargebackSales'] as const;

/** The exact total of many figures, for example of days or of networks. */
export function addFigures(parts: readonly Figures[]): Figures {
  const total: Record<string, DecimalText | number> = {};
  for (const key of SUMS) total[key] = sumDecimals(parts.map((part) => part[key]));
  for (const key of COUNTS) total[key] = parts.reduce((sum, part) => sum + part[key], 0);
  return total as unknown as Figures;
}

/** The headline: commission of completed sales minus reversed commission. May be negative. */
export function earnings(figures: Figures): DecimalText {
  return subtractDecimals(figures.earned, figures.reversed);
}

/** Gross minus refunded gross, where gross is known. */
export function revenue(figures: Figures): DecimalText {
  return subtractDecimals(figures.gross, figures.refundedGross);
}

/** Average commission per sale before reversals, 4 decimals; null without sales. */
export function averageCommission(figures: Figures): DecimalText | null {
  return divideDecimals(figures.earned, String(figures.sales), 4);
}

/** Average order value over the sales whose gross is known; null when none is. */
export function averageOrderValue(figures: Figures): DecimalText | null {
  return divideDecimals(figures.gross, String(figures.grossKnownSales), 4);
}

/** Reversed sales ÷ sales of the same cohort, 0 to 1; null without sales. */
export function refundRate(figures: Figures): DecimalText | null {
  return divideDecimals(String(figures.reversedSales), String(figures.sales), 4);
}

export function chargebackRate(figures: Figures): DecimalText | null {
  return divideDecimals(String(figures.chargebackSales), String(figures.sales), 4);
}

/** Share of sales whose gross is known, 0 to 1; null without sales. */
export function grossCoverage(figures: Figures): DecimalText | null {
  return divideDecimals(String(figures.grossKnownSales), String(figures.sales), 4);
}
