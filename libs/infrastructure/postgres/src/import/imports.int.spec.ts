import type { ImportedSale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import { CiphertextUnreadable, type ImportBatch, type ImportRun } from '@tributary/ports';
import { aNewImport, anImportedReversal, anImportedSale } from '@tributary/ports/testing';
import { randomUUID } from 'node:crypto';
import { PostgresSyncRunRepository } from '../account/sync-run.repository';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { createTestDatabase, type TestDatabase } from '../testing';
import { aPage, anAccount, anAgency, MirrorCipher, rowsOf, type TestAccount } from '../testing/world';
import { PostgresImportFileRepository } from './import-file.repository';
import { PostgresImportRepository } from './import.repository';
import { PostgresImportedSaleRepository } from './imported-sale.repository';

let database: TestDatabase;
let imports: PostgresImportRepository;
let files: PostgresImportFileRepository;
let imported: PostgresImportedSaleRepository;
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
  imports = new PostgresImportRepository(database.orm);
  files = new PostgresImportFileRepository(database.orm, new MirrorCipher());
  imported = new PostgresImportedSaleRepository(database.orm);
});
afterAll(() => database.drop());
beforeEach(async () => {
  account = await anAccount(database.orm, await anAgency(database.orm, { timeZone: 'Europe/Berlin' }));
});

async function begun(importId: string): Promise<ImportRun> {
  const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') };
  const runs = new PostgresSyncRunRepository(database.orm);
  const runId = await runs.begin(account, { trigger: 'import', tier: 'import', window });
  return { ...account, importId, runId };
}

async function draft(): Promise<ImportRun> {
  const importId = randomUUID();
  await imports.add({ ...account, importId }, aNewImport);
  return begun(importId);
}

async function* batches(...all: readonly Partial<ImportBatch>[]): AsyncGenerator<ImportBatch> {
  for (const one of all) yield await Promise.resolve({ sales: [], reversals: [], ...one });
}

const many = (count: number, change: (index: number) => Partial<ImportedSale> = () => ({})) =>
  Array.from({ length: count }, (_, index) =>
    anImportedSale({ externalOrderId: `order-${index}`, ...change(index) }),
  );

const state = () =>
  rowsOf(
    database.owner,
    `select external_order_id, order_number, state, status, amount, commission, product_name, sale_date,
       reversed_amount, reversed_commission, has_refund
     from sale where agency_id = $1 order by 1`,
    [account.agencyId],
  );
const differences = () => rowsOf(database.owner, 'select * from rollup_differences($1)', [account.agencyId]);

