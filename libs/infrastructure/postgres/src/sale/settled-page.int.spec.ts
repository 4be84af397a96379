import { currency, type Reversal, type Sale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../testing';
import { aPage, anAccount, anAgency, MirrorCipher, rowsOf } from '../testing/world';
import { PostgresSaleRepository } from './sale.repository';

let database: TestDatabase;
let sales: PostgresSaleRepository;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = new PostgresSaleRepository(database.orm, new MirrorCipher());
});
afterAll(() => database.drop());

/** What one row of a network tells: a sale, or a reversal. */
type Told = { readonly sale: Sale } | { readonly reversal: Reversal };

const CURRENCIES = ['USD', 'EUR'].map(currency);
const day = (number: number) => new Date(Date.UTC(2026, 2, number));
const money = fc.constantFrom(null, '0', '20', '20.12344', '20.12346');
const told = {
  linkKey: fc.constantFrom('a', 'b'),
  ...{ amount: money, commission: money },
  ...{ currency: fc.constantFrom(...CURRENCIES), commissionCurrency: fc.constantFrom(...CURRENCIES) },
};

const sale = fc
  .record({
    ...told,
    id: fc.nat(4),
    state: fc.constantFrom('completed', 'pending'),
    on: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ id, on, ...rest }) => ({
    sale: aSale({ ...rest, externalOrderId: `sale-${id}`, saleDate: day(on) }),
  }));

const reversal = fc
  .record({
    ...told,
    id: fc.nat(4),
    kind: fc.constantFrom('refund', 'refund', 'refund', 'chargeback', 'void'),
    on: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ id, on, ...rest }) => ({
    reversal: aReversal({ ...rest, externalReversalId: `reversal-${id}`, reversedAt: day(on) }),
  }));

const story = fc.array(fc.array(fc.oneof(sale, reversal), { minLength: 3, maxLength: 7 }), {
  minLength: 1,
  maxLength: 2,
});

function lastOf<Row>(rows: readonly Row[], idOf: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [idOf(row), row])).values()];
}

/** The rows of a new account that was told this page by page. */
async function storedAs(agencyId: string, pages: readonly (readonly Told[])[]): Promise<unknown> {
  const account = await anAccount(database.orm, agencyId);
  for (const page of pages) {
    await sales.storePage(
      await aPage(database.orm, account, {
        sales: page.flatMap((one) => ('sale' in one ? [one.sale] : [])),
        reversals: page.flatMap((one) => ('reversal' in one ? [one.reversal] : [])),
      }),
    );
  }
  const rows = await Promise.all(
    ['sale', 'reversal'].map((table) =>
      rowsOf(
        database.owner,
        `select to_jsonb(r) - '{account_id,created_by_run,told_by_run,first_seen_at,changed_at,told_at}'::text[] as row
         from ${table} r where agency_id = $1 and account_id = $2 order by 1`,
        [agencyId, account.accountId],
      ),
    ),
  );
  expect(await rowsOf(database.owner, 'select * from rollup_differences($1)', [agencyId])).toEqual([]);
  return rows;
}

describe('a page that tells sales and their reversals', () => {
  it('ends as if each row had come by itself', async () => {
    const agencyId = await anAgency(database.orm);
    await fc.assert(
      fc.asyncProperty(story, async (pages) => {
        const together = await storedAs(agencyId, pages);
        // Of a page the last row with an id counts, wherever it stands: sales first, then reversals.
        const apart = pages.flatMap((page) => [
          ...lastOf(
            page.filter((one) => 'sale' in one),
            (one) => one.sale.externalOrderId,
          ),
          ...lastOf(
            page.filter((one) => 'reversal' in one),
            (one) => one.reversal.externalReversalId,
          ),
        ]);
        expect(
          await storedAs(
            agencyId,
            apart.map((one) => [one]),
          ),
        ).toEqual(together);
      }),
      { numRuns: 80 },
    );
  });

  it('writes a refund and its sale once each', async () => {
    const account = await anAccount(database.orm, await anAgency(database.orm));
    const refunded = { sales: [aSale()], reversals: [aReversal({ linkKey: aSale().linkKey })] };
    await sales.storePage(await aPage(database.orm, account, refunded));
    // An upsert locks the row that it changes, and the row's new version still says by whom.
    const versions = await rowsOf(
      database.owner,
      `select xmax::text as changed from sale where account_id = $1
       union all select xmax::text from reversal where account_id = $1`,
      [account.accountId],
    );
    expect(versions.map(({ changed }) => changed)).toEqual(['0', '0']);
  });
});
