import type { Currency } from '../money/currency';

export const FACT_KINDS = [
  'earnings-level',
  'earnings-change',
  'network-rank',
  'network-change',
  'momentum',
  'refund-rate',
  'concentration',
  'silent-account',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** One figure computed by code. An insight may only speak of figures by referring to facts. */
export interface Fact {
  readonly id: string;
  readonly kind: FactKind;
  /** Decimal text; a ratio is 0.125 for 12.5 %. An instant is ISO 8601 in UTC. */
  readonly value: string;
  readonly unit: 'money' | 'ratio' | 'count' | 'instant';
  readonly currency: Currency | null;
  /** Real name of the network or account the fact is about; null when it is about the whole agency. */
  readonly subject: string | null;
  /** First and last calendar day, in the agency's zone. */
  readonly period: { readonly from: string; readonly to: string };
  readonly comparedWith: { readonly from: string; readonly to: string } | null;
  readonly coverage: { readonly accounts: number; readonly accountsRead: number };
  readonly asOf: Date;
}
