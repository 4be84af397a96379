import {
  csvCell,
  guessMapping,
  type ImportField,
  type ImportMapping,
  ImportRowReader,
  mappingProblems,
  PLAIN_IDENTITY,
  type RowMeaning,
} from '@tributary/domain';
import fc from 'fast-check';
import type { FileDelimiter } from '@tributary/ports';
import { CsvSalesFileReader } from './csv-sales-file-reader';

/** What a row is about, as the domain would tell it. */
interface Row {
  readonly orderId: string;
  readonly soldAt: Date;
  readonly status: 'completed' | 'rebill' | 'pending' | 'refunded' | 'chargeback';
  readonly commission: string | null;
  readonly currency: string;
  readonly gross: string | null;
  readonly product: string | null;
  readonly refundedAt: Date | null;
}

const HEADERS: readonly (readonly [ImportField, string])[] = [
  ['orderId', 'Order ID'],
  ['saleDate', 'Sale date'],
  ['status', 'Status'],
  ['commission', 'Commission'],
  ['currency', 'Currency'],
  ['gross', 'Gross'],
  ['productName', 'Product'],
  ['refundDate', 'Refund date'],
];

const amount = fc
  .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`);
const moment = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => new Date(Math.trunc(date.getTime() / 1000) * 1000));
const product = fc
  .string({
    unit: fc.constantFrom('a', 'Ö', '=', '+', '-', '@', "'", '"', ',', ';', '\n', ' ', '1', '|', '\t'),
  })
  .filter((text) => text === text.trim() && text !== '');
const row: fc.Arbitrary<Row> = fc.record({
  orderId: fc.uuid(),
  soldAt: moment,
  status: fc.constantFrom('completed', 'rebill', 'pending', 'refunded', 'chargeback'),
  commission: fc.option(amount),
  currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
  gross: fc.option(amount),
  product: fc.option(product),
  refundedAt: fc.option(moment),
});

interface Form {
  readonly delimiter: FileDelimiter;
  readonly decimalSign: 'point' | 'comma';
}

/** The rows as a file, with decimal sign, form of dates and delimiter as a person's spreadsheet might have them. */
function exported(rows: readonly Row[], form: Form): string {
  const money = (value: string | null) =>
    (form.decimalSign === 'comma' ? value?.replace('.', ',') : value) ?? '';
  const date = (at: Date | null) => at?.toISOString().replace('.000Z', 'Z') ?? '';
  const lines = rows.map((one) => [
    one.orderId,
    date(one.soldAt),
    one.status,
    money(one.commission),
    one.currency,
    money(one.gross),
    one.product ?? '',
    date(one.refundedAt),
  ]);
  return [HEADERS.map(([, header]) => header), ...lines]
    .map((cells) => cells.map((cell) => quoted(cell, form.delimiter)).join(form.delimiter))
    .join('\n');
}

function quoted(cell: string, delimiter: string): string {
  const written = csvCell(cell);
  return written.includes(delimiter) && !written.startsWith('"') ? `"${written}"` : written;
}

async function imported(text: string, { delimiter, decimalSign }: Form): Promise<readonly RowMeaning[]> {
  const reader = new CsvSalesFileReader();
  const bytes = Buffer.from(text);
  const start = reader.start(bytes, { encoding: 'utf-8', delimiter });
  const guess = guessMapping(start, { timeZone: 'UTC', presets: [], identity: PLAIN_IDENTITY });
  const mapping: ImportMapping = {
    ...guess.mapping,
    dateFormat: 'iso',
    decimalSign,
    refundTakes: 'all',
  };
  expect(mappingProblems(mapping, { columns: start.headers.length, identity: PLAIN_IDENTITY })).toEqual([]);
  const rows = new ImportRowReader(mapping, PLAIN_IDENTITY);
  const meanings: RowMeaning[] = [];
  for await (const { line, cells } of reader.rows(pieces(bytes), { encoding: 'utf-8', delimiter })) {
    if (line > 1) meanings.push(rows.read(cells));
  }
  return meanings;
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 100)
    yield await Promise.resolve(bytes.subarray(start, start + 100));
}

function told(one: Row): object {
  const isBack = one.status === 'refunded' || one.status === 'chargeback';
  return {
    problems: [],
    sale: {
      externalOrderId: one.orderId,
      state: one.status === 'pending' ? 'pending' : 'completed',
      amount: one.gross,
      currency: one.currency,
      commission: one.commission,
      productName: one.product,
      saleDate: one.soldAt,
      isRebill: one.status === 'rebill',
    },
    reversals: isBack
      ? [
          {
            kind: one.status === 'refunded' ? 'refund' : 'chargeback',
            amount: one.gross,
            commission: one.commission,
            reversedAt: one.refundedAt,
          },
        ]
      : [],
  };
}

describe('what is exported and imported again', () => {
  it('is what it was, whatever is in its texts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(...([',', ';', '\t', '|'] as const)),
        fc.constantFrom(...(['point', 'comma'] as const)),
        async (rows, delimiter, decimalSign) => {
          const form = { delimiter, decimalSign };
          expect(await imported(exported(rows, form), form)).toMatchObject(rows.map(told));
        },
      ),
      { numRuns: 60 },
    );
  });
});
