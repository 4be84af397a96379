import type {
  ComparedAmountView,
  ComparedFiguresView,
  ReconciledDayView,
  ReconciliationSummaryView,
  ReconciliationView,
} from '@tributary/api-contract';
import type { Reconciliation, ReconciliationSummary } from '@tributary/application';
import { dayInZone, type JudgedAmount, type JudgedDay, type StatedFigures } from '@tributary/domain';

export function reconciliationSummaryView(summary: ReconciliationSummary): ReconciliationSummaryView {
  const { state, checkedDays, differingDays, comparedAt, failure } = summary;
  return { state, checkedDays, differingDays, comparedAt: comparedAt?.toISOString() ?? null, failure };
}

/** @param agencyZone for the days to have read again, which are the agency's. */
export function reconciliationView(
  { summary, offer, zone, days }: Reconciliation,
  agencyZone: string,
): ReconciliationView {
  return {
    summary: reconciliationSummaryView(summary),
    basis: offer?.says ?? null,
    zone,
    days: days.map((day) => dayView(day, agencyZone)),
  };
}

function dayView(day: JudgedDay, agencyZone: string): ReconciledDayView {
  return {
    day: day.day,
    verdict: day.verdict,
    statedAt: day.statedAt.toISOString(),
    quarantinedRows: day.quarantinedRows,
    amounts: day.amounts.map(amountView),
    reread: {
      from: dayInZone(day.startsAt, agencyZone),
      until: dayInZone(new Date(day.endsAt.getTime() - 1), agencyZone),
    },
  };
}

function amountView(amount: JudgedAmount): ComparedAmountView {
  const { currency, cause, pendingSales } = amount;
  return {
    currency,
    network: figuresView(amount.network),
    ours: figuresView(amount.ours),
    difference: figuresView(amount.difference),
    cause,
    pendingSales,
  };
}

function figuresView(figures: StatedFigures): ComparedFiguresView {
  const { conversions, reversals, grossCommission, voidedCommission, netCommission } = figures;
  return { conversions, reversals, grossCommission, voidedCommission, netCommission };
}
