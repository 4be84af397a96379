import type { NetworkDescription, ReconciliationResult } from '@tributary/ports';

/** `not-read`: nothing could be compared, or the network's totals could not be read the last time. */
export type ReconciliationState = 'matches' | 'differs' | 'not-offered' | 'not-read';

export interface ReconciliationSummary {
  readonly state: ReconciliationState;
  readonly checkedDays: number;
  readonly differingDays: number;
  readonly comparedAt: Date | null;
  /** Why the totals could not be read, for a person. */
  readonly failure: string | null;
}

const NEVER = { checkedDays: 0, differingDays: 0, comparedAt: null, failure: null };

export function reconciliationSummary(
  network: NetworkDescription | null,
  result: ReconciliationResult | undefined,
): ReconciliationSummary {
  if (!network?.ownTotals) return { ...NEVER, state: 'not-offered' };
  if (!result) return { ...NEVER, state: 'not-read' };
  return { ...result, state: stateOf(network.ownTotals.source, result) };
}

function stateOf(
  source: 'with-sales' | 'per-day',
  { checkedDays, differingDays, failure }: ReconciliationResult,
): ReconciliationState {
  if (failure !== null) return 'not-read';
  // An account in a role for which the network sends no totals with the sales (a vendor's) never has a day to compare.
  if (checkedDays === 0) return source === 'with-sales' ? 'not-offered' : 'not-read';
  return differingDays > 0 ? 'differs' : 'matches';
}
