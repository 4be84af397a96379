import type { ImportChoosing, ImportDetail, ImportPreviewView, ImportView } from '@tributary/api-contract';

export function anImport(change: Partial<ImportView> = {}): ImportView {
  return {
    id: 'import-1',
    fileName: 'march.csv',
    size: 1_200,
    state: 'draft',
    createdBy: 'Ada',
    createdAt: '2026-11-20T13:00:00Z',
    committedAt: null,
    counts: null,
    undoneAt: null,
    undone: null,
    ...change,
  };
}

export function aChoosing(change: Partial<ImportChoosing> = {}): ImportChoosing {
  return {
    form: { encoding: 'utf-8', delimiter: ',' },
    isEncodingGuessed: false,
    headers: ['Order ID', 'Date', 'Status', 'Earned', 'Note', 'Note'],
    rows: [
      ['A-1', '11/03/2026', 'Paid', '$40.00', 'x', ''],
      ['A-2', '11/04/2026', 'Lost', 'forty', '', ''],
    ],
    mapping: {
      fields: {
        orderId: { kind: 'column', column: 0 },
        saleDate: { kind: 'column', column: 1 },
        status: { kind: 'column', column: 2 },
        commission: { kind: 'column', column: 3 },
        currency: { kind: 'value', value: 'USD' },
      },
      dateFormat: 'month-first',
      timeZone: 'America/New_York',
      decimalSign: 'point',
      statusWords: { paid: 'completed' },
      refundRows: 'same-row',
      refundTakes: 'all',
    },
    guessed: ['orderId', 'saleDate'],
    preset: null,
    samples: [
      {
        field: 'saleDate',
        cells: [
          { text: '11/03/2026', value: '2026-11-03T05:00:00.000Z', isDayOnly: true, problem: null },
          { text: '11/04/2026', value: '2026-11-04T05:00:00.000Z', isDayOnly: true, problem: null },
        ],
      },
      {
        field: 'status',
        cells: [
          { text: 'Paid', value: 'completed', isDayOnly: false, problem: null },
          { text: 'Lost', value: null, isDayOnly: false, problem: null },
        ],
      },
      {
        field: 'commission',
        cells: [
          { text: '$40.00', value: '40.00', isDayOnly: false, problem: null },
          { text: 'forty', value: null, isDayOnly: false, problem: 'is not an amount of money' },
        ],
      },
    ],
    problems: [],
    needs: [],
    ...change,
  };
}

export function aPreview(change: Partial<ImportPreviewView> = {}): ImportPreviewView {
  return {
    rows: 1_203,
    leftOut: 2,
    repeated: 0,
    sales: { created: 1_100, changed: 12, unchanged: 89 },
    reversals: { created: 7, changed: 0, unchanged: 0 },
    changes: [
      { line: 5, orderNumber: 'A-4', changes: [{ field: 'commission', before: '40.0000', after: '41.00' }] },
    ],
    errors: [],
    errorCount: 0,
    words: [{ word: 'paid', rows: 1_203, meaning: 'completed' }],
    formulaRows: 0,
    from: '2026-01-03T12:00:00Z',
    to: '2026-02-02T12:00:00Z',
    commission: [{ currency: 'USD', amount: '44000.5' }],
    ...change,
  };
}

export function aDraft(change: Partial<ImportDetail> = {}): ImportDetail {
  return { ...anImport(), choosing: aChoosing(), preview: null, ...change };
}
