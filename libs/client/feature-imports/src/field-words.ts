import type {
  ImportDateFormat,
  ImportField,
  ImportFileDelimiter,
  ImportFileEncoding,
  ImportMapping,
  ImportStatusMeaning,
} from '@tributary/api-contract';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface FieldWords {
  readonly label: string;
  readonly hint: string;
}

export const FIELD_WORDS: Readonly<Record<ImportField, FieldWords>> = {
  orderId: { label: 'Order ID', hint: 'What the network calls the order or transaction.' },
  orderNumber: { label: 'Order number', hint: 'The number people know, where it is another one.' },
  line: { label: 'Order line or SKU', hint: 'Tells the items of one order apart.' },
  party: { label: 'Your part in the sale', hint: 'Affiliate or vendor.' },
  vendorAccount: { label: "Vendor's account ID", hint: 'Makes order numbers of several vendors different.' },
  saleDate: { label: 'Sale date', hint: '' },
  status: { label: 'Status', hint: 'What each word means is chosen with the preview.' },
  commission: { label: 'Commission', hint: 'What the account earns.' },
  currency: { label: 'Currency of the commission', hint: 'Three letters, for example USD.' },
  gross: { label: 'Gross', hint: 'What the customer paid.' },
  grossCurrency: { label: 'Currency of the gross', hint: 'Where it is another one.' },
  productId: { label: 'Product ID', hint: '' },
  productName: { label: 'Product', hint: '' },
  refundDate: { label: 'Refund date', hint: '' },
  refundedGross: { label: 'Gross given back', hint: '' },
  refundedCommission: { label: 'Commission taken back', hint: '' },
  testMark: { label: 'Test order mark', hint: 'Rows with yes or 1 are left out.' },
};

const NEEDED: readonly ImportField[] = ['orderId', 'saleDate', 'status', 'commission', 'currency'];

/** Needed ones first; then the rest in the order of the list above. */
export function orderedFields(needs: readonly ImportField[]): readonly ImportField[] {
  const all = Object.keys(FIELD_WORDS) as ImportField[];
  const first = all.filter((field) => isNeeded(field, needs));
  return [...first, ...all.filter((field) => !first.includes(field))];
}

export function isNeeded(field: ImportField, needs: readonly ImportField[]): boolean {
  return NEEDED.includes(field) || needs.includes(field);
}

/** Fields that may have one value for every row. */
export const ONE_VALUE_FIELDS: readonly ImportField[] = [
  ...(['currency', 'grossCurrency', 'status', 'party', 'vendorAccount', 'productId', 'productName'] as const),
];

export const MEANINGS: readonly Option<ImportStatusMeaning>[] = [
  { value: 'completed', label: 'Completed' },
  { value: 'rebill', label: 'Completed, later payment' },
  { value: 'pending', label: 'Pending' },
  { value: 'refunded', label: 'Refunded' },
  { value: 'chargeback', label: 'Chargeback' },
  { value: 'leave-out', label: 'Leave out (test order)' },
];

export const DATE_FORMATS: readonly Option<ImportDateFormat>[] = [
  { value: 'iso', label: '2026-11-03' },
  { value: 'month-first', label: '11/03/2026 (month first)' },
  { value: 'day-first', label: '03/11/2026 (day first)' },
  { value: 'dotted', label: '03.11.2026' },
  { value: 'epoch-seconds', label: 'Seconds since 1970' },
  { value: 'epoch-milliseconds', label: 'Milliseconds since 1970' },
];

export const DECIMAL_SIGNS: readonly Option<NonNullable<ImportMapping['decimalSign']>>[] = [
  { value: 'point', label: '1,234.50 (point)' },
  { value: 'comma', label: '1.234,50 (comma)' },
];

export const ENCODINGS: readonly Option<ImportFileEncoding>[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows-1252 (Western Europe)' },
  { value: 'utf-16le', label: 'UTF-16' },
  { value: 'utf-16be', label: 'UTF-16, big endian' },
];

export const DELIMITERS: readonly Option<ImportFileDelimiter>[] = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar' },
];

export const REFUND_ROWS: readonly Option<ImportMapping['refundRows']>[] = [
  { value: 'same-row', label: 'In the row of the sale' },
  { value: 'own-row', label: 'In a row of its own' },
];

export const REFUND_EFFECTS: readonly Option<ImportMapping['refundTakes']>[] = [
  { value: 'all', label: 'All of it back' },
  { value: 'nothing', label: 'Nothing of it' },
  { value: 'not-told', label: 'The file does not tell' },
];
