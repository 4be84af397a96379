import {
  guessMapping,
  ImportRowReader,
  mappingProblems,
  networkId,
  PLAIN_IDENTITY,
  type RowMeaning,
  sumDecimals,
} from '@tributary/domain';
import { CsvSalesFileReader } from '@tributary/file-import';
import type { SaleView } from '@tributary/ports';
import fc from 'fast-check';
import { csvFile } from '../http/csv/csv-file';
import { salesColumns } from '../http/sales/sales-columns';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata'];

/** (The import takes an amount below zero for a refund, and asks.) */
const amount = fc
  .tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 9_999 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`);
const moment = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2090-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const product = fc
  .string({
    unit: fc.constantFrom('a', 'Ö', '=', '＝', '+', '-', '@', "'", '"', ',', ';', '\n', ' ', '1', '|', '\t'),
  })
  .filter((text) => text === text.trim() && text !== '');
const sale: fc.Arbitrary<SaleView> = fc
  .record({
    id: fc.record({ accountId: fc.constant('account-1'), externalOrderId: fc.uuid() }),
    orderNumber: fc.uuid(),
    network: fc.constant(networkId('clickbank')),
    accountLabel: product,
    status: fc.constantFrom('completed', 'pending', 'refunded', 'chargeback'),
    amount: fc.option(amount),
    currency: fc.constantFrom('USD', 'EUR', 'BRL'),
    commission: amount,
    commissionCurrency: fc.constantFrom('USD', 'EUR', 'BRL'),
    reversedCommission: fc.constant('0.0000'),
    productName: fc.option(product),
    saleDate: moment,
    reversals: fc.constant([]),
  })
  .chain((one) =>
    moment.map((reversedAt) =>
      one.status === 'refunded' || one.status === 'chargeback'
        ? { ...one, reversedCommission: one.commission, reversals: [reversalOf(one, reversedAt)] }
        : one,
    ),
  );

function reversalOf({ status, amount, commission }: SaleView, reversedAt: Date) {
  const kind = status === 'refunded' ? ('refund' as const) : ('chargeback' as const);
  return { kind, reversedAt, observed: false, amount, commission };
}

async function* oneByOne(sales: readonly SaleView[]): AsyncGenerator<readonly SaleView[]> {
  for (const one of sales) yield await Promise.resolve([one]);
}

async function exported(sales: readonly SaleView[], zone: string): Promise<Buffer> {
  const file = await csvFile(oneByOne(sales), salesColumns(zone, new Date()), 'sales');
  return Buffer.from((await file.getStream().toArray()).join(''));
}

/** Reads the file as the import does, with what it guesses by itself: nobody has to choose a column. */
async function imported(bytes: Buffer): Promise<readonly RowMeaning[]> {
  const reader = new CsvSalesFileReader();
  const { headers, rows: samples, encoding } = reader.start(bytes);
  const form = { encoding, delimiter: ',' } as const;
  const guess = guessMapping(
    { headers, rows: samples },
    { timeZone: 'UTC', presets: [], identity: PLAIN_IDENTITY },
  );
  const mapping = { ...guess.mapping, dateFormat: 'iso', decimalSign: 'point' } as const;
  expect(mappingProblems(mapping, { columns: headers.length, identity: PLAIN_IDENTITY })).toEqual([]);
  const rows = new ImportRowReader(mapping, PLAIN_IDENTITY);
  const found: RowMeaning[] = [];
  for await (const { line, cells } of reader.rows(whole(bytes), form)) {
    if (line > 1) found.push(rows.read(cells));
  }
  return found;
}

async function* whole(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Without zeros at the end, which say nothing. */
function value(text: string | null): string | null {
  return text === null ? null : sumDecimals([text]);
}

function plain({ sale, ...meaning }: RowMeaning): object {
  const amounts = sale && { amount: value(sale.amount), commission: value(sale.commission) };
  return { ...meaning, sale: { ...sale, ...amounts } };
}

function told(one: SaleView): object {
  return {
    problems: [],
    sale: {
      externalOrderId: one.id.externalOrderId,
      orderNumber: one.orderNumber,
      state: one.status === 'pending' ? 'pending' : 'completed',
      amount: value(one.amount),
      currency: one.currency,
      commission: value(one.commission),
      commissionCurrency: one.commissionCurrency,
      productName: one.productName,
      saleDate: one.saleDate,
    },
    reversals: one.reversals.map(({ kind, reversedAt }) => ({ kind, reversedAt })),
  };
}

describe('a file of sales that comes back as an import', () => {
  it('means the same sales, amounts, moments and texts', async () => {
    const worlds = fc.array(sale, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(worlds, fc.constantFrom(...ZONES), async (sales, zone) => {
        const found = await imported(await exported(sales, zone));
        expect(found.map(plain)).toMatchObject(sales.map(told));
      }),
      { numRuns: 60 },
    );
  });
});
