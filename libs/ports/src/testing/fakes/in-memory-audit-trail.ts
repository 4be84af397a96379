import { type AuditEntry, AuditTrail } from '../../audit-trail';

export class InMemoryAuditTrail extends AuditTrail {
  readonly entries: AuditEntry[] = [];

  record(entry: AuditEntry): Promise<void> {
    this.entries.push(entry);
    return Promise.resolve();
  }
}
