import type { ImportCounts, ImportPreviewView } from '@tributary/api-contract';

export interface PreviewWords {
  count(value: number): string;
  money(amount: string, currency: string): string;
  /** "3 Nov 2026" of an instant. */
  day(at: string): string;
}

export interface PreviewFigure {
  readonly label: string;
  readonly value: string;
}

/** "1,203 sales", "1 sale" */
export function counted(count: number, one: string, words: Pick<PreviewWords, 'count'>): string {
  return `${words.count(count)} ${count === 1 ? one : `${one}s`}`;
}

/** What would happen, in figures that stand beside each other. */
export function previewFigures(preview: ImportPreviewView, words: PreviewWords): readonly PreviewFigure[] {
  const total = sum(preview.sales, preview.reversals);
  const figures = [
    { label: 'New sales', value: words.count(preview.sales.created) },
    { label: 'New reversals', value: words.count(preview.reversals.created) },
    { label: 'Would change', value: words.count(total.changed) },
    { label: 'Stored and equal', value: words.count(total.unchanged) },
  ];
  const asides = [
    { label: 'Left out', value: preview.leftOut },
    { label: 'Repeated in the file', value: preview.repeated },
  ].filter(({ value }) => value > 0);
  return [...figures, ...asides.map(({ label, value }) => ({ label, value: words.count(value) }))];
}

/** "1,203 rows, 3 Nov 2026 – 2 Dec 2026. Commission €1,200.00." */
export function previewLead(preview: ImportPreviewView, words: PreviewWords): string {
  const rows = counted(preview.rows, 'row', words);
  const span = preview.from && preview.to ? `, ${words.day(preview.from)} – ${words.day(preview.to)}` : '';
  const sums = preview.commission.map(({ currency, amount }) => words.money(amount, currency));
  return `${rows}${span}.${sums.length > 0 ? ` Commission of its sales: ${sums.join(' + ')}.` : ''}`;
}

/** What the button would do: "Import 1,203 rows"; null when there is nothing to do. */
export function importAction(preview: ImportPreviewView, words: PreviewWords): string | null {
  if (preview.errorCount > 0) return null;
  const { created, changed } = sum(preview.sales, preview.reversals);
  if (created + changed === 0) return null;
  return `Import ${counted(created + changed, 'row', words)}`;
}

function sum(a: ImportCounts, b: ImportCounts): ImportCounts {
  return {
    created: a.created + b.created,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
  };
}

const CHANGED_FIELDS: Readonly<Record<string, string>> = {
  orderNumber: 'Order number',
  state: 'State',
  amount: 'Gross',
  currency: 'Currency of the gross',
  commission: 'Commission',
  commissionCurrency: 'Currency of the commission',
  productId: 'Product ID',
  productName: 'Product',
  saleDate: 'Sale date',
  isRebill: 'Later payment',
  linkKey: 'Link to reversals',
  kind: 'Kind of reversal',
  reversedAt: 'Refund date',
};

export function changedField(field: string): string {
  return CHANGED_FIELDS[field] ?? field;
}
