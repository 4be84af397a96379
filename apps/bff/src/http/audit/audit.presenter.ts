import type { AuditEntryView, AuditPage as AuditPageView } from '@tributary/api-contract';
import type { AuditPage } from '@tributary/application';
import { instantInZone } from '@tributary/domain';
import type { AuditFacts, RecordedAuditEntry } from '@tributary/ports';
import type { CsvColumn } from '../csv/csv-file';

export function auditPageView({ entries, next }: AuditPage): AuditPageView {
  return { items: entries.map(auditEntryView), nextCursor: next };
}

function auditEntryView({ origin, agencyId, at, ...entry }: RecordedAuditEntry): AuditEntryView {
  const { address, userAgent } = origin ?? { address: null, userAgent: null };
  return { ...entry, at: at.toISOString(), address, userAgent };
}

export function auditColumns(zone: string): readonly CsvColumn<RecordedAuditEntry>[] {
  return [
    { header: `Time (${zone})`, cell: ({ at }) => instantInZone(at, zone) },
    { header: 'Who', cell: ({ actor }) => actor.label },
    { header: 'Kind', cell: ({ actor }) => actor.kind },
    { header: 'Member ID', cell: ({ actor }) => actor.id },
    { header: 'Action', cell: ({ action }) => action },
    { header: 'Outcome', cell: ({ outcome }) => outcome },
    { header: 'Reason', cell: ({ reason }) => reason },
    { header: 'Target kind', cell: ({ target }) => target?.kind ?? null },
    { header: 'Target', cell: ({ target }) => target?.label ?? null },
    { header: 'Target ID', cell: ({ target }) => target?.id ?? null },
    { header: 'Before', cell: ({ before }) => json(before) },
    { header: 'After', cell: ({ after }) => json(after) },
    { header: 'IP address', cell: ({ origin }) => origin?.address ?? null },
    { header: 'User agent', cell: ({ origin }) => origin?.userAgent ?? null },
  ];
}

function json(facts: AuditFacts | null): string | null {
  return facts === null ? null : JSON.stringify(facts);
}
