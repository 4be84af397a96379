/**
 * Units of a currency that one euro buys on a day, as SQL; null where none is known. Reference rates are published on
 * working days: the latest of the ten days before stands in.
 */
export function rateSql(
  code: string,
  { day, rates = 'exchange_rate' }: { readonly day: string; readonly rates?: string },
): string {
  return `case when ${code} = 'EUR' then 1 else (
        select e.per_euro from ${rates} e
        where e.currency = ${code} and e.day <= ${day} and e.day >= ${day} - 10
        order by e.day desc limit 1) end`;
}

/**
 * A table expression `rates`: for each day and currency of the rows of `booked` what to multiply money by, and then to
 * divide it by, to have it in the reporting currency; null where no rate is known.
 * @param reporting SQL of the reporting currency.
 */
export function ratesOfBooked(reporting: string, rates?: string): string {
  const side = (code: string) => {
    const rate = rateSql(code, { day: 'k.rate_day', ...(rates !== undefined && { rates }) });
    return `case when k.currency = ${reporting} then 1 else ${rate} end`;
  };
  return `rates as materialized (
    select k.rate_day, k.currency, ${side(reporting)} as multiply, ${side('k.currency')} as divide
    from (select rate_day, currency from booked union select rate_day, commission_currency from booked) k
  )`;
}

/** Twelve digits after the point before anything is divided: rounding to money is the caller's. */
export function convertedSum(column: string, rate: string): string {
  return `coalesce(sum((b.${column} * ${rate}.multiply)::numeric(60, 12) / ${rate}.divide), 0)`;
}
