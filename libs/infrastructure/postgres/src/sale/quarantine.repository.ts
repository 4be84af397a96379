import type { MikroORM } from '@mikro-orm/postgresql';
import type { NetworkId } from '@tributary/domain';
import {
  type AccountKey,
  type CredentialCipher,
  CiphertextUnreadable,
  type QuarantineCursor,
  type QuarantineFilter,
  type QuarantineGroup,
  type QuarantineMark,
  type QuarantineSelection,
  QuarantineRepository,
  type QuarantinedRowEntry,
  type RawRow,
  type SealContext,
} from '@tributary/ports';
import { instant, Statement } from '../statement';
import { inAgency } from '../tenancy';

/** Cut to the millisecond, which is all that a cursor can carry. */
const SEEN = `date_trunc('milliseconds', first_seen_at)`;

interface EntryRow {
  readonly id: string;
  readonly reason: string;
  readonly field: string | null;
  readonly firstSeenAt: string;
  readonly setAsideAt: string;
  readonly dismissedAt: string | null;
  readonly dismissedReason: string | null;
  readonly dismissedBy: string | null;
}

/** Of the account, not settled, with the state and the reason of a filter. */
const SHOWN = `agency_id = $1 and account_id = $2 and resolved_at is null
  and (dismissed_at is null) = ($3::text = 'open') and ($4::text is null or reason = $4::text)`;

const LIST = new Statement<EntryRow>(`
  select hash as id, reason, field, ${SEEN} as "firstSeenAt",
    date_trunc('milliseconds', set_aside_at) as "setAsideAt", dismissed_at as "dismissedAt",
    dismissed_reason as "dismissedReason", dismissed_by as "dismissedBy"
  from quarantined_row
  where ${SHOWN} and ($5::timestamptz is null or (${SEEN}, hash) < ($5::timestamptz, $6::text))
  order by ${SEEN} desc, hash desc
  limit $7`);

const COUNT_OPEN = new Statement<{ accountId: string; rows: number }>(`
  select account_id as "accountId", count(*)::int as rows
  from quarantined_row
  where agency_id = $1 and resolved_at is null and dismissed_at is null
  group by account_id`);

const COUNT_BY_REASON = new Statement<QuarantineGroup>(`
  select reason, min(field) as field, (count(*) filter (where dismissed_at is null))::int as open,
    (count(*) filter (where dismissed_at is not null))::int as dismissed
  from quarantined_row
  where agency_id = $1 and account_id = $2 and resolved_at is null
  group by reason
  order by open desc, reason collate "C"`);

const READ = new Statement<{ id: string; content: Buffer }>(`
  select hash as id, content from quarantined_row
  where agency_id = $1 and account_id = $2 and hash = any($3::text[])`);

const SELECTED = {
  ids: 'agency_id = $1 and account_id = $2 and hash = any($3::text[]) and resolved_at is null',
  filter: SHOWN,
};

const RESOLVING = 'update quarantined_row set resolved_at = now() where';
const REOPENING = `
  update quarantined_row set dismissed_at = null, dismissed_reason = null, dismissed_by = null
  where dismissed_at is not null and`;
const DISMISSING = `
  update quarantined_row set dismissed_at = now(), dismissed_reason = $5, dismissed_by = $6
  where dismissed_at is null and`;

/** ($4 is the reason of a filter; with ids it says nothing.) */
const marking = (change: string) => ({
  ids: new Statement<object>(`${change} ${SELECTED.ids} and ($4::text is null or true) returning 1`),
  filter: new Statement<object>(`${change} ${SELECTED.filter} returning 1`),
});

const MARK = { resolved: marking(RESOLVING), open: marking(REOPENING), dismissed: marking(DISMISSING) };

export class PostgresQuarantineRepository extends QuarantineRepository {
  constructor(
    private readonly orm: MikroORM,
    private readonly cipher: CredentialCipher,
  ) {
    super();
  }

  async list(
    { agencyId, accountId }: AccountKey,
    filter: QuarantineFilter,
    page: { readonly limit: number; readonly after: QuarantineCursor | null },
  ): Promise<readonly QuarantinedRowEntry[]> {
    const cursor = [page.after?.firstSeenAt.toISOString() ?? null, page.after?.id ?? null];
    const asked = [agencyId, accountId, filter.state, filter.reason, ...cursor, page.limit];
    return (await inAgency(this.orm, agencyId, (em) => LIST.run(em, asked))).map(entryOf);
  }

  async countOpen(agencyId: string): Promise<ReadonlyMap<string, number>> {
    const counts = await inAgency(this.orm, agencyId, (em) => COUNT_OPEN.run(em, [agencyId]));
    return new Map(counts.map(({ accountId, rows }) => [accountId, rows]));
  }

  countByReason({ agencyId, accountId }: AccountKey): Promise<readonly QuarantineGroup[]> {
    return inAgency(this.orm, agencyId, (em) => COUNT_BY_REASON.run(em, [agencyId, accountId]));
  }

  async openRaw(
    account: AccountKey & { readonly network: NetworkId },
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, RawRow>> {
    const { agencyId, accountId, network } = account;
    const rows = await inAgency(this.orm, agencyId, (em) => READ.run(em, [agencyId, accountId, ids]));
    const context: SealContext = { agencyId, accountId, network, purpose: 'quarantined-row' };
    return new Map(
      rows.flatMap(({ id, content }) => {
        const raw = this.opened(content, context);
        return raw === null ? [] : [[id, raw] as const];
      }),
    );
  }

  async mark(
    { agencyId, accountId }: AccountKey,
    rows: QuarantineSelection,
    mark: QuarantineMark,
  ): Promise<number> {
    const statement = MARK[mark.as]['ids' in rows ? 'ids' : 'filter'];
    const selected = 'ids' in rows ? [rows.ids, null] : [rows.state, rows.reason];
    const words = mark.as === 'dismissed' ? [mark.reason, mark.by] : [];
    const changed = await inAgency(this.orm, agencyId, (em) =>
      statement.run(em, [agencyId, accountId, ...selected, ...words]),
    );
    return changed.length;
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

function entryOf({ dismissedAt, dismissedReason, dismissedBy, ...row }: EntryRow): QuarantinedRowEntry {
  return {
    ...row,
    firstSeenAt: instant(row.firstSeenAt),
    setAsideAt: instant(row.setAsideAt),
    dismissal:
      dismissedAt === null
        ? null
        : {
            reason: dismissedReason ?? '',
            by: dismissedBy ?? '',
            at: instant(dismissedAt),
          },
  };
}
