import type { MikroORM } from '@mikro-orm/postgresql';
import type { NetworkId } from '@tributary/domain';
import {
  type AccountKey,
  CiphertextUnreadable,
  type CredentialCipher,
  type KeptPage,
  type PageFacts,
  type RawRow,
  RawPageRepository,
  type Renormalisation,
  type Teller,
  tiersBeside,
} from '@tributary/ports';
import { instant, Statement } from '../statement';
import { inAgency } from '../tenancy';
import { removeUntold } from './remove-untold';
import { decompress, sealContext } from './sealed-evidence';

/** What readings of the network brought; a page whose run is not known any more is one. */
const READINGS = tiersBeside('hot');
const KEYS_AT_ONCE = 500;

interface PageKey {
  readonly hash: string;
  readonly sighting: string;
}

interface PageRow extends PageKey {
  readonly content: Buffer;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly readingBeganAt: string;
}

const OF_READINGS = `
  from raw_page_sighting s
  join raw_page p on p.agency_id = $1 and p.account_id = $2 and p.hash = s.hash
  left join sync_run r on r.agency_id = $1 and r.id = p.run_id
  where s.agency_id = $1 and s.account_id = $2 and (r.tier is null or r.tier = any($3::text[]))`;

const COUNT = new Statement<{ pages: number }>(`select count(*)::int as pages ${OF_READINGS}`);

const NEWEST = new Statement<PageKey>(`
  select s.hash, s.sighting::text ${OF_READINGS} and s.sighting < $4::bigint
  order by s.sighting desc
  limit $5`);

const TELLERS = new Statement<PageKey>(`
  select distinct hash, sighting::text, sighting as place from renormalised_fact
  where agency_id = $1 and account_id = $2 and run_id = $3 and sighting > $4::bigint
  order by place
  limit $5`);

/** To the millisecond, and never before the microsecond that what the page told is dated with. */
const READ = new Statement<Omit<PageRow, 'sighting'>>(`
  select p.hash, p.content, p.first_seen_at as "firstSeenAt",
    date_trunc('milliseconds', s.seen_at) + interval '1 millisecond' as "lastSeenAt",
    s.reading_began_at as "readingBeganAt"
  from raw_page p
  join raw_page_sighting s on s.agency_id = $1 and s.account_id = $2 and s.hash = $3
  where p.agency_id = $1 and p.account_id = $2 and p.hash = $3`);

const TELL = new Statement<object>(`
  insert into renormalised_fact (agency_id, account_id, run_id, fact, hash, sighting, first_told_at)
  select $1, $2, $3, f.fact, $4, $5::bigint, $6::timestamptz
  from (select distinct unnest($7::text[]) as fact) f
  on conflict (agency_id, account_id, run_id, fact) do update set first_told_at = excluded.first_told_at
  where excluded.first_told_at < renormalised_fact.first_told_at and renormalised_fact.fact = any($8::text[])`);

const TOLD_BY = new Statement<{ fact: string; sighting: string; firstToldAt: string }>(`
  select fact, sighting::text, first_told_at as "firstToldAt" from renormalised_fact
  where agency_id = $1 and account_id = $2 and run_id = $3 and fact = any($4::text[])`);

const FORGET = new Statement<object>(
  'delete from renormalised_fact where agency_id = $1 and account_id = $2',
);

export class PostgresRawPageRepository extends RawPageRepository {
  constructor(
    private readonly orm: MikroORM,
    private readonly cipher: CredentialCipher,
  ) {
    super();
  }

  begin({ agencyId, accountId }: Renormalisation): Promise<number> {
    return inAgency(this.orm, agencyId, async (em) => {
      await FORGET.run(em, [agencyId, accountId]);
      const row = await COUNT.first(em, [agencyId, accountId, READINGS]);
      return row?.pages ?? 0;
    });
  }

  newestFirst(account: AccountKey & { readonly network: NetworkId }): AsyncIterable<KeptPage> {
    const { agencyId, accountId } = account;
    return this.pages(account, String(Number.MAX_SAFE_INTEGER), (after) =>
      inAgency(this.orm, agencyId, (em) =>
        NEWEST.run(em, [agencyId, accountId, READINGS, after, KEYS_AT_ONCE]),
      ),
    );
  }

  async tell(
    work: Renormalisation,
    page: Pick<KeptPage, 'id' | 'sighting' | 'firstSeenAt'>,
    { told, observed, asked }: PageFacts,
  ): Promise<ReadonlyMap<string, Teller>> {
    const key = [work.agencyId, work.accountId, work.runId];
    const rows = await inAgency(this.orm, work.agencyId, async (em) => {
      if (told.length > 0) {
        const firstSeenAt = page.firstSeenAt.toISOString();
        await TELL.run(em, [...key, page.id, page.sighting, firstSeenAt, told, observed]);
      }
      return TOLD_BY.run(em, [...key, [...told, ...asked]]);
    });
    return new Map(
      rows.map(({ fact, sighting, firstToldAt }) => [
        fact,
        { sighting: Number(sighting), firstToldAt: instant(firstToldAt) },
      ]),
    );
  }

  tellers(work: Renormalisation): AsyncIterable<KeptPage> {
    const key = [work.agencyId, work.accountId, work.runId];
    return this.pages(work, '0', (after) =>
      inAgency(this.orm, work.agencyId, (em) => TELLERS.run(em, [...key, after, KEYS_AT_ONCE])),
    );
  }

  end(work: Renormalisation, { removesUntold }: { readonly removesUntold: boolean }): Promise<number> {
    return inAgency(this.orm, work.agencyId, async (em) => {
      const removed = removesUntold ? await removeUntold(em, work) : 0;
      await FORGET.run(em, [work.agencyId, work.accountId]);
      return removed;
    });
  }

  /** Keys in batches, contents one by one: memory stays flat however many pages there are. */
  private async *pages(
    account: AccountKey & { readonly network: NetworkId },
    start: string,
    keysAfter: (sighting: string) => Promise<readonly PageKey[]>,
  ): AsyncGenerator<KeptPage> {
    let after: string | null = start;
    while (after !== null) {
      const keys: readonly PageKey[] = await keysAfter(after);
      for (const key of keys) {
        const page = await this.read(account, key);
        if (page) yield page;
      }
      after = keys.at(-1)?.sighting ?? null;
    }
  }

  private async read(
    account: AccountKey & { readonly network: NetworkId },
    { hash, sighting }: PageKey,
  ): Promise<KeptPage | null> {
    const { agencyId, accountId } = account;
    const row = await inAgency(this.orm, agencyId, (em) => READ.first(em, [agencyId, accountId, hash]));
    return (
      row && {
        id: hash,
        sighting: Number(sighting),
        firstSeenAt: instant(row.firstSeenAt),
        lastSeenAt: instant(row.lastSeenAt),
        readingBeganAt: instant(row.readingBeganAt),
        rows: await this.opened(account, row.content),
      }
    );
  }

  private async opened(
    { agencyId, accountId, network }: AccountKey & { readonly network: NetworkId },
    content: Buffer,
  ): Promise<readonly RawRow[] | null> {
    try {
      const context = sealContext({ account: { agencyId, accountId, network } }, 'raw-page');
      const json = await decompress(this.cipher.open(content, context));
      return JSON.parse(new TextDecoder().decode(json)) as readonly RawRow[];
    } catch (error) {
      if (error instanceof CiphertextUnreadable) return null;
      throw error;
    }
  }
}
