import type { Sale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { SalePage } from '@tributary/ports';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../testing';
import { aPage, anAccount, anAgency, MirrorCipher, rowsOf, type TestAccount } from '../testing/world';
import { PostgresSaleRepository } from './sale.repository';

const BYTES = new TextEncoder().encode('[{"id":1}]');
const DAY = 86_400_000;

let database: TestDatabase;
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

beforeEach(async () => {
  account = await anAccount(database.orm, await anAgency(database.orm));
});

function read(by: string): PostgresSaleRepository {
  return new PostgresSaleRepository(database.orm, new MirrorCipher(), by);
}

const REVERSAL = aReversal({ linkKey: 'order-1' });

async function store(by: string, sales: readonly Sale[] = [aSale()], owner = account): Promise<void> {
  const told = sales.length + 1;
  const content = { sales, reversals: [REVERSAL], rawPages: [{ bytes: BYTES, told }] };
  await read(by).storePage(await aPage(database.orm, owner, content));
}

async function isRepeated(by: string, owner = account): Promise<boolean> {
  const pages = await aPage(database.orm, owner, { rawPages: [{ bytes: BYTES, told: null }] });
  return (await read(by).repeatPages(pages)) !== null;
}

it('takes no page for read that another version of the program read', async () => {
  await store('old');
  expect([await isRepeated('old'), await isRepeated('new')]).toEqual([true, false]);
  await store('new');
  expect([await isRepeated('old'), await isRepeated('new')]).toEqual([false, true]);
});

it('writes no version of what is stored', async () => {
  await store('same');
  const versions = async () => {
    const tables = ['sale', 'reversal', 'daily_sales', 'daily_reversals', 'raw_page', 'sale_rhythm'];
    const rows = tables.map(
      (table) => `select '${table}' as table, ctid, xmin from ${table} where agency_id = $1`,
    );
    return rowsOf(database.owner, rows.join(' union all '), [account.agencyId]);
  };
  const before = await versions();
  expect(before.length).toBeGreaterThan(4);
  expect(await isRepeated('same')).toBe(true);
  expect(await versions()).toEqual(before);
});

it('reads a page with a sale of the future until its time has come', async () => {
  const ahead = aSale({ externalOrderId: 'ahead', linkKey: 'ahead', saleDate: new Date(Date.now() + DAY) });
  await store('same', [aSale(), ahead]);
  expect(await isRepeated('same')).toBe(false);
});

describe('whoever changes rows, by whatever way', () => {
  it.each([
    ['changes a sale', 'update sale set amount = 7, changed_at = now() where account_id = $1'],
    ['removes a sale', 'delete from sale where account_id = $1'],
    ['changes a reversal', 'update reversal set commission = 7, changed_at = now() where account_id = $1'],
    ['removes a reversal', 'delete from reversal where account_id = $1'],
    [
      'adds a reversal',
      `insert into reversal
      select (jsonb_populate_record(r, '{"external_reversal_id": "another"}')).* from reversal r where account_id = $1`,
    ],
  ])('is noticed: who %s', async (_, statement) => {
    const sibling = await anAccount(database.orm, account.agencyId);
    await store('same');
    await store('same', [aSale()], sibling);
    await rowsOf(database.owner, statement, [account.accountId]);
    expect([await isRepeated('same'), await isRepeated('same', sibling)]).toEqual([false, true]);
  });
});

const id = fc.constantFrom('a', 'b', 'c');
const sale = fc
  .record({ id, link: id, state: fc.constantFrom('completed', 'pending'), amount: fc.constantFrom('1', '2') })
  .map(({ id: externalOrderId, link: linkKey, ...rest }) => aSale({ externalOrderId, linkKey, ...rest }));
const reversal = fc
  .record({ id, link: id, commission: fc.constantFrom('1', '2') })
  .map(({ id: externalReversalId, link: linkKey, ...rest }) =>
    aReversal({ externalReversalId, linkKey, ...rest }),
  );
/** What a page may tell that need not be read again. */
const plain = fc.record({
  sales: fc.array(sale, { maxLength: 3 }),
  reversals: fc.array(reversal, { maxLength: 2 }),
  completeLinkKeys: fc.uniqueArray(id, { maxLength: 2 }),
});
/** What else is told: by other pages, and by notifications. */
const other = fc.oneof(
  fc.record({ neverPaid: fc.uniqueArray(id, { minLength: 1 }) }),
  fc.record({ sales: fc.array(sale, { maxLength: 2 }), bookedLinkKeys: fc.constant(['a', 'b', 'c']) }),
  fc.record({
    reversals: fc.array(reversal, { maxLength: 2 }),
    bookedLinkKeys: fc.constant(['a', 'b', 'c']),
  }),
  id.map((externalId) => ({ quarantined: [{ reason: 'unreadable', raw: { externalId }, externalId }] })),
);
type Step = { readonly page: number } | { readonly other: Partial<SalePage> };
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.nat(2).map((page): Step => ({ page })) },
    { weight: 1, arbitrary: other.map((one): Step => ({ other: one })) },
  ),
  { minLength: 4, maxLength: 12 },
);

function pageOf(content: Partial<SalePage>, number: number): Partial<SalePage> {
  const ids = [
    ...new Set(content.sales?.map((one) => one.externalOrderId)),
    ...new Set(content.reversals?.map((one) => one.externalReversalId)),
  ];
  return { ...content, rawPages: [{ bytes: new TextEncoder().encode(`[${number}]`), told: ids.length }] };
}

it('repeats a page only when storing it would change nothing, whatever was told in between', async () => {
  const repository = read('same');
  let repeats = 0;
  await fc.assert(
    fc.asyncProperty(fc.tuple(plain, plain, plain), steps, async (contents, told) => {
      const owner = await anAccount(database.orm, account.agencyId);
      const pages = contents.map(pageOf);
      for (const step of told) {
        const content = 'page' in step ? pages[step.page] : { ...step.other, rawPages: [] };
        const whole = await aPage(database.orm, owner, content);
        const repeated = 'page' in step ? await repository.repeatPages(whole) : null;
        const stored = await repository.storePage(whole);
        if (repeated === null) continue;
        repeats += 1;
        expect(stored).toEqual(repeated);
        expect(stored).toMatchObject({ created: 0, changed: 0 });
      }
    }),
    { numRuns: 60 },
  );
  expect(repeats).toBeGreaterThan(20);
});
