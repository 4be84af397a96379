import { aReversal, aSale } from '@tributary/domain/testing';
import type { SalePage } from '@tributary/ports';
import { setTimeout } from 'node:timers/promises';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { createTestDatabase, type TestDatabase } from '../testing';
import { aPage, anAccount, anAgency, MirrorCipher, rowsOf, type TestAccount } from '../testing/world';

let database: TestDatabase;
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  account = await anAccount(database.orm, await anAgency(database.orm));
});

const rows = (sql: string, ...parameters: readonly unknown[]) => rowsOf(database.owner, sql, parameters);

/** @returns the run that stored it. */
async function store(page: Partial<SalePage>): Promise<string> {
  const whole = await aPage(database.orm, account, page);
  await new PostgresSaleRepository(database.orm, new MirrorCipher()).storePage(whole);
  return whole.runId;
}

const saleVersions = () =>
  rows(
    `select commission::text, status, has_refund, valid_from, valid_until, is_removed, replaced_by_run, last_good_sync_at
     from sale_version where agency_id = $1 order by valid_from`,
    account.agencyId,
  );
const reversalVersions = () =>
  rows(
    `select commission::text, sale_status, is_removed, replaced_by_run from reversal_version
     where agency_id = $1 order by valid_from`,
    account.agencyId,
  );

describe('versions', () => {
  it('keep what a sale was, until when, and which run replaced it', async () => {
    const first = await store({ sales: [aSale()] });
    await rows(
      `update network_account set last_good_sync_at = '2026-03-14T11:00:00Z' where agency_id = $1`,
      account.agencyId,
    );
    const second = await store({ sales: [aSale({ commission: '41' })] });
    const third = await store({ sales: [aSale({ commission: '42' })] });
    const versions = await saleVersions();
    expect(versions).toMatchObject([
      { commission: '40.0000', is_removed: false, replaced_by_run: second },
      { commission: '41.0000', is_removed: false, replaced_by_run: third },
    ]);
    expect(versions[0]?.last_good_sync_at).toContain('2026-03-14 11:00:00');
    const [sale] = await rows(
      'select first_seen_at, changed_at, created_by_run from sale where agency_id = $1',
      account.agencyId,
    );
    expect(sale?.created_by_run).toBe(first);
    expect(versions.map((version) => version.valid_from)).toEqual([
      sale?.first_seen_at,
      versions[0]?.valid_until,
    ]);
    expect(versions[1]?.valid_until).toBe(sale?.changed_at);
  });

  it('keep nothing that was never shown: a page is one change, however many steps it takes', async () => {
    await store({ sales: [aSale()], reversals: [aReversal()] });
    expect([...(await saleVersions()), ...(await reversalVersions())]).toEqual([]);
    await store({ sales: [aSale({ commission: '50' })], reversals: [aReversal({ commission: '50' })] });
    expect(await saleVersions()).toMatchObject([
      { commission: '40.0000', status: 'refunded', has_refund: true },
    ]);
    expect(await reversalVersions()).toMatchObject([{ commission: '40.0000', sale_status: 'refunded' }]);
  });

  it('keep nothing of a page that changes nothing', async () => {
    const page = { sales: [aSale()], reversals: [aReversal()], completeLinkKeys: ['order-1'] };
    await store(page);
    await store(page);
    expect([...(await saleVersions()), ...(await reversalVersions())]).toEqual([]);
  });

  it('keep what was removed', async () => {
    await store({ sales: [aSale({ state: 'pending' })], reversals: [aReversal({ linkKey: 'other' })] });
    const run = await store({ neverPaid: ['order-1'], completeLinkKeys: ['other'] });
    expect(await saleVersions()).toMatchObject([
      { status: 'pending', is_removed: true, replaced_by_run: run },
    ]);
    expect(await reversalVersions()).toMatchObject([{ is_removed: true, replaced_by_run: run }]);
  });

  it('follow one another in time, also when a transaction began before the change it waited for', async () => {
    await store({ sales: [aSale()] });
    let waiting: Promise<unknown> = Promise.resolve();
    await database.owner.em.fork().transactional(async (em) => {
      const run = (sql: string) => em.getConnection().execute(sql, [], 'run', em.getTransactionContext());
      await run(`select 1 from network_account where id = '${account.accountId}' for no key update`);
      waiting = store({ sales: [aSale({ commission: '42' })] });
      while ((await rows('select 1 from pg_locks where not granted')).length === 0) await setTimeout(2);
      await run(`select set_config('tributary.stored_at', clock_timestamp()::text, true)`);
      const mine = `where agency_id = '${account.agencyId}'`;
      await run(`update sale set commission = 41, changed_at = ledger_instant() ${mine}`);
    });
    await waiting;
    const versions = await saleVersions();
    expect(versions).toMatchObject([{ commission: '40.0000' }, { commission: '41.0000' }]);
    expect(versions[1]?.valid_from).toBe(versions[0]?.valid_until);
    expect(await rows('select 1 from sale_version where valid_until <= valid_from')).toEqual([]);
  });

  it('follow one another in time when many pages are stored at once', async () => {
    await store({ sales: [aSale()] });
    const pages = Array.from({ length: 12 }, (_, index) =>
      store({ sales: [aSale({ commission: `${index}` })] }),
    );
    await Promise.all(pages);
    const versions = await saleVersions();
    const [sale] = await rows('select changed_at from sale where agency_id = $1', account.agencyId);
    const ends = [...versions.slice(1).map((version) => version.valid_from), sale?.changed_at];
    expect(versions.map((version) => version.valid_until)).toEqual(ends);
    const empty = await rows('select 1 from sale_version where valid_until <= valid_from');
    expect([versions.length, empty]).toEqual([12, []]);
  });

  it('know that a change removed the row in the same transaction', async () => {
    await store({ sales: [aSale({ state: 'pending' })] });
    await database.owner.em.fork().transactional(async (em) => {
      const run = (sql: string) => em.getConnection().execute(sql, [], 'run', em.getTransactionContext());
      const mine = `where agency_id = '${account.agencyId}'`;
      await run(`update sale set commission = 1, changed_at = ledger_instant() ${mine}`);
      await run(`delete from sale ${mine}`);
    });
    expect(await saleVersions()).toMatchObject([{ commission: '40.0000', is_removed: true }]);
  });

  it('refuse a change that does not say when it was made', async () => {
    await store({ sales: [aSale()] });
    const change = rows('update sale set commission = 1 where agency_id = $1', account.agencyId);
    await expect(change).rejects.toThrow('must set changed_at to ledger_instant()');
  });
});
