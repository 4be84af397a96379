import type { PageAsRead } from '@tributary/ports';
import { Statement } from '../statement';
import { sha256 } from './sealed-evidence';

/**
 * Pages of $3 in their order, how much each tells in $5, read by the program $6. The clock is read after the account was
 * locked, as what the pages tell is dated: never before it.
 */
export const SIGHT = `
  insert into raw_page_sighting (agency_id, account_id, hash, sighting, seen_at, reading_began_at, told, read_by)
  select $1, $2, page.hash, nextval('raw_page_sighting_order'), clock_timestamp(),
    coalesce((select started_at from sync_run where agency_id = $1 and id = $4), now()), page.told, $6
  from (select hash, told from unnest($3::text[], $5::int[]) with ordinality as i(hash, told, place) order by place) page
  on conflict (agency_id, account_id, hash) do update set
    sighting = excluded.sighting, seen_at = excluded.seen_at, reading_began_at = excluded.reading_began_at,
    told = excluded.told, read_by = excluded.read_by`;

export const SIGHT_PAGES = Statement.planned<object>(SIGHT);

/** What a page is known by. */
export function pageHash({ bytes }: Pick<PageAsRead, 'bytes'>): string {
  return sha256(bytes);
}
