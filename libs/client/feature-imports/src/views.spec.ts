import { columnNames, fieldViews, openFields, sourceOf } from './columns-view';
import { errorsAsCsv } from './error-list';
import { resultOf } from './import-list-view';
import { importAction, previewFigures, previewLead } from './preview-view';
import { zoneChoices } from './sample-text';
import { aChoosing, anImport, aPreview } from './testing';

const WORDS = {
  count: (value: number) => value.toLocaleString('en-GB'),
  money: (amount: string, currency: string) => `${currency} ${amount}`,
  day: (at: string) => at.slice(0, 10),
};

describe('the fields of a file', () => {
  const view = (field: string, choosing = aChoosing()) =>
    fieldViews(choosing, 'en-GB').find((one) => one.field === field);

  it('come with the needed ones first, those of the network among them', () => {
    const names = fieldViews(aChoosing({ needs: ['line'] }), 'en-GB').map((one) => one.field);
    expect(names.slice(0, 6)).toEqual(['orderId', 'line', 'saleDate', 'status', 'commission', 'currency']);
  });

  it('say what their first cells are read as', () => {
    expect(view('saleDate')).toMatchObject({ choice: 'column:1', isGuessed: true, isNeeded: true });
    expect(view('saleDate')?.samples[0]).toEqual({
      text: '11/03/2026',
      meaning: '3 Nov 2026, 00:00 New York',
      isProblem: false,
    });
    expect(view('status')?.samples.map((one) => one.meaning)).toEqual(['Completed', 'meaning not chosen']);
    expect(view('commission')?.samples.map((one) => [one.meaning, one.isProblem])).toEqual([
      ['40.00', false],
      ['is not an amount of money', true],
    ]);
  });

  it('show one value for all rows, and what is undecided', () => {
    expect(view('currency')).toMatchObject({ choice: 'value', value: 'USD', isGuessed: false });
    expect(view('gross')).toMatchObject({ choice: '', value: null, samples: [] });
    const open = aChoosing({ problems: [{ setting: 'orderId', reason: 'Choose the column.' }] });
    expect(view('orderId', open)?.problem).toBe('Choose the column.');
  });

  it('stand open where they are needed, usual or in use', () => {
    const choosing = aChoosing({ needs: ['line'] });
    const { fields } = choosing.mapping;
    const mapping = { ...choosing.mapping, fields: { ...fields, testMark: { kind: 'unknown' } } } as const;
    const open = openFields(fieldViews({ ...choosing, mapping }, 'en-GB'));
    expect(open).toEqual([
      ...['orderId', 'line', 'saleDate', 'status', 'commission', 'currency'],
      ...['gross', 'productName', 'refundDate', 'testMark'],
    ]);
  });

  it('tell columns of one name apart', () => {
    expect(columnNames(['A', '', 'B', 'B'])).toEqual(['A', 'Column 2', 'B (column 3)', 'B (column 4)']);
  });

  it('offer "not told" only where a file need not tell', () => {
    const offers = (field: string) => view(field)?.options.map((one) => one.value) ?? [];
    expect(offers('commission')).toContain('unknown');
    expect(offers('gross')).toContain('unknown');
    expect(offers('orderId')).not.toContain('unknown');
    expect(offers('orderId')).not.toContain('value');
  });

  it('read a choice back', () => {
    expect(sourceOf('gross', 'column:4')).toEqual({ kind: 'column', column: 4 });
    expect(sourceOf('gross', 'unknown')).toEqual({ kind: 'unknown' });
    expect(sourceOf('status', 'value')).toEqual({ kind: 'value', value: 'completed' });
    expect(sourceOf('gross', '')).toBeUndefined();
  });

  it('offer the likely zones first, each once', () => {
    const zones = zoneChoices(['America/New_York', 'Europe/Berlin']);
    expect(zones.slice(0, 3)).toEqual(['America/New_York', 'Europe/Berlin', 'UTC']);
    expect(new Set(zones).size).toBe(zones.length);
  });
});

describe('a preview', () => {
  it('says what would happen', () => {
    expect(previewLead(aPreview(), WORDS)).toBe(
      '1,203 rows, 2026-01-03 – 2026-02-02. Commission of its sales: USD 44000.5.',
    );
    expect(previewFigures(aPreview(), WORDS).map(({ label, value }) => `${label} ${value}`)).toEqual([
      'New sales 1,100',
      'New reversals 7',
      'Would change 12',
      'Stored and equal 89',
      'Left out 2',
    ]);
    expect(importAction(aPreview(), WORDS)).toBe('Import 1,119 rows');
  });

  it('offers nothing while there are errors, or when all is stored already', () => {
    expect(importAction(aPreview({ errorCount: 1 }), WORDS)).toBeNull();
    const nothing = { created: 0, changed: 0, unchanged: 5 };
    expect(importAction(aPreview({ sales: nothing, reversals: nothing }), WORDS)).toBeNull();
  });
});

describe('the outcome of an import', () => {
  it('says what happened to its rows', () => {
    expect(resultOf(anImport(), WORDS)).toBe('Waits to be imported.');
    const counts = { created: 1_100, changed: 12, unchanged: 89 };
    expect(resultOf(anImport({ counts }), WORDS)).toBe('1,100 new, 12 changed, 89 equal.');
    const undone = { removed: 1_100, restored: 10, kept: 2, keptOrders: ['A-4', 'A-9'] };
    expect(resultOf(anImport({ counts, undone }), WORDS)).toBe(
      'Undone: 1,100 rows removed, 10 put back as before. 2 rows changed since and stay: A-4, A-9.',
    );
  });
});

describe('the list of errors as CSV', () => {
  it('holds line, column, reason and cell, and nothing that a spreadsheet would run', () => {
    const csv = errorsAsCsv([
      { line: 2, column: 'Earned', reason: 'is a formula, not an amount', text: '=HYPERLINK("x")' },
      { line: null, column: null, reason: 'There are no rows.', text: null },
      { line: 4, column: '@col', reason: 'is odd', text: '-12.50' },
    ]);
    expect(csv.split('\r\n')).toEqual([
      'Line,Column,Reason,Cell',
      '2,Earned,"is a formula, not an amount","\'=HYPERLINK(""x"")"',
      ',,There are no rows.,',
      "4,'@col,is odd,-12.50",
    ]);
  });
});
