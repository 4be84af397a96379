import type { AuditActor, AuditEntry } from '@tributary/ports';

/** Whoever runs the installation, by one of its commands. */
export function operator(command: string): AuditActor {
  return { kind: 'operator', id: null, label: command };
}

/** What the product does by itself. */
export function system(part: string): AuditActor {
  return { kind: 'system', id: null, label: part };
}

/** An entry of something that no member of the agency asked for. */
export function unaskedEntry(
  agencyId: string,
  actor: AuditActor,
  what: Pick<AuditEntry, 'action' | 'target'> & Partial<Pick<AuditEntry, 'after'>>,
): AuditEntry {
  return { before: null, after: null, ...what, agencyId, actor, origin: null, outcome: 'done' };
}
