import type { QuarantinedRowView } from '@tributary/api-contract';
import { PLAIN_WORDS } from '../testing';
import { keptAside, quarantinePanelView, replayResult } from './quarantine-view';

function aRow(id: string, reason: string, raw: QuarantinedRowView['raw'] = null): QuarantinedRowView {
  return { id, reason, raw, firstSeenAt: '2026-11-20T13:26:00Z' };
}

describe('quarantine panel', () => {
  it('groups rows by their reason and keeps the newest first', () => {
    const rows = [aRow('1', 'no currency'), aRow('2', 'no date', { id: 7 }), aRow('3', 'no currency')];
    const view = quarantinePanelView({ rows, total: 3 }, PLAIN_WORDS);
    expect(view.groups.map(({ reason, size }) => `${reason}: ${size}`)).toEqual([
      'no currency: 2 rows',
      'no date: 1 row',
    ]);
    expect(view.groups[0]?.rows.map(({ id }) => id)).toEqual(['1', '3']);
    expect(view.groups[1]?.rows).toEqual([
      { id: '2', firstSeenAt: '2026-11-20 13:26', json: '{\n  "id": 7\n}' },
    ]);
    expect(view.groups[0]?.rows[0]?.json).toBeNull();
    expect(view.more).toBeNull();
  });

  it('says when there are more rows than it shows', () => {
    const view = quarantinePanelView({ rows: [aRow('1', 'no date')], total: 340 }, PLAIN_WORDS);
    expect(view.lead).toContain('340 rows could not be read');
    expect(view.more).toBe('The newest 1 of 340 are shown.');
  });

  it('speaks of one row as of one', () => {
    expect(keptAside(1, PLAIN_WORDS)).toBe(
      '1 row could not be read and is kept aside. It is not in the figures.',
    );
    expect(keptAside(3, PLAIN_WORDS)).toBe(
      '3 rows could not be read and are kept aside. They are not in the figures.',
    );
  });

  it.each([
    [3, 2, 1, '2 rows could be read now. 1 row still cannot be read.'],
    [3, 0, 3, '3 rows still cannot be read.'],
    [1, 1, 0, '1 row could be read now. None is left.'],
    [0, 0, 0, 'Nothing was left to read again.'],
  ])('tells what came of %i rows, %i read and %i left', (replayed, resolved, remaining, text) => {
    expect(replayResult({ replayed, resolved, remaining }, PLAIN_WORDS)).toBe(text);
  });
});
