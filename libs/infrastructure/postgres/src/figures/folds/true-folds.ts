export type FoldUnit = 'day' | 'month';

interface Truth {
  readonly agency: string;
  readonly zone: string;
  readonly currency: string;
}

const MONTH_OF: Readonly<Record<FoldUnit, string>> = {
  day: `date_trunc('month', f.day::timestamp)::date`,
  month: 'f.month',
};

/**
 * SQL of the days or months whose folds are still true: nothing of them changed, and neither did what they were converted
 * with. More conditions may follow; the fold is `f`.
 */
export function trueFolds(unit: FoldUnit, { agency, zone, currency }: Truth): string {
  return `
    select f.${unit} from ${unit}_fold f
    left join exchange_rate_month r on r.month = ${MONTH_OF[unit]}
    where f.agency_id = ${agency} and f.zone = ${zone} and f.currency = ${currency}
      and f.rates = coalesce(r.revision, 0)
      and not exists (select from stale_${unit} s where s.agency_id = f.agency_id and s.${unit} = f.${unit})`;
}
