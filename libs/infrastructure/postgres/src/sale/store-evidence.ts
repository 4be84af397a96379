import type { EntityManager } from '@mikro-orm/postgresql';
import type { CredentialCipher, SalePage } from '@tributary/ports';
import { storeNetworkTotals } from '../reconciliation/store-totals';
import { Statement } from '../statement';
import { compress, sealContext, sha256 } from './sealed-evidence';

const KNOWN_PAGE = Statement.planned<object>(
  'select 1 from raw_page where agency_id = $1 and account_id = $2 and hash = $3',
);
/** The clock is read after the account was locked, as what the page tells is dated: never before it. */
const SIGHT = `
  insert into raw_page_sighting (agency_id, account_id, hash, sighting, seen_at, reading_began_at)
  select $1, $2, $3, nextval('raw_page_sighting_order'), clock_timestamp(),
    coalesce((select started_at from sync_run where agency_id = $1 and id = $4), now())
  on conflict (agency_id, account_id, hash) do update set
    sighting = excluded.sighting, seen_at = excluded.seen_at, reading_began_at = excluded.reading_began_at`;

const SIGHT_PAGE = Statement.planned<object>(SIGHT);
const KEEP_PAGE = Statement.planned<object>(`
  with kept as (
    insert into raw_page (agency_id, account_id, hash, content, run_id) values ($1, $2, $3, $5, $4)
    on conflict do nothing
  )${SIGHT}`);

/** Totals that were told before keep that date: what is told later is newer than they are. */
const DATE_TOTALS = new Statement<object>(`
  update network_daily_total set changed_at = $4
  where agency_id = $1 and account_id = $2 and day = any($3::date[]) and changed_at = now()`);

/** Keeps the page as read, once per content: an hourly reading of the same page adds nothing but when it was seen. */
export async function storeRawPage(
  em: EntityManager,
  page: SalePage,
  cipher: CredentialCipher,
): Promise<void> {
  if (page.rawPage === null) return;
  const { agencyId, accountId } = page.account;
  const hash = sha256(page.rawPage);
  const sighting = [agencyId, accountId, hash, page.runId];
  if (await KNOWN_PAGE.first(em, [agencyId, accountId, hash])) {
    await SIGHT_PAGE.run(em, sighting);
    return;
  }
  const sealed = cipher.seal(await compress(page.rawPage), sealContext(page, 'raw-page'));
  await KEEP_PAGE.run(em, [...sighting, Buffer.from(sealed)]);
}

export async function storeDailyTotals(em: EntityManager, page: SalePage): Promise<void> {
  await storeNetworkTotals(em, page.account, page.dailyTotals);
  if (!page.toldAt || page.dailyTotals.length === 0) return;
  const { agencyId, accountId } = page.account;
  const days = page.dailyTotals.map((total) => total.day);
  await DATE_TOTALS.run(em, [agencyId, accountId, days, page.toldAt.toISOString()]);
}
