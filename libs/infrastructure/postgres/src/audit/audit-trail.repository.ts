import type { MikroORM } from '@mikro-orm/postgresql';
import { type AuditEntry, AuditTrail } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';

const RECORD = new Statement<object>(`
  insert into audit_entry (agency_id, actor_kind, actor_id, actor_label, address, user_agent, action,
    target_kind, target_id, target_label, outcome, before, after)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13::jsonb)`);

export class PostgresAuditTrail extends AuditTrail {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async record(entry: AuditEntry): Promise<void> {
    const { agencyId, actor, origin, action, target, outcome, before, after } = entry;
    await inAgency(this.orm, agencyId, (em) =>
      RECORD.run(em, [
        ...[agencyId, actor.kind, actor.id, actor.label],
        ...[origin?.address ?? null, origin?.userAgent ?? null, action],
        ...[target?.kind ?? null, target?.id ?? null, target?.label ?? null],
        ...[outcome, json(before), json(after)],
      ]),
    );
  }
}

function json(facts: AuditEntry['before']): string | null {
  return facts === null ? null : JSON.stringify(facts);
}
