import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import {
  type CredentialCipher,
  type SaleCursor,
  type SaleFilter,
  type SalePage,
  SaleRepository,
  type SaleView,
  type StoredCounts,
  type UnreadPages,
} from '@tributary/ports';
import { randomUUID } from 'node:crypto';
import { storeCustomers } from '../customer/store-customers';
import { type Asked, Statement, together } from '../statement';
import { inAgency, inAgencyAsPlanned } from '../tenancy';
import { noteLastSale } from './last-sale';
import { countSales, listSales } from './list-sales';
import { withoutNewer } from './newer-facts';
import { RepeatedPages } from './repeated-pages';
import { settleQuarantined, storeQuarantined } from './set-aside';
import { KeptPages, storeDailyTotals } from './store-evidence';
import { countPage, openLedger, storeRows } from './store-rows';

const MOVE_CHECKPOINT = Statement.planned<object>(`
  update network_account
  set checkpoint = greatest(checkpoint, $3::timestamptz),
    last_warm_at = case when $4::text in ('backfill', 'cold', 'warm') then now() else last_warm_at end,
    last_cold_at = case when $4::text in ('backfill', 'cold') then now() else last_cold_at end
  where agency_id = $1 and id = $2`);

export class PostgresSaleRepository extends SaleRepository {
  /** @param program tells versions of the program apart: what another one read is read again. */
  constructor(
    private readonly orm: MikroORM,
    private readonly cipher: CredentialCipher,
    private readonly program: string = randomUUID(),
  ) {
    super();
  }

  storePage(page: SalePage): Promise<StoredCounts> {
    return inAgencyAsPlanned(this.orm, page.account.agencyId, (em) => this.store(em, page));
  }

  repeatPages(pages: UnreadPages): Promise<StoredCounts | null> {
    return inAgencyAsPlanned(this.orm, pages.account.agencyId, (em) => this.repeat(em, pages));
  }

  listSales(
    agencyId: string,
    filter: SaleFilter,
    page: { readonly limit: number; readonly after: SaleCursor | null },
  ): Promise<readonly SaleView[]> {
    return inAgency(this.orm, agencyId, (em) => listSales(em, { agencyId, filter, page }));
  }

  countSales(agencyId: string, filter: SaleFilter, most: number): Promise<number> {
    return inAgency(this.orm, agencyId, (em) => countSales(em, { agencyId, filter, most }));
  }

  private async store(em: EntityManager, page: SalePage): Promise<StoredCounts> {
    const pages = new KeptPages(page, this.cipher, this.program);
    const known = await openLedger(em, page, pages.lookUp());
    const current = await withoutNewer(em, page);
    const rows = await storeRows(em, current);
    await storeCustomers(em, current, this.cipher);
    await storeDailyTotals(em, current);
    const beside = [await pages.keep(known), settleQuarantined(page)];
    // What the page itself sets aside comes after what it settles.
    if (page.quarantined.length > 0) await together(em, ...beside.splice(0));
    const counts = { ...rows, quarantined: await storeQuarantined(em, page, this.cipher) };
    await together(em, ...beside, noteLastSale(current), countPage(page, counts), moveCheckpoint(page));
    return counts;
  }

  private async repeat(em: EntityManager, pages: UnreadPages): Promise<StoredCounts | null> {
    const repeated = new RepeatedPages(pages, this.program);
    const told = repeated.told(await openLedger(em, pages, repeated.lookUp()));
    if (told === null) return null;
    const unchanged = told.reduce((sum, rows) => sum + rows, 0);
    const counts = { created: 0, changed: 0, unchanged, quarantined: 0 };
    await together(em, repeated.sight(told), countPage(pages, counts), moveCheckpoint(pages));
    return counts;
  }
}

type Reached = Pick<SalePage, 'account' | 'checkpoint' | 'completedTier'>;

function moveCheckpoint({ account, checkpoint, completedTier }: Reached): Asked<object> | null {
  if (checkpoint === null && completedTier === null) return null;
  const { agencyId, accountId } = account;
  return MOVE_CHECKPOINT.with([agencyId, accountId, checkpoint?.toISOString() ?? null, completedTier]);
}
