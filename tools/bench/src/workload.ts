import { currency, networkId, type Reversal, type Sale } from '@tributary/domain';
import type { SalePage } from '@tributary/ports';
import { randomUUID } from 'node:crypto';

/** As many rows as networks put on a page when they are asked for many. */
const PAGE_ROWS = 500;
/** Every tenth agency's share is taken by one that is as large as all of them. */
const BIG_SHARE = 0.1;
const DAYS = 730;
const DAY = 86_400_000;
/** Of a hundred sales so many are taken back, one in three of them only in part. */
const REVERSED_PERCENT = 6;

const [EUR, USD, BRL] = [currency('EUR'), currency('USD'), currency('BRL')];

export interface BenchAccount {
  readonly agencyId: string;
  readonly accountId: string;
  readonly network: ReturnType<typeof networkId>;
  /** Within its agency. */
  readonly number: number;
}

/** One agency that holds a tenth of all sales, and small ones of 10,000 sales each. */
export interface Workload {
  readonly big: BenchAccount[];
  readonly small: BenchAccount[];
  /** Of each account its pages, of one size, oldest sales first. */
  histories(): Generator<Iterable<SalePage>>;
}

export interface WorkloadSize {
  readonly sales: number;
  /** The newest instant. */
  readonly until: Date;
}

/** Over two years: fourteen a day. */
const SMALL_SALES = 10_000;
const BIG_ACCOUNTS = 20;
const NETWORKS = ['clickbank', 'digistore24', 'buygoods', 'maxweb', 'jvzoo', 'hotmart'].map(networkId);

export function workload({ sales, until }: WorkloadSize): Workload {
  const bigSales = Math.round(sales * BIG_SHARE);
  const big = accounts(BIG_ACCOUNTS, randomUUID());
  const small = Array.from({ length: Math.max(1, Math.round((sales - bigSales) / SMALL_SALES)) }, () =>
    accounts(1, randomUUID()),
  ).flat();
  return {
    big,
    small,
    *histories() {
      for (const account of big) yield pagesOf(account, Math.round(bigSales / big.length), until);
      for (const account of small)
        yield pagesOf(account, Math.round((sales - bigSales) / small.length), until);
    },
  };
}

function accounts(count: number, agencyId: string): BenchAccount[] {
  return Array.from({ length: count }, (_, index) => ({
    agencyId,
    accountId: randomUUID(),
    network: NETWORKS[index % NETWORKS.length] ?? networkId('clickbank'),
    number: index,
  }));
}

function* pagesOf(account: BenchAccount, count: number, until: Date): Generator<SalePage> {
  const runId = randomUUID();
  for (let first = 0; first < count; first += PAGE_ROWS) {
    const rows = Math.min(PAGE_ROWS, count - first);
    const sales = Array.from({ length: rows }, (_, row) => saleAt(first + row, { account, count, until }));
    yield {
      account,
      runId,
      rawPages: [{ bytes: new TextEncoder().encode(JSON.stringify(sales)), told: null }],
      sales,
      reversals: sales.flatMap((sale, row) => reversalOf(sale, first + row)),
      ...{ completeLinkKeys: [], neverPaid: [], dailyTotals: [], quarantined: [] },
      ...{ checkpoint: null, completedTier: null },
    };
  }
}

/** Numbers that look like chance and are the same in every run. */
function dice(seed: number): number {
  return ((Math.imul(seed + 1, 2_654_435_761) >>> 0) % 10_000) / 10_000;
}

interface History {
  readonly account: BenchAccount;
  /** Sales in all. */
  readonly count: number;
  readonly until: Date;
}

/** Networks pay an account in one currency, whatever its customers pay in. */
const PAID_IN = [EUR, USD, USD, BRL];

function saleAt(index: number, { account, count, until }: History): Sale {
  const cents = 500 + Math.floor(dice(index) * 20_000);
  const orderNumber = `R${String(index).padStart(9, '0')}`;
  return {
    ...{ externalOrderId: `${orderNumber}:1`, orderNumber, linkKey: orderNumber },
    state: dice(index + 7) < 0.02 ? 'pending' : 'completed',
    amount: (cents / 100).toFixed(2),
    commission: (cents / 200).toFixed(2),
    currency: USD,
    commissionCurrency: PAID_IN[account.number % PAID_IN.length] ?? USD,
    ...{ productId: `p${index % 12}`, productName: `Product ${index % 12}`, customerEmail: null },
    saleDate: new Date(until.getTime() - Math.floor(((count - index) / count) * DAYS * DAY)),
    isRebill: index % 3 === 0,
  };
}

function reversalOf(sale: Sale, index: number): Reversal[] {
  if (dice(index + 13) * 100 >= REVERSED_PERCENT || sale.commission === null) return [];
  const share = index % 3 === 0 ? 0.5 : 1;
  const part = (text: string | null) => (text === null ? null : (Number(text) * share).toFixed(2));
  return [
    {
      ...{ externalReversalId: `${sale.externalOrderId}:rfnd`, linkKey: sale.linkKey, kind: 'refund' },
      ...{ amount: part(sale.amount), currency: sale.currency },
      ...{ commission: part(sale.commission), commissionCurrency: sale.commissionCurrency },
      reversedAt: new Date(sale.saleDate.getTime() + (1 + (index % 40)) * DAY),
    },
  ];
}
