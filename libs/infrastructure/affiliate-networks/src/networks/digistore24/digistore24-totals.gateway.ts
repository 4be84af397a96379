import {
  addDays,
  type CalendarDay,
  type Currency,
  type DecimalText,
  startOfDay,
  subtractDecimals,
  sumDecimals,
} from '@tributary/domain';
import { type NetworkDay, type NetworkTotal, UnexpectedResponse } from '@tributary/ports';
import { absoluteDecimal, parseDecimal } from '../../kit/wire-decimal';
import { readWire } from '../../kit/wire-schema';
import { type Form, listTransactions } from './digistore24-listing.gateway';
import { isTest } from './digistore24.mapper';
import { type Envelope, summarySchema, testOrderSchema } from './digistore24.schema';

const NAME = 'Digistore24';
const SECOND_MS = 1000;
/** Requests for a refund are counted by the network's summary although nothing moved (facts 7): they are not asked for. */
const PAID = ['payment'];
const TAKEN_BACK = ['refund', 'chargeback'];

export interface SummedDay {
  readonly day: CalendarDay;
  readonly zone: string;
  readonly role: string;
}

interface Sum {
  readonly count: number;
  /** Signed: negative for what was taken back. */
  readonly earned: DecimalText | null;
}

type Sums = ReadonlyMap<Currency, Sum>;
const NOTHING: Sum = { count: 0, earned: '0.00' };

/**
 * A day as the `summary` of `listTransactions` states it: once for payments, once for what was taken back. The rows are
 * looked through for test orders only, which the summary holds and we do not (facts 11).
 */
export async function summedDay(
  { day, zone, role }: SummedDay,
  call: (form: Form) => Promise<Envelope>,
): Promise<NetworkDay> {
  // Both ends are included, and the network's times are whole seconds.
  const lastSecond = new Date(startOfDay(addDays(day, 1), zone).getTime() - SECOND_MS);
  const window = { from: startOfDay(day, zone), to: lastSecond };
  const paid = await sumsOf(call, { window, role, types: PAID });
  const taken = await sumsOf(call, { window, role, types: TAKEN_BACK });
  const currencies = [...new Set([...paid.keys(), ...taken.keys()])];
  const totals = currencies.map((currency) => ({
    ...{ day, zone, currency, visits: null },
    ...figuresOf(paid.get(currency) ?? NOTHING, taken.get(currency) ?? NOTHING),
  }));
  return { day, zone, totals };
}

function figuresOf(paid: Sum, taken: Sum): Omit<NetworkTotal, 'day' | 'zone' | 'currency' | 'visits'> {
  const net = paid.earned !== null && taken.earned !== null ? sumDecimals([paid.earned, taken.earned]) : null;
  return {
    conversions: paid.count,
    reversals: taken.count,
    grossCommission: paid.earned,
    voidedCommission: taken.earned && absoluteDecimal(taken.earned),
    netCommission: parseDecimal(net),
  };
}

async function sumsOf(
  call: (form: Form) => Promise<Envelope>,
  listing: Parameters<typeof listTransactions>[1],
): Promise<Sums> {
  let stated: ReturnType<typeof summarySchema.parse> | null = null;
  const tests: ReturnType<typeof testOrderSchema.parse>[] = [];
  let rows = 0;
  for await (const { list, transactions } of listTransactions(call, listing)) {
    stated ??= readWire(summarySchema, list.summary, NAME);
    rows += transactions.length;
    const marked = transactions.map((row) => readWire(testOrderSchema, row, NAME));
    tests.push(...marked.filter(isTest));
  }
  if (stated?.count !== rows) {
    throw new UnexpectedResponse(`${NAME} counted other transactions than it listed.`, {
      field: 'data.summary.count',
    });
  }
  return new Map([...stated.amounts].map(([currency, sum]) => [currency, without(sum, tests, currency)]));
}

function without(
  { count, earned_amount: earned }: { readonly count: number; readonly earned_amount: DecimalText | null },
  tests: readonly ReturnType<typeof testOrderSchema.parse>[],
  currency: Currency,
): Sum {
  const own = tests.filter((test) => test.currency === currency);
  const ofTests = sumDecimals(own.map((test) => test.earned_amount ?? '0'));
  return {
    count: count - own.length,
    earned: earned === null ? null : parseDecimal(subtractDecimals(earned, ofTests)),
  };
}
