import { networkId, type Sale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { SaleCursor, SaleFilter } from '@tributary/ports';
import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../testing';
import { aPage, anAccount, anAgency, MirrorCipher, type TestAccount } from '../testing/world';
import { PostgresSaleRepository } from './sale.repository';

const EVERYTHING: SaleFilter = {
  from: null,
  until: null,
  networks: [],
  accounts: 'all',
  statuses: [],
  search: null,
  asOf: null,
};

let database: TestDatabase;
let repository: PostgresSaleRepository;
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
  repository = new PostgresSaleRepository(database.orm, new MirrorCipher());
});
afterAll(() => database.drop());
beforeEach(async () => {
  account = await anAccount(database.orm, await anAgency(database.orm));
});

async function store(sales: readonly Sale[], owner = account) {
  await repository.storePage(await aPage(database.orm, owner, { sales }));
}

async function ordersOf(filter: Partial<SaleFilter>, agencyId = account.agencyId): Promise<string[]> {
  const page = { limit: 100, after: null };
  const rows = await repository.listSales(agencyId, { ...EVERYTHING, ...filter }, page);
  return rows.map((row) => row.id.externalOrderId);
}

const order = (externalOrderId: string, overrides: Partial<Sale> = {}) =>
  aSale({ externalOrderId, ...overrides });
const day = (number: number) => new Date(Date.UTC(2026, 2, number));

describe('listSales', () => {
  it('pages through every sale once, newest first, also when many share one instant', async () => {
    const sibling = await anAccount(database.orm, account.agencyId);
    await store(
      Array.from({ length: 12 }, (_, index) => order(String(index), { saleDate: day(1 + (index % 2)) })),
    );
    await store(
      Array.from({ length: 5 }, (_, index) => order(String(index), { saleDate: day(2) })),
      sibling,
    );
    const seen: string[] = [];
    let after: SaleCursor | null = null;
    do {
      const page = await repository.listSales(account.agencyId, EVERYTHING, { limit: 4, after });
      for (const row of page) {
        seen.push(`${row.saleDate.toISOString()} ${row.id.accountId} ${row.id.externalOrderId}`);
      }
      const last = page.at(-1);
      after = last ? { saleDate: last.saleDate, ...last.id } : null;
    } while (after !== null);
    expect(seen).toHaveLength(17);
    expect(seen).toEqual([...new Set(seen)].toSorted().reverse());
  });

  it('filters by span, network, account and status', async () => {
    const hotmart = await anAccount(database.orm, account.agencyId, 'hotmart');
    await store([order('a', { saleDate: day(1) }), order('b', { saleDate: day(2), state: 'pending' })]);
    await store([order('c', { saleDate: day(3) })], hotmart);
    expect(await ordersOf({})).toEqual(['c', 'b', 'a']);
    expect(await ordersOf({ from: day(2), until: day(3) })).toEqual(['b']);
    expect(await ordersOf({ networks: [networkId('hotmart')] })).toEqual(['c']);
    expect(await ordersOf({ accounts: [account.accountId] })).toEqual(['b', 'a']);
    expect(await ordersOf({ statuses: ['pending', 'refunded'] })).toEqual(['b']);
  });

  it('searches part of the product name in any case, or the whole order id, and takes wildcards literally', async () => {
    await store([
      order('ABC-1', { productName: 'Acme 100% Course', saleDate: day(2) }),
      order('ABC-12', { productName: 'Other_thing', saleDate: day(1) }),
    ]);
    expect(await ordersOf({ search: ' acme ' })).toEqual(['ABC-1']);
    expect(await ordersOf({ search: 'ABC-1' })).toEqual(['ABC-1']);
    expect(await ordersOf({ search: '100%' })).toEqual(['ABC-1']);
    expect(await ordersOf({ search: 'r_t' })).toEqual(['ABC-12']);
    expect(await ordersOf({ search: 'e_c' })).toEqual([]);
    expect(await ordersOf({ search: '\\' })).toEqual([]);
    expect(await ordersOf({ search: "'; drop table sale; --" })).toEqual([]);
    expect(await ordersOf({ search: '  ' })).toHaveLength(2);
  });

  it('shows nothing of another agency', async () => {
    await store([order('a')]);
    const stranger = await anAgency(database.orm);
    expect(await ordersOf({}, stranger)).toEqual([]);
    expect(await ordersOf({ accounts: [account.accountId] }, stranger)).toEqual([]);
    expect(await ordersOf({}, randomUUID())).toEqual([]);
  });

  it('tells a sale’s reversals, oldest first, and its account’s label', async () => {
    const late = aReversal({
      externalReversalId: 'late',
      reversedAt: day(20),
      amount: '60',
      commission: null,
    });
    const early = aReversal({
      externalReversalId: 'early',
      reversedAt: day(16),
      amount: '40',
      commission: '16',
    });
    const page = await aPage(database.orm, account, { sales: [aSale()], reversals: [late, early] });
    await repository.storePage(page);
    const [row] = await repository.listSales(account.agencyId, EVERYTHING, { limit: 1, after: null });
    expect(row?.accountLabel).toBe(`label of ${account.accountId}`);
    expect(row?.reversals).toEqual([
      { kind: 'refund', reversedAt: day(16), observed: false, amount: '40.0000', commission: '16.0000' },
      { kind: 'refund', reversedAt: day(20), observed: false, amount: '60.0000', commission: null },
    ]);
  });
});
