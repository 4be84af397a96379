import type {
  ComparedAmountView,
  ComparedFiguresView,
  ReconciledDayView,
  ReconciliationView,
} from '@tributary/api-contract';

const FIGURES: ComparedFiguresView = {
  conversions: 12,
  reversals: 1,
  grossCommission: '210.0000',
  voidedCommission: '20.0000',
  netCommission: '190.0000',
};
const NONE: ComparedFiguresView = {
  conversions: 0,
  reversals: 0,
  grossCommission: '0',
  voidedCommission: '0',
  netCommission: '0',
};

/** Both sides agree, unless told otherwise. */
export function aComparedAmount(change: Partial<ComparedAmountView> = {}): ComparedAmountView {
  return {
    currency: 'USD',
    network: FIGURES,
    ours: FIGURES,
    difference: NONE,
    cause: null,
    pendingSales: 0,
    ...change,
  };
}

/** Two sales and 19.50 of commission are missing here. */
export function aMissingAmount(change: Partial<ComparedAmountView> = {}): ComparedAmountView {
  return aComparedAmount({
    network: { ...FIGURES, conversions: 14, grossCommission: '229.5000', netCommission: '209.5000' },
    difference: { ...NONE, conversions: -2, grossCommission: '-19.5', netCommission: '-19.5' },
    cause: 'rows-missing',
    ...change,
  });
}

export function aReconciledDay(change: Partial<ReconciledDayView> = {}): ReconciledDayView {
  return {
    day: '2026-11-18',
    verdict: 'matches',
    statedAt: '2026-11-19T13:26:00Z',
    quarantinedRows: 0,
    amounts: [aComparedAmount()],
    reread: { from: '2026-11-18', until: '2026-11-19' },
    ...change,
  };
}

export function aReconciliation(change: Partial<ReconciliationView> = {}): ReconciliationView {
  return {
    summary: {
      ...{ state: 'matches', checkedDays: 1, differingDays: 0, failure: null },
      comparedAt: '2026-11-20T13:26:00Z',
    },
    basis: 'ClickBank counts orders by kind for each day.',
    zone: 'America/Los_Angeles',
    days: [aReconciledDay()],
    ...change,
  };
}
