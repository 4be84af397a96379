import type { AuditEntryView } from '@tributary/api-contract';
import type { AuditTimes } from './audit-entry-view';

export const ADA = '0198c0de-0000-4000-8000-0000000000ad';

export function anAuditEntry(change: Partial<AuditEntryView> = {}): AuditEntryView {
  return {
    id: 'entry-1',
    at: '2026-11-20T13:02:00.000Z',
    actor: { kind: 'member', id: ADA, label: 'Ada Lovelace <ada@agency.example>' },
    address: '198.51.100.7',
    userAgent: 'Mozilla/5.0 Firefox/145.0',
    action: 'network-account.change',
    target: { kind: 'network-account', id: 'account-1', label: 'northbank' },
    outcome: 'done',
    reason: null,
    before: { isPaused: false },
    after: { isPaused: true },
    ...change,
  };
}

/** Shows what it was given, so that specs need no locale. */
export const PLAIN_TIMES: AuditTimes = {
  relative: (at) => at.slice(11, 16),
  exact: (at) => at.slice(0, 16),
};
