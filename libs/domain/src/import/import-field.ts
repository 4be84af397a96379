/** What a row of a file can tell of a sale. */
export const IMPORT_FIELDS = [
  'orderId',
  'orderNumber',
  'line',
  'party',
  'vendorAccount',
  'saleDate',
  'status',
  'commission',
  'currency',
  'gross',
  'grossCurrency',
  'productId',
  'productName',
  'refundDate',
  'refundedGross',
  'refundedCommission',
  'testMark',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** How a person reads the fields, in the form and in what is refused. */
export const IMPORT_FIELD_NAMES: Readonly<Record<ImportField, string>> = {
  orderId: 'Order ID',
  orderNumber: 'Order number',
  line: 'Order line or SKU',
  party: 'Your part in the sale',
  vendorAccount: "Vendor's account ID",
  saleDate: 'Sale date',
  status: 'Status',
  commission: 'Commission',
  currency: 'Currency of the commission',
  gross: 'Gross',
  grossCurrency: 'Currency of the gross',
  productId: 'Product ID',
  productName: 'Product',
  refundDate: 'Refund date',
  refundedGross: 'Gross given back',
  refundedCommission: 'Commission taken back',
  testMark: 'Test order mark',
};

/** Without these no row is a sale. A network's {@link ImportIdentity} may need more. */
export const REQUIRED_IMPORT_FIELDS: readonly ImportField[] = [
  'orderId',
  'saleDate',
  'status',
  'commission',
  'currency',
];