describe('an import in the ledger', () => {
  it('leaves history and rollups right, and after its undoing all rows as they were', async () => {
    const sales = new PostgresSaleRepository(database.orm, new MirrorCipher());
    await sales.storePage(
      await aPage(database.orm, account, {
        sales: [0, 1, 2, 3].map((id) => aSale({ externalOrderId: `order-${id}`, linkKey: `order-${id}` })),
        reversals: [
          aReversal({ externalReversalId: 'kept', linkKey: 'order-3', commission: '4', amount: '10' }),
        ],
      }),
    );
    const before = await state();
    const run = await draft();
    await imported.commit(
      run,
      batches(
        { sales: many(300, (id) => ({ commission: `${41 + id}` })) },
        {
          sales: many(600, (id) => ({ externalOrderId: `later-${id}`, linkKey: `order-${id}` })),
          reversals: [1, 200, 599].map((id) =>
            anImportedReversal({ externalReversalId: `r-${id}`, linkKey: `order-${id}` }),
          ),
        },
      ),
    );
    expect(await state()).toHaveLength(900);
    expect(await differences()).toEqual([]);
    expect(await imported.undo(await begun(run.importId))).toEqual({
      removed: 896 + 3,
      restored: 4,
      kept: 0,
      keptOrders: [],
    });
    expect(await state()).toEqual(before);
    expect(await differences()).toEqual([]);
  });

  it('restores a sale that only its reversals changed', async () => {
    const sales = new PostgresSaleRepository(database.orm, new MirrorCipher());
    await sales.storePage(await aPage(database.orm, account, { sales: [aSale()] }));
    const before = await state();
    const run = await draft();
    await imported.commit(run, batches({ reversals: [anImportedReversal()] }));
    expect(await state()).toMatchObject([{ status: 'refunded' }]);
    expect(await imported.undo(await begun(run.importId))).toMatchObject({ removed: 1, restored: 0 });
    expect(await state()).toEqual(before);
    expect(await differences()).toEqual([]);
  });

  it('is undone however many rows it has', async () => {
    const run = await draft();
    const at = '2026-03-20T00:00:00Z';
    await rowsOf(
      database.owner,
      `insert into sale (agency_id, account_id, external_order_id, network, order_number, link_key, state, status,
         currency, commission, commission_currency, is_rebill, sale_date, created_by_run, first_seen_at, changed_at)
       select $1, $2, n, 'clickbank', n, n, 'completed', 'completed', 'USD', 1, 'USD', false, $4, $3, $4, $4
       from generate_series(1, 150000) n`,
      [account.agencyId, account.accountId, run.runId, at],
    );
    await rowsOf(
      database.owner,
      `update sales_import set state = 'committed', committed_at = $3, run_id = $2 where id = $1`,
      [run.importId, run.runId, at],
    );
    expect(await imported.undo(await begun(run.importId))).toMatchObject({ removed: 150_000, kept: 0 });
    expect(await state()).toEqual([]);
    expect(await differences()).toEqual([]);
  }, 60_000);

  it('touches no other account', async () => {
    const other = await anAccount(database.orm, account.agencyId);
    const sales = new PostgresSaleRepository(database.orm, new MirrorCipher());
    await sales.storePage(await aPage(database.orm, other, { sales: [aSale({ commission: '7' })] }));
    const run = await draft();
    await imported.commit(run, batches({ sales: [anImportedSale()] }));
    await imported.undo(await begun(run.importId));
    expect(await state()).toMatchObject([{ commission: '7.0000' }]);
  });

  it('lets two commits of one import through one after the other: the second finds it done', async () => {
    const run = await draft();
    const slow = async function* () {
      yield { sales: [anImportedSale()], reversals: [] };
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    const results = await Promise.allSettled([imported.commit(run, slow()), imported.commit(run, slow())]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await state()).toHaveLength(1);
  });
});

describe('the content of a draft', () => {
  const key = () => ({ ...account, importId: randomUUID() });
  const stream = async function* (...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) yield await Promise.resolve(piece);
  };

  it('is sealed, in pieces of about a megabyte', async () => {
    const file = key();
    const text = 'ada@example.com;'.repeat(20_000);
    await files.write(file, stream(...Array.from({ length: 10 }, () => Buffer.from(text))));
    const pieces = await rowsOf(
      database.owner,
      'select content from sales_import_piece where import_id = $1 order by number',
      [file.importId],
    );
    expect(pieces).toHaveLength(3);
    for (const { content } of pieces) expect(String(content as Buffer)).not.toContain('ada@');
  });

  it('does not open when its pieces have changed places', async () => {
    const file = key();
    await files.write(file, stream(Buffer.alloc(1_100_000, 'a'), Buffer.alloc(1_100_000, 'b')));
    await rowsOf(
      database.owner,
      `update sales_import_piece p set content = o.content from sales_import_piece o
       where p.import_id = $1 and o.import_id = $1 and p.number = 0 and o.number = 1`,
      [file.importId],
    );
    const read = async () => {
      for await (const piece of files.read(file)) expect(piece).toBeUndefined();
    };
    await expect(read()).rejects.toThrow(CiphertextUnreadable);
  });

  it('of an upload that broke off with its process goes away a day later', async () => {
    const abandoned = key();
    await files.write(abandoned, stream(Buffer.from('x')));
    const kept = key();
    await files.write(kept, stream(Buffer.from('y')));
    await imports.add(kept, aNewImport);
    await rowsOf(
      database.owner,
      `update sales_import_piece set created_at = now() - interval '25 hours' where agency_id = $1`,
      [account.agencyId],
    );
    await files.write(key(), stream(Buffer.from('z')));
    const left = await rowsOf(
      database.owner,
      'select import_id from sales_import_piece where agency_id = $1',
      [account.agencyId],
    );
    expect(left.map((row) => row.import_id)).not.toContain(abandoned.importId);
    expect(left.map((row) => row.import_id)).toContain(kept.importId);
  });
});
