import type { AuditFacts } from '@tributary/ports';

export interface ChangedFacts {
  readonly before: AuditFacts | null;
  readonly after: AuditFacts | null;
}

/** Only what differs. Of something made or removed, everything; null where there was or is nothing. */
export function changedFacts(before: AuditFacts | null, after: AuditFacts | null): ChangedFacts {
  if (before === null || after === null) return { before, after };
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (changed.length === 0) return { before: null, after: null };
  return { before: only(changed, before), after: only(changed, after) };
}

function only(names: readonly string[], facts: AuditFacts): AuditFacts {
  return Object.fromEntries(names.map((name) => [name, facts[name] ?? null]));
}
