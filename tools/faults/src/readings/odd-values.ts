import type { NetworkId } from '@tributary/network-simulator';

/** What must become of a row: set aside whole, read as if nothing were odd, no sale at all, or these very values. */
export type Becomes =
  | 'quarantined'
  | 'as it is'
  | 'nothing'
  | {
      readonly amount?: string | null;
      readonly commission?: string | null;
      readonly state?: 'pending' | 'completed';
      readonly saleDate?: string;
    };

/** One row with odd values; a field without a value is left out of the row. */
export interface OddRow {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly becomes: Becomes;
}

export const MISSING = Symbol('left out');

interface MoneyField {
  readonly field: string;
  readonly column: 'amount' | 'commission';
  readonly negative: Becomes;
  readonly none: Becomes;
}

/** Amounts nobody sends on an ordinary day. Not a digit is lost, or the row is set aside. */
function oddMoney({ field, column, negative, none }: MoneyField): readonly OddRow[] {
  const becomes = (value: unknown, result: Becomes): OddRow => ({
    fields: { [field]: value },
    becomes: result,
  });
  const exactly = (value: unknown, text: string) => becomes(value, { [column]: text });
  return [
    exactly('0', '0.00'),
    exactly(0, '0.00'),
    exactly('12', '12.00'),
    exactly(12.5, '12.50'),
    exactly('12.345', '12.345'),
    exactly('12.3450000', '12.345'),
    exactly('999999999999999.99', '999999999999999.99'),
    becomes('12.34567', 'quarantined'),
    becomes('1e15', 'quarantined'),
    becomes(1e15, 'quarantined'),
    becomes(19.990000000000002, 'quarantined'),
    becomes('12,50', 'quarantined'),
    becomes('NaN', 'quarantined'),
    becomes('-12.5', negative),
    becomes(null, none),
    becomes('', none),
  ];
}

const row = (fields: OddRow['fields'], becomes: Becomes): OddRow => ({ fields, becomes });
const at = (saleDate: string): Becomes => ({ saleDate });
const NEW_FIELD = row({ brand_new_field: 'surprise' }, 'as it is');

const CLICKCRM: readonly OddRow[] = [
  ...oddMoney({
    field: 'aff_commission',
    column: 'commission',
    negative: 'quarantined',
    none: 'quarantined',
  }),
  row({ aff_commission: '1,234.50' }, { commission: '1234.50' }),
  row({ action_type: 'mystery' }, 'quarantined'),
  row({ order_id_global: null, order_id: '' }, 'quarantined'),
  row({ subid: MISSING, flag_upsell: MISSING }, 'as it is'),
  NEW_FIELD,
  // The hour that does not exist, the hour that exists twice: by the offset before the change.
  row({ rr_createdate: '2026-03-08 02:30:00' }, at('2026-03-08T07:30:00.000Z')),
  row({ rr_createdate: '2026-11-01 01:30:00' }, at('2026-11-01T05:30:00.000Z')),
  row({ rr_createdate: '09/14/2026 03:22 PM' }, at('2026-09-14T19:22:00.000Z')),
  row({ rr_createdate: '09/14/2026 15:22:11' }, at('2026-09-14T19:22:11.000Z')),
  row({ rr_createdate: '2026-09-14T15:22:11+02:00' }, at('2026-09-14T13:22:11.000Z')),
  row({ rr_createdate: '14/09/2026' }, 'quarantined'),
  row({ rr_createdate: '2026-02-30 10:00:00' }, 'quarantined'),
  row({ rr_createdate: '1789400000' }, 'quarantined'),
  row({ rr_createdate: '0000-00-00 00:00:00' }, 'quarantined'),
];

