import type { ImportPreset } from '@tributary/domain';

/** "Vendor orders CSV" of the back office. Its commission is what the vendor pays an affiliate, so nobody's here. */
export const BUYGOODS_IMPORT_PRESETS: readonly ImportPreset[] = [
  {
    name: 'Vendor orders CSV',
    signature: ['Order ID', 'Product Codenames', 'Status', 'Date Created', 'Is Test'],
    columns: {
      orderId: 'Order ID',
      saleDate: 'Date Created',
      status: 'Status',
      gross: 'Total collected (Transaction Amount)',
      productId: 'Product Codenames',
      productName: 'Product Names',
      testMark: 'Is Test',
    },
    // Assumption: as for the network's reports, which state none either.
    values: { currency: 'USD' },
    unknown: ['commission'],
    decimalSign: 'point',
  },
];
