import type { SalePage } from '@tributary/ports';
import { type Asked, Statement } from '../statement';
import { salesToStore } from './store-sales';

/** A sale that is dated ahead of the database's clock is no sale yet. Writes nothing when there is nothing newer. */
const NOTE_LAST_SALE = Statement.planned<object>(`
  insert into sale_rhythm as r (agency_id, account_id, last_sale_at)
  select $1, $2, told.at from (select $3::timestamptz as at) told where told.at <= now()
  on conflict (agency_id, account_id) do update set last_sale_at = excluded.last_sale_at
  where coalesce(excluded.last_sale_at > r.last_sale_at, true)`);

/** Notes when the account sold last, as far as the page tells; see {@link SaleRhythmRepository}. */
export function noteLastSale(page: SalePage): Asked<object> | null {
  const { account } = page;
  const now = Date.now();
  const newest = salesToStore(page).reduce((last, { saleDate }) => {
    const at = saleDate.getTime();
    return at > last && at <= now ? at : last;
  }, -Infinity);
  if (newest === -Infinity) return null;
  return NOTE_LAST_SALE.with([account.agencyId, account.accountId, new Date(newest).toISOString()]);
}
