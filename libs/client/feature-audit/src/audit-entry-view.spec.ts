import { auditRow, changeLines } from './audit-entry-view';
import { ADA, anAuditEntry, PLAIN_TIMES } from './testing';

describe('an entry of the audit trail', () => {
  it('says who did what, to what, when, from where, and the change', () => {
    expect(auditRow(anAuditEntry(), PLAIN_TIMES)).toEqual({
      id: 'entry-1',
      when: '13:02',
      exactly: '2026-11-20T13:02',
      who: 'Ada Lovelace',
      whoMore: 'ada@agency.example',
      memberId: ADA,
      what: 'Changed an account',
      target: 'northbank',
      change: 'Paused: no → yes',
      from: '198.51.100.7',
      isRefused: false,
      reason: null,
    });
  });

  it('says that an operator or the product itself did it', () => {
    const actor = { kind: 'operator', id: null, label: 'set-password' } as const;
    const row = auditRow(anAuditEntry({ actor, address: null }), PLAIN_TIMES);
    expect([row.who, row.whoMore, row.memberId, row.from]).toEqual([
      'set-password',
      'operator, by a command',
      null,
      '',
    ]);
    const system = auditRow(
      anAuditEntry({ actor: { kind: 'system', id: null, label: 'check of the sums' } }),
      PLAIN_TIMES,
    );
    expect(system.whoMore).toBe('by itself');
  });

  it('says why something was refused', () => {
    const refused = anAuditEntry({ outcome: 'refused', reason: 'forbidden', before: null, after: null });
    const row = auditRow(refused, PLAIN_TIMES);
    expect([row.isRefused, row.reason, row.change]).toEqual([true, 'the role does not allow it', '']);
  });

  it('names the target by its id where it has no label, and not at all where it is the agency', () => {
    const of = (target: { kind: string; id: string | null; label: string | null } | null) =>
      auditRow(anAuditEntry({ target }), PLAIN_TIMES).target;
    expect(of({ kind: 'client', id: '7', label: null })).toBe('7');
    expect(of({ kind: 'agency', id: '1', label: 'Northbank' })).toBeNull();
    expect(of({ kind: 'member', id: ADA, label: anAuditEntry().actor.label })).toBeNull();
    expect(of(null)).toBeNull();
  });

  it('tells a change by the first field that has a value', () => {
    const change = (after: Readonly<Record<string, unknown>>) =>
      auditRow(anAuditEntry({ before: null, after }), PLAIN_TIMES).change;
    expect(change({ name: null, role: 'viewer' })).toBe('Role: viewer and 1 more');
    expect(change({ name: null })).toBe('Name: none');
  });

  it('writes every sort of value in words', () => {
    const lines = changeLines(
      anAuditEntry({
        before: { role: 'viewer', clientIds: [], since: null },
        after: {
          role: 'client',
          clientIds: ['acme', 'birch'],
          since: '2026-11-20T13:02:00.000Z',
          counts: { created: 2, changed: 0 },
          rows: 5,
        },
      }),
      PLAIN_TIMES,
    );
    expect(lines).toEqual([
      { field: 'Role', before: 'viewer', after: 'client' },
      { field: 'Clients', before: 'none', after: 'acme, birch' },
      { field: 'Since', before: 'none', after: '2026-11-20T13:02' },
      { field: 'Counts', before: null, after: 'Created 2, Changed 0' },
      { field: 'Rows', before: null, after: '5' },
    ]);
  });

  it('shows one change, and how many more there are', () => {
    const after = { name: 'B', timeZone: 'UTC', locale: 'en-GB' };
    const row = auditRow(anAuditEntry({ before: { name: 'A', timeZone: 'UTC' }, after }), PLAIN_TIMES);
    expect(row.change).toBe('Name: A → B and 2 more');
  });
});
