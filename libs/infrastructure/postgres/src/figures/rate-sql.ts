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
