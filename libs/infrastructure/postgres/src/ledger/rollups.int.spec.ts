import { currency } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import { BOOKING_CLOCKS, type FiguresQuery, type SalePage } from '@tributary/ports';
import { PostgresFiguresRepository } from '../figures/figures.repository';
import { PostgresAgencyRepository } from '../identity/agency.repository';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { createTestDatabase, type TestDatabase } from '../testing';
import { figuresOfRows } from '../testing/figures-of-rows';
import { chance, storeRandomHistory } from '../testing/random-history';
import { aPage, anAccount, anAgency, MirrorCipher, rowsOf, type TestAccount } from '../testing/world';
import { PostgresRollupMaintenance } from './rollup-maintenance.repository';

const SPAN = [new Date('2026-02-20T00:00:00Z'), new Date('2026-05-20T00:00:00Z')] as const;

let database: TestDatabase;
let maintenance: PostgresRollupMaintenance;
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
  maintenance = new PostgresRollupMaintenance(database.orm);
});
afterAll(() => database.drop());
beforeEach(async () => {
  account = await anAccount(database.orm, await anAgency(database.orm, { timeZone: 'Europe/Berlin' }));
});

const rows = (sql: string, ...parameters: readonly unknown[]) => rowsOf(database.owner, sql, parameters);

async function store(page: Partial<SalePage>, owner = account) {
  const repository = new PostgresSaleRepository(database.orm, new MirrorCipher());
  await repository.storePage(await aPage(database.orm, owner, page));
}

async function history(owner = account) {
  await storeRandomHistory(database.orm, [owner], { random: chance(11), span: SPAN, pages: 4 });
}

describe('the sums per day', () => {
  it('are found wrong cell by cell, and are right again after a rebuild', async () => {
    await store({
      sales: [aSale(), aSale({ externalOrderId: 'order-2', linkKey: 'order-2', commission: '2' })],
      reversals: [aReversal()],
    });
    expect(await maintenance.differences(account.agencyId)).toEqual([]);
    await rows('update daily_sales set completed_commission = 1.5 where agency_id = $1', account.agencyId);
    await rows('delete from daily_reversals where agency_id = $1', account.agencyId);
    const cell = { day: '2026-03-14', accountId: account.accountId };
    expect(await maintenance.differences(account.agencyId)).toEqual([
      { table: 'daily_reversals', ...cell, column: 'refunded_commission', stored: '0', actual: '40' },
      { table: 'daily_reversals', ...cell, column: 'refunded_count', stored: '0', actual: '1' },
      { table: 'daily_reversals', ...cell, column: 'refunded_gross', stored: '0', actual: '100' },
      { table: 'daily_sales', ...cell, column: 'completed_commission', stored: '1.5', actual: '2' },
    ]);
    await maintenance.rebuild(account.agencyId);
    expect(await maintenance.differences(account.agencyId)).toEqual([]);
  });

  it('know a cell without any row behind it', async () => {
    await store({ sales: [aSale()] });
    const other = await anAccount(database.orm, account.agencyId);
    await rows(
      'update daily_sales set account_id = $2 where agency_id = $1',
      account.agencyId,
      other.accountId,
    );
    const found = await maintenance.differences(account.agencyId);
    expect(new Set(found.map((one) => one.accountId))).toEqual(new Set([account.accountId, other.accountId]));
    expect(found.find((one) => one.column === 'completed_count' && one.stored === '1')?.actual).toBe('0');
  });

  it('have no cell left when the last of its rows has gone', async () => {
    await store({ sales: [aSale({ state: 'pending' })], reversals: [aReversal({ linkKey: 'unknown' })] });
    await store({ neverPaid: ['order-1'], completeLinkKeys: ['unknown'] });
    const left = await rows(
      `select 1 from daily_sales where agency_id = $1 union all select 1 from daily_reversals where agency_id = $1`,
      account.agencyId,
    );
    expect(left).toEqual([]);
  });

  it('of one agency are not touched by a rebuild of another', async () => {
    await history();
    const before = await rows('select ctid, xmin from daily_sales where agency_id = $1', account.agencyId);
    await maintenance.rebuild(await anAgency(database.orm));
    expect(await rows('select ctid, xmin from daily_sales where agency_id = $1', account.agencyId)).toEqual(
      before,
    );
  });

  it('count every page once, also those stored while they are rebuilt', async () => {
    const accounts = [account, await anAccount(database.orm, account.agencyId, 'hotmart')];
    await Promise.all([
      ...accounts.map((owner) => history(owner)),
      ...Array.from({ length: 5 }, () => maintenance.rebuild(account.agencyId)),
    ]);
    expect(await maintenance.differences(account.agencyId)).toEqual([]);
  });

  it('survive that an agency or an account is deleted, and sales after it', async () => {
    const sibling = await anAccount(database.orm, account.agencyId);
    await history();
    await history(sibling);
    await rows('delete from network_account where id = $1', sibling.accountId);
    await rows(
      'delete from sale where agency_id = $1 and account_id = $2',
      account.agencyId,
      sibling.accountId,
    );
    await rows(
      'delete from reversal where agency_id = $1 and account_id = $2',
      account.agencyId,
      sibling.accountId,
    );
    expect(await maintenance.differences(account.agencyId)).toEqual([]);
    await rows('delete from agency where id = $1', account.agencyId);
    await rows('delete from sale where agency_id = $1', account.agencyId);
    expect(await rows('select 1 from daily_sales where agency_id = $1', account.agencyId)).toEqual([]);
  });
});

