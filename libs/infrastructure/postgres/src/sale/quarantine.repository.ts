import type { MikroORM } from '@mikro-orm/postgresql';
import type { NetworkId } from '@tributary/domain';
import {
  type AccountKey,
  type CredentialCipher,
  CiphertextUnreadable,
  type NormalizedRow,
  type QuarantineCursor,
  QuarantineRepository,
  type QuarantinedRowEntry,
  type RawRow,
  type SealContext,
} from '@tributary/ports';
import { instant, Statement } from '../statement';

/** Cut to the millisecond, which is all that a cursor can carry. */
const SEEN = `date_trunc('milliseconds', first_seen_at)`;

const LIST_OPEN = new Statement<{ id: string; reason: string; firstSeenAt: string }>(`
  select hash as id, reason, ${SEEN} as "firstSeenAt"
  from quarantined_row
  where agency_id = $1 and account_id = $2 and resolved_at is null
    and ($3::timestamptz is null or (${SEEN}, hash) < ($3::timestamptz, $4::text))
  order by ${SEEN} desc, hash desc
  limit $5`);

const COUNT_OPEN = new Statement<{ accountId: string; rows: number }>(`
  select account_id as "accountId", count(*)::int as rows
  from quarantined_row
  where agency_id = $1 and resolved_at is null
  group by account_id`);

const READ = new Statement<{ id: string; content: Buffer }>(`
  select hash as id, content from quarantined_row
  where agency_id = $1 and account_id = $2 and hash = any($3::text[])`);

const RESOLVE = new Statement<object>(`
  update quarantined_row set resolved_at = now()
  where agency_id = $1 and account_id = $2 and hash = any($3::text[]) and resolved_at is null`);

const HAS_NEWER = new Statement<{ found: boolean }>(`
  select exists (
    select 1 from sale
    where agency_id = $1 and account_id = $2 and external_order_id = any($4::text[]) and changed_at > $3::timestamptz
  ) or exists (
    select 1 from reversal
    where agency_id = $1 and account_id = $2 and external_reversal_id = any($5::text[])
      and changed_at > $3::timestamptz
  ) or exists (
    select 1 from reversal
    where agency_id = $1 and account_id = $2 and link_key = any($6::text[]) and changed_at > $3::timestamptz
  ) or exists (
    select 1 from network_daily_total t
    join unnest($7::date[], $8::text[]) as i(day, currency) on t.day = i.day and t.currency = i.currency
    where t.agency_id = $1 and t.account_id = $2 and t.changed_at > $3::timestamptz
  ) as found`);

export class PostgresQuarantineRepository extends QuarantineRepository {
  constructor(
    private readonly orm: MikroORM,
    private readonly cipher: CredentialCipher,
  ) {
    super();
  }

  async listOpen(
    { agencyId, accountId }: AccountKey,
    page: { readonly limit: number; readonly after: QuarantineCursor | null },
  ): Promise<readonly QuarantinedRowEntry[]> {
    const cursor = [page.after?.firstSeenAt.toISOString() ?? null, page.after?.id ?? null];
    const rows = await LIST_OPEN.run(this.orm.em.fork(), [agencyId, accountId, ...cursor, page.limit]);
    return rows.map((row) => ({ ...row, firstSeenAt: instant(row.firstSeenAt) }));
  }

  async countOpen(agencyId: string): Promise<ReadonlyMap<string, number>> {
    const counts = await COUNT_OPEN.run(this.orm.em.fork(), [agencyId]);
    return new Map(counts.map(({ accountId, rows }) => [accountId, rows]));
  }

  async openRaw(
    account: AccountKey & { readonly network: NetworkId },
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, RawRow>> {
    const { agencyId, accountId, network } = account;
    const rows = await READ.run(this.orm.em.fork(), [agencyId, accountId, ids]);
    const context: SealContext = { agencyId, accountId, network, purpose: 'quarantined-row' };
    return new Map(
      rows.flatMap(({ id, content }) => {
        const raw = this.opened(content, context);
        return raw === null ? [] : [[id, raw] as const];
      }),
    );
  }

  async resolve({ agencyId, accountId }: AccountKey, ids: readonly string[]): Promise<void> {
    await RESOLVE.run(this.orm.em.fork(), [agencyId, accountId, ids]);
  }

  async hasNewer({ agencyId, accountId }: AccountKey, meaning: NormalizedRow, since: Date): Promise<boolean> {
    const { sales, reversals, dailyTotals, neverPaid } = meaning;
    const row = await HAS_NEWER.first(this.orm.em.fork(), [
      agencyId,
      accountId,
      since.toISOString(),
      [...sales.map((sale) => sale.externalOrderId), ...neverPaid],
      reversals.map((reversal) => reversal.externalReversalId),
      meaning.reversalsAreComplete ? sales.map((sale) => sale.linkKey) : [],
      dailyTotals.map((total) => total.day),
      dailyTotals.map((total) => total.currency),
    ]);
    return row?.found === true;
  }

  /** @returns null when no configured key opens it. */
  private opened(content: Buffer, context: SealContext): RawRow | null {
    try {
      return JSON.parse(new TextDecoder().decode(this.cipher.open(content, context))) as RawRow;
    } catch (error) {
      if (error instanceof CiphertextUnreadable) return null;
      throw error;
    }
  }
}
