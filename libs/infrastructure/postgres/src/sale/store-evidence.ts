import type { EntityManager } from '@mikro-orm/postgresql';
import type { CredentialCipher, PageAsRead, SalePage } from '@tributary/ports';
import { storeNetworkTotals } from '../reconciliation/store-totals';
import { type Asked, Statement } from '../statement';
import { pageHash, SIGHT, SIGHT_PAGES } from './page-sightings';
import { compress, sealContext } from './sealed-evidence';

interface KnownPage {
  readonly hash: string;
}

const KNOWN_PAGES = Statement.planned<KnownPage>(
  'select hash from raw_page where agency_id = $1 and account_id = $2 and hash = any($3::text[])',
);

const KEEP_PAGES = Statement.planned<object>(`
  with kept as (
    insert into raw_page (agency_id, account_id, hash, content, run_id)
    select $1, $2, i.hash, i.content, $4 from unnest($7::text[], $8::bytea[]) as i(hash, content)
    on conflict do nothing
  )${SIGHT}`);

/** Totals that were told before keep that date: what is told later is newer than they are. */
const DATE_TOTALS = new Statement<object>(`
  update network_daily_total set changed_at = $4
  where agency_id = $1 and account_id = $2 and day = any($3::date[]) and changed_at = now()`);

/** Pages as read, each kept once: an hourly reading of the same page adds nothing but when it was seen. */
export class KeptPages {
  private readonly pages: ReadonlyMap<string, PageAsRead>;

  /** @param program that reads them. */
  constructor(
    private readonly page: SalePage,
    private readonly cipher: CredentialCipher,
    private readonly program: string,
  ) {
    this.pages = byHash(page.rawPages);
  }

  /** Looks for those that are kept already. */
  lookUp(): Asked<KnownPage> | null {
    if (this.pages.size === 0) return null;
    return KNOWN_PAGES.with([...this.account, [...this.pages.keys()]]);
  }

  async keep(known: readonly KnownPage[]): Promise<Asked<object> | null> {
    if (this.pages.size === 0) return null;
    const hashes = new Set(known.map(({ hash }) => hash));
    const fresh = [...this.pages].filter(([hash]) => !hashes.has(hash));
    const { isAhead } = this;
    const told = [...this.pages.values()].map((page) => (isAhead ? null : page.told));
    const sighting = [...this.account, [...this.pages.keys()], this.page.runId, told, this.program];
    if (fresh.length === 0) return SIGHT_PAGES.with(sighting);
    const sealed = await Promise.all(fresh.map(([, { bytes }]) => this.sealed(bytes)));
    return KEEP_PAGES.with([...sighting, fresh.map(([hash]) => hash), sealed]);
  }

  private async sealed(content: Uint8Array): Promise<Buffer> {
    return Buffer.from(this.cipher.seal(await compress(content), sealContext(this.page, 'raw-page')));
  }

  /** A sale of the future is the account's last one only when its time has come: until then its page is read each time. */
  private get isAhead(): boolean {
    const now = Date.now();
    return this.page.sales.some(({ saleDate }) => saleDate.getTime() > now);
  }

  private get account(): readonly string[] {
    return [this.page.account.agencyId, this.page.account.accountId];
  }
}

/** Of equal ones, as empty pages are, the place of the last one counts. */
function byHash(pages: SalePage['rawPages']): Map<string, PageAsRead> {
  const found = new Map<string, PageAsRead>();
  for (const page of pages) {
    const hash = pageHash(page);
    found.delete(hash);
    found.set(hash, page);
  }
  return found;
}

export async function storeDailyTotals(em: EntityManager, page: SalePage): Promise<void> {
  await storeNetworkTotals(em, page.account, page.dailyTotals);
  if (!page.toldAt || page.dailyTotals.length === 0) return;
  const { agencyId, accountId } = page.account;
  const days = page.dailyTotals.map((total) => total.day);
  await DATE_TOTALS.run(em, [agencyId, accountId, days, page.toldAt.toISOString()]);
}
