import type { UnreadPages } from '@tributary/ports';
import { type Asked, Statement } from '../statement';
import { pageHash, SIGHT_PAGES } from './page-sightings';

interface UnchangedPage {
  readonly hash: string;
  readonly told: number;
}

/** Asked while the account is locked: whoever changes its rows has its lock. */
const UNCHANGED = Statement.planned<UnchangedPage>(`
  select s.hash, s.told from raw_page_sighting s
  where s.agency_id = $1 and s.account_id = $2 and s.hash = any($3::text[])
    and s.told is not null and s.read_by = $4
    and s.sighting > (select a.last_change from network_account a where a.agency_id = $1 and a.id = $2)
    and not exists (
      select 1 from quarantined_row q where q.agency_id = $1 and q.account_id = $2 and q.resolved_at is null
    )`);

/** Pages whose hashes alone may tell that nobody has to read them again; see {@link SaleRepository.repeatPages}. */
export class RepeatedPages {
  private readonly hashes: readonly string[];

  constructor(
    private readonly pages: UnreadPages,
    private readonly program: string,
  ) {
    this.hashes = pages.rawPages.map(pageHash);
  }

  /** Looks for those of which nothing has changed. */
  lookUp(): Asked<UnchangedPage> {
    return UNCHANGED.with([...this.account, this.hashes, this.program]);
  }

  /** @returns how many rows each of them tells, in their order; null when one of them has to be read. */
  told(unchanged: readonly UnchangedPage[]): readonly number[] | null {
    const known = new Map(unchanged.map(({ hash, told }) => [hash, told]));
    const told = this.hashes.flatMap((hash) => known.get(hash) ?? []);
    return told.length === this.hashes.length ? told : null;
  }

  /** Of equal ones, as empty pages are, the place of the last one counts. */
  sight(told: readonly number[]): Asked<object> {
    const pages = this.hashes.map((hash, place) => [hash, told[place] ?? null] as const);
    const inOrder = [...new Map(pages.toReversed())].toReversed();
    const [hashes, counts] = [inOrder.map(([hash]) => hash), inOrder.map(([, count]) => count)];
    return SIGHT_PAGES.with([...this.account, hashes, this.pages.runId, counts, this.program]);
  }

  private get account(): readonly string[] {
    return [this.pages.account.agencyId, this.pages.account.accountId];
  }
}
