import type { MikroORM } from '@mikro-orm/postgresql';
import { type AuditEntry, AuditTrail } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';

const RECORD = new Statement<object>(`
  insert into audit_entry (agency_id, actor_kind, actor_id, actor_label, address, user_agent, action,
    target_kind, target_id, target_label, outcome, reason, before, after)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14::jsonb)`);

export class PostgresAuditTrail extends AuditTrail {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async record(entry: AuditEntry): Promise<void> {
    const { agencyId } = entry;
    await inAgency(this.orm, agencyId, (em) => RECORD.run(em, [agencyId, ...facts(entry)]));
  }
}

function facts({ actor, origin, action, target, ...entry }: AuditEntry): unknown[] {
  const { address, userAgent } = origin ?? NOWHERE;
  const { kind, id, label } = target ?? NOTHING;
  return [
    ...[actor.kind, actor.id, actor.label, address, userAgent],
    ...[action, kind, id, label],
    ...[entry.outcome, entry.reason ?? null, json(entry.before), json(entry.after)],
  ];
}

const NOWHERE = { address: null, userAgent: null };
const NOTHING = { kind: null, id: null, label: null };

function json(facts: AuditEntry['before']): string | null {
  return facts === null ? null : JSON.stringify(facts);
}
