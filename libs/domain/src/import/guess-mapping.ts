import { IMPORT_FIELDS, type ImportField } from './import-field';
import type { ImportIdentity } from './import-identity';
import {
  DATE_FORMATS,
  DECIMAL_SIGNS,
  type DateFormat,
  type DecimalSign,
  type FieldSource,
  type ImportMapping,
  type StatusMeaning,
  statusWord,
} from './import-mapping';
import type { ImportPreset } from './import-preset';
import { readAmount } from './read-amount';
import { TimeReader } from './read-time';

/** Headers under which fields are commonly found, without case, blanks and punctuation; best first. */
const HEADERS: Readonly<Partial<Record<ImportField, readonly string[]>>> = {
  orderId: ['orderid', 'transactionid', 'receipt', 'transaction', 'saleid', 'order'],
  orderNumber: ['ordernumber', 'orderno', 'purchaseid'],
  line: ['orderline', 'lineitem', 'sku', 'itemno', 'item'],
  party: ['role', 'party', 'yourpart'],
  vendorAccount: ['vendoraccountid', 'accountid'],
  saleDate: [
    'saledate',
    'orderdate',
    'transactiondate',
    'transactiontime',
    'datecreated',
    'createdat',
    'date',
  ],
  status: ['status', 'orderstatus', 'transactiontype', 'type'],
  commission: ['commission', 'commissionamount', 'yourcommission', 'earnings', 'earnedamount', 'payout'],
  currency: ['commissioncurrency', 'currency', 'currencycode'],
  gross: ['gross', 'grossamount', 'total', 'ordertotal', 'amount', 'price', 'saleamount'],
  grossCurrency: ['grosscurrency', 'pricecurrency', 'ordercurrency'],
  productId: ['productid', 'productcode', 'productcodename', 'offerid'],
  productName: ['product', 'productname', 'producttitle', 'offer', 'offername'],
  refundDate: ['refunddate', 'daterefunded', 'refundedat'],
  refundedGross: ['refundamount', 'refundedamount', 'refundedgross'],
  refundedCommission: ['refundedcommission', 'reversedcommission'],
  testMark: ['istest', 'test', 'testorder'],
};

const WORDS: Readonly<Record<string, StatusMeaning>> = {
  ...{
    completed: 'completed',
    complete: 'completed',
    approved: 'completed',
    paid: 'completed',
    sale: 'completed',
  },
  ...{ rebill: 'rebill', bill: 'rebill' },
  ...{ pending: 'pending' },
  ...{ refund: 'refunded', refunded: 'refunded', rfnd: 'refunded' },
  ...{ chargeback: 'chargeback', cgbk: 'chargeback', 'charged back': 'chargeback' },
  ...{ test: 'leave-out', 'test order': 'leave-out', 'left out': 'leave-out' },
};
const AMOUNTS: readonly ImportField[] = ['commission', 'gross', 'refundedGross', 'refundedCommission'];
const DATES: readonly ImportField[] = ['saleDate', 'refundDate'];

export interface GuessedMapping {
  readonly mapping: ImportMapping;
  /** Fields whose source was guessed and wants a look. */
  readonly guessed: readonly ImportField[];
  /** Name of the known file that its headers are those of. */
  readonly preset: string | null;
}

/** A first mapping for a person to look at. What can be read in two ways is left open. */
export function guessMapping(
  file: { readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] },
  network: {
    readonly timeZone: string;
    readonly presets: readonly ImportPreset[];
    readonly identity: ImportIdentity;
  },
): GuessedMapping {
  const { headers, rows } = file;
  const preset = network.presets.find((one) =>
    one.signature.every((header) => columnOf(headers, header) !== null),
  );
  const fields = preset
    ? { ...commonFields(headers), ...presetFields(headers, preset) }
    : commonFields(headers);
  const guess: ImportMapping = {
    fields,
    dateFormat: dateFormat(samples(rows, fields, DATES), network.timeZone),
    timeZone: network.timeZone,
    decimalSign: decimalSign(samples(rows, fields, AMOUNTS)),
    statusWords: WORDS,
    refundRows: network.identity.refundRows,
    refundTakes: network.identity.refundTakes,
  };
  return {
    mapping: preset ? { ...guess, ...presetSettings(preset, guess) } : guess,
    guessed: IMPORT_FIELDS.filter((field) => fields[field] !== undefined),
    preset: preset?.name ?? null,
  };
}