describe('a new time zone of the agency', () => {
  const query = (overrides: Partial<FiguresQuery>): FiguresQuery => ({
    ...{ agencyId: account.agencyId, reportingCurrency: currency('USD'), zone: 'UTC', clock: 'sale-date' },
    ...{ from: new Date('2026-01-01T00:00:00Z'), until: new Date('2027-01-01T00:00:00Z') },
    ...{ networks: [], accounts: 'all', statuses: [], asOf: null },
    ...overrides,
  });

  it('moves what is summed per day with it, at once', async () => {
    await history();
    const agencies = new PostgresAgencyRepository(database.orm);
    const figures = new PostgresFiguresRepository(database.orm);
    for (const timeZone of ['America/New_York', 'Asia/Kolkata', 'Europe/Berlin']) {
      const settings = { name: 'Northbank', reportingCurrency: currency('USD'), timeZone };
      await agencies.changeSettings(account.agencyId, settings);
      expect(await agencies.find(account.agencyId)).toMatchObject(settings);
      expect(await maintenance.differences(account.agencyId)).toEqual([]);
      for (const clock of BOOKING_CLOCKS) {
        const asked = query({ zone: timeZone, clock });
        expect(await figures.byDay(asked)).toEqual((await figuresOfRows(database.owner, asked)).days);
      }
    }
  });

  it('is the only setting that sums anew', async () => {
    await store({ sales: [aSale()] });
    const cells = () => rows('select ctid, xmin from daily_sales where agency_id = $1', account.agencyId);
    const before = await cells();
    const settings = { name: 'Southbank', reportingCurrency: currency('EUR'), timeZone: 'Europe/Berlin' };
    await new PostgresAgencyRepository(database.orm).changeSettings(account.agencyId, settings);
    expect(await cells()).toEqual(before);
  });

  it('meets pages that are stored at the same time', async () => {
    const agencies = new PostgresAgencyRepository(database.orm);
    const zones = ['America/New_York', 'Asia/Kolkata', 'Europe/Berlin', 'Pacific/Auckland'];
    const settings = { name: 'Northbank', reportingCurrency: currency('USD') };
    await Promise.all([
      history(),
      ...zones.map((timeZone) => agencies.changeSettings(account.agencyId, { ...settings, timeZone })),
    ]);
    expect(await maintenance.differences(account.agencyId)).toEqual([]);
  });
});