/** The rows of each network, one by one in the order of its list. */
export const ODD_ROWS: Readonly<Record<NetworkId, readonly OddRow[]>> = {
  clickbank: [
    ...oddMoney({
      field: 'lineItemData.accountAmount',
      column: 'commission',
      negative: { commission: '12.50' },
      none: { commission: null },
    }),
    row({ 'lineItemData.customerAmount': { '@nil': 'true' } }, { amount: null }),
    row({ 'lineItemData.accountAmount': { '@nil': 'true' } }, { commission: null }),
    row({ transactionType: 'XCHG' }, 'quarantined'),
    row({ transactionType: 'FEE' }, 'nothing'),
    row({ transactionType: 'sale' }, 'as it is'),
    row({ receipt: MISSING }, 'quarantined'),
    row({ receipt: { '@nil': 'true' } }, 'quarantined'),
    row({ lineItemData: MISSING }, 'quarantined'),
    row({ currency: null }, 'as it is'),
    NEW_FIELD,
    row({ transactionTime: '2026-03-08T02:30:00-08:00' }, at('2026-03-08T10:30:00.000Z')),
    row({ transactionTime: '2026-11-01T01:30:00-07:00' }, at('2026-11-01T08:30:00.000Z')),
    row({ transactionTime: '2026-11-01T01:30:00-08:00' }, at('2026-11-01T09:30:00.000Z')),
    row({ transactionTime: '20260914T175704-0700' }, at('2026-09-15T00:57:04.000Z')),
    row({ transactionTime: '2026-09-14 17:57:04' }, 'quarantined'),
    row({ transactionTime: null }, 'quarantined'),
  ],
  digistore24: [
    ...oddMoney({
      field: 'earned_amount',
      column: 'commission',
      negative: { commission: '-12.50' },
      // The role's own share says the same.
      none: 'as it is',
    }),
    row({ transaction_type: 'giveaway' }, 'quarantined'),
    row({ transaction_pay_method: 'test' }, 'nothing'),
    row({ is_test: 'N', quantity: '1' }, 'as it is'),
    row({ transaction_id: MISSING, id: MISSING }, 'quarantined'),
    row({ purchase_id: null }, 'quarantined'),
    row({ currency: null }, 'quarantined'),
    row({ currency: 'Euro' }, 'quarantined'),
    NEW_FIELD,
    row({ created_at: '2026-03-29 02:30:00', transaction_pay_date: MISSING }, at('2026-03-29T01:30:00.000Z')),
    row({ created_at: '2026-10-25 02:30:00', transaction_pay_date: MISSING }, at('2026-10-25T00:30:00.000Z')),
    row({ created_at: '2026-09-14', transaction_pay_date: MISSING }, at('2026-09-13T22:00:00.000Z')),
    row(
      { created_at: '2026-09-14T15:22:11-05:00', transaction_pay_date: MISSING },
      at('2026-09-14T20:22:11.000Z'),
    ),
    row({ created_at: '14.09.2026', transaction_pay_date: MISSING }, 'quarantined'),
    row({ created_at: MISSING, transaction_pay_date: MISSING }, 'quarantined'),
  ],
  buygoods: CLICKCRM,
  maxweb: CLICKCRM,
  jvzoo: [
    ...oddMoney({
      field: 'affiliate_commission',
      column: 'commission',
      negative: { commission: '12.50' },
      none: { commission: null },
    }),
    row({ status: 'ON_MARS' }, { state: 'pending' }),
    row({ status: 'Completed' }, 'as it is'),
    row({ status: null }, 'quarantined'),
    row({ transaction_id: MISSING }, 'quarantined'),
    row({ price: 27 }, { amount: '27.00' }),
    NEW_FIELD,
    row({ date: '2026-03-08 02:30:00' }, at('2026-03-08T07:30:00.000Z')),
    row({ date: '2026-11-01 01:30:00' }, at('2026-11-01T05:30:00.000Z')),
    row({ date: '2026-09-14T15:22:11+00:00' }, at('2026-09-14T15:22:11.000Z')),
    row({ date: '09/14/2026' }, 'quarantined'),
    row({ date: MISSING }, 'quarantined'),
  ],
  hotmart: [
    ...oddMoney({
      field: 'purchase.price.value',
      column: 'amount',
      negative: { amount: '-12.50' },
      none: { amount: null },
    }),
    row({ 'purchase.status': 'ON_MARS' }, 'quarantined'),
    row({ 'purchase.status': 'approved' }, 'as it is'),
    row({ 'purchase.transaction': MISSING }, 'quarantined'),
    row({ 'purchase.price.currency_code': 'Real' }, 'quarantined'),
    // The commission line names one.
    row({ 'purchase.price.currency_code': null }, 'as it is'),
    row({ buyer: null, product: null }, 'as it is'),
    NEW_FIELD,
    row({ 'purchase.order_date': '1789400000000' }, at('2026-09-14T15:33:20.000Z')),
    row({ 'purchase.order_date': 1789400000000 }, at('2026-09-14T15:33:20.000Z')),
    row({ 'purchase.order_date': 1789400000 }, 'quarantined'),
    row({ 'purchase.order_date': '2026-09-14T14:13:20Z' }, 'quarantined'),
    row({ 'purchase.order_date': null }, 'quarantined'),
  ],
};