function presetSettings(preset: ImportPreset, guess: ImportMapping) {
  const words = Object.entries(preset.statusWords ?? {}).map(([word, meaning]) => [
    statusWord(word),
    meaning,
  ]);
  return {
    dateFormat: preset.dateFormat ?? guess.dateFormat,
    decimalSign: preset.decimalSign ?? guess.decimalSign,
    refundRows: preset.refundRows ?? guess.refundRows,
    statusWords: { ...WORDS, ...(Object.fromEntries(words) as Record<string, StatusMeaning>) },
  };
}

type Fields = Partial<Record<ImportField, FieldSource>>;

function presetFields(headers: readonly string[], preset: ImportPreset): Fields {
  const columns = Object.entries(preset.columns).flatMap(([field, header]) => {
    const column = columnOf(headers, header);
    return column === null ? [] : [[field, { kind: 'column', column }]];
  });
  const values = Object.entries(preset.values ?? {}).map(([field, value]) => [
    field,
    { kind: 'value', value },
  ]);
  const unknown = (preset.unknown ?? []).map((field) => [field, { kind: 'unknown' }]);
  return Object.fromEntries([...columns, ...values, ...unknown]) as Fields;
}

/** Each column serves one field at most: two fields of one column would be a guess too many. */
function commonFields(headers: readonly string[]): Fields {
  const fields: Fields = {};
  const taken = new Set<number>();
  for (const field of IMPORT_FIELDS) {
    const names = HEADERS[field] ?? [];
    const column = names
      .map((name) => columnOf(headers, name))
      .find((one) => one !== null && !taken.has(one));
    if (column === undefined || column === null) continue;
    taken.add(column);
    fields[field] = { kind: 'column', column };
  }
  return fields;
}

/** Null when no header has the name, or several: nobody knows which. */
function columnOf(headers: readonly string[], name: string): number | null {
  const wanted = plain(name);
  const found = headers.flatMap((header, column) => (plain(header) === wanted ? [column] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}

function plain(header: string): string {
  return header.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function samples(
  rows: readonly (readonly string[])[],
  ...[fields, wanted]: readonly [Fields, readonly ImportField[]]
): readonly string[] {
  const columns = wanted.flatMap((field) => {
    const source = fields[field];
    return source?.kind === 'column' ? [source.column] : [];
  });
  return rows
    .flatMap((row) => columns.map((column) => row[column] ?? ''))
    .filter((cell) => cell.trim() !== '');
}

/** The only form that reads every sample; null when several do, or none. */
function dateFormat(cells: readonly string[], zone: string): DateFormat | null {
  if (cells.length === 0) return null;
  const fitting = DATE_FORMATS.filter((format) => {
    const times = new TimeReader(format, zone);
    return cells.every((cell) => reads(() => times.read(cell)));
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** As {@link dateFormat}; where both signs read the same amounts, they are the same. */
function decimalSign(cells: readonly string[]): DecimalSign | null {
  const amounts = DECIMAL_SIGNS.map((sign) => cells.map((cell) => amountOr(cell, sign)));
  const fitting = DECIMAL_SIGNS.filter((_, index) => amounts[index]?.every((amount) => amount !== undefined));
  if (fitting.length === 2) return String(amounts[0]) === String(amounts[1]) ? 'point' : null;
  return fitting[0] ?? null;
}

function amountOr(cell: string, sign: DecimalSign): string | null | undefined {
  try {
    return readAmount(cell, { decimalSign: sign, currency: null });
  } catch {
    return undefined;
  }
}

function reads(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
