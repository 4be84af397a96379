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

/** What {@link CONVERTED_BOOKINGS} is summed to, in the order of every list of sums. */
export const CONVERTED_MONEY = { earned: 'c', reversed: 'c', pending: 'c', gross: 'g', refunded_gross: 'g' };
export const CONVERTED_COUNTS = {
  sales: 'sum(b.sales)',
  pending_sales: 'sum(b.pending_sales)',
  gross_known_sales: 'coalesce(sum(b.gross_known_sales) filter (where g.multiply / g.divide is not null), 0)',
  reversed_sales: 'sum(b.reversed_sales)',
  chargeback_sales: 'sum(b.chargeback_sales)',
};

/** Booked rows whose commission has a rate (`c`), and the rate of their gross (`g`), which may be none. */
export const CONVERTED_BOOKINGS = `
    from booked b
    join rates c on c.rate_day = b.rate_day and c.currency = b.commission_currency
    join rates g on g.rate_day = b.rate_day and g.currency = b.currency
    where c.multiply is not null and c.divide is not null`;

/** Twelve digits after the point before anything is divided: rounding to money is the caller's. */
export function convertedSum(column: string, rate: string): string {
  return `coalesce(sum((b.${column} * ${rate}.multiply)::numeric(60, 12) / ${rate}.divide), 0)`;
}
