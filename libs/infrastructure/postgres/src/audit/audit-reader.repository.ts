import type { MikroORM } from '@mikro-orm/postgresql';
import {
  type AuditActor,
  type AuditEntry,
  type AuditFacts,
  type AuditFilter,
  AuditReader,
  type RecordedAuditEntry,
} from '@tributary/ports';
import { instant, Statement } from '../statement';
import { inAgency } from '../tenancy';

interface EntryRow {
  readonly id: string;
  readonly at: string;
  readonly actorKind: AuditActor['kind'];
  readonly actorId: string | null;
  readonly actorLabel: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly action: string;
  readonly targetKind: string | null;
  readonly targetId: string | null;
  readonly targetLabel: string | null;
  readonly outcome: AuditEntry['outcome'];
  readonly reason: string | null;
  readonly before: AuditFacts | null;
  readonly after: AuditFacts | null;
}

/** Null and an empty list mean "no restriction". */
const MATCHING = `
  agency_id = $1
    and ($2::uuid is null or actor_id = $2::uuid)
    and (cardinality($3::text[]) = 0 or split_part(action, '.', 1) = any($3::text[]))
    and ($4::text is null or target_kind = $4::text)
    and ($5::text is null or target_id = $5::text)
    and ($6::timestamptz is null or at >= $6::timestamptz)
    and ($7::timestamptz is null or at < $7::timestamptz)`;

/** After an entry that the agency does not have comes nothing. */
const LIST = new Statement<EntryRow>(`
  select id, at, actor_kind as "actorKind", actor_id as "actorId", actor_label as "actorLabel",
    address, user_agent as "userAgent", action, target_kind as "targetKind", target_id as "targetId",
    target_label as "targetLabel", outcome, reason, before, after
  from audit_entry
  where ${MATCHING}
    and ($9::uuid is null or (at, id) < (
      select last.at, last.id from audit_entry last where last.agency_id = $1 and last.id = $9::uuid))
  order by at desc, id desc
  limit $8`);

const COUNT = new Statement<{ entries: number }>(`
  select count(*)::int as entries from (select 1 from audit_entry where ${MATCHING} limit $8) matching`);

export class PostgresAuditReader extends AuditReader {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async list(
    agencyId: string,
    filter: AuditFilter,
    page: { readonly limit: number; readonly after: string | null },
  ): Promise<readonly RecordedAuditEntry[]> {
    const asked = [agencyId, ...filterParameters(filter), page.limit, page.after];
    const rows = await inAgency(this.orm, agencyId, (em) => LIST.run(em, asked));
    return rows.map((row) => entryOf(agencyId, row));
  }

  async countUpTo(agencyId: string, filter: AuditFilter, most: number): Promise<number> {
    const asked = [agencyId, ...filterParameters(filter), most];
    const counted = await inAgency(this.orm, agencyId, (em) => COUNT.first(em, asked));
    return counted?.entries ?? 0;
  }
}

function filterParameters({ memberId, groups, target, from, until }: AuditFilter): unknown[] {
  const { kind, id } = target ?? { kind: null, id: null };
  return [memberId, groups, kind, id, from?.toISOString() ?? null, until?.toISOString() ?? null];
}

function entryOf(agencyId: string, row: EntryRow): RecordedAuditEntry {
  const { id, action, outcome, reason, before, after } = row;
  return {
    ...{ id, agencyId, at: instant(row.at), action, outcome, reason, before, after },
    actor: { kind: row.actorKind, id: row.actorId, label: row.actorLabel },
    origin: originOf(row),
    target:
      row.targetKind === null ? null : { kind: row.targetKind, id: row.targetId, label: row.targetLabel },
  };
}

function originOf({ address, userAgent }: EntryRow): AuditEntry['origin'] {
  return address === null && userAgent === null ? null : { address, userAgent };
}
