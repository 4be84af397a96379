import type { Reversal, Sale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { SaleFilter, SalePage, SaleView } from '@tributary/ports';
import { zstdDecompressSync } from 'node:zlib';
import { PostgresNetworkAccountRepository } from '../account/network-account.repository';
import { PostgresSyncRunRepository } from '../account/sync-run.repository';
import { createTestDatabase, type TestDatabase } from '../testing';
import { aPage, anAccount, anAgency, MirrorCipher, rowsOf, type TestAccount } from '../testing/world';
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
let sales: PostgresSaleRepository;
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = new PostgresSaleRepository(database.orm, new MirrorCipher());
});
afterAll(() => database.drop());
beforeEach(async () => {
  account = await anAccount(database.orm, await anAgency(database.orm));
});

async function store(overrides: Partial<SalePage>) {
  return sales.storePage(await aPage(database.orm, account, overrides));
}

async function stored(): Promise<readonly SaleView[]> {
  return sales.listSales(account.agencyId, EVERYTHING, { limit: 100, after: null });
}

async function theSale(): Promise<SaleView> {
  const [sale, ...others] = await stored();
  if (!sale || others.length > 0) throw new Error(`expected one sale, not ${others.length + (sale ? 1 : 0)}`);
  return sale;
}

const day = (number: number) => new Date(Date.UTC(2026, 2, number, 12));

describe('storing sales', () => {
  it('keeps every field exactly', async () => {
    const sale = aSale({
      amount: '123456789012345.6789',
      commission: null,
      productName: 'Ünïcode — "quoted"',
      isRebill: true,
    });
    expect(await store({ sales: [sale] })).toEqual({ created: 1, changed: 0, unchanged: 0, quarantined: 0 });
    expect(await theSale()).toMatchObject({
      id: { accountId: account.accountId, externalOrderId: 'order-1' },
      network: 'clickbank',
      status: 'completed',
      amount: '123456789012345.6789',
      commission: null,
      reversedCommission: '0.0000',
      productName: 'Ünïcode — "quoted"',
      saleDate: sale.saleDate,
      reversals: [],
    });
  });

  it('changes nothing when the same rows are stored again: no new version of any row', async () => {
    const rows = {
      sales: Array.from({ length: 50 }, (_, index) => aSale({ externalOrderId: `order-${index}` })),
      reversals: [
        aReversal({ externalReversalId: 'r-1' }),
        aReversal({ externalReversalId: 'r-2', reversedAt: null }),
      ],
      completeLinkKeys: ['order-1'],
      neverPaid: ['order-unknown'],
    };
    const versions = () =>
      rowsOf(
        database.owner,
        `select ctid::text, xmin::text, tableoid::text, external_order_id as key from sale where agency_id = $1
         union all
         select ctid::text, xmin::text, tableoid::text, external_reversal_id from reversal where agency_id = $1
         order by 4, 3`,
        [account.agencyId],
      );
    expect(await store(rows)).toMatchObject({ created: 52, changed: 0, unchanged: 0 });
    const before = await versions();
    expect(before).toHaveLength(52);
    expect(await store(rows)).toEqual({ created: 0, changed: 0, unchanged: 52, quarantined: 0 });
    expect(await versions()).toEqual(before);
  });

  it('stores the last of several readings of one order in a page', async () => {
    const readings = [aSale({ state: 'pending' }), aSale({ amount: '1.00' }), aSale({ amount: '2.00' })];
    expect(await store({ sales: readings })).toMatchObject({ created: 1, changed: 0, unchanged: 0 });
    expect(await theSale()).toMatchObject({ amount: '2.0000', status: 'completed' });
  });

  it('follows a sale from pending to completed and back', async () => {
    await store({ sales: [aSale({ state: 'pending' })] });
    expect((await theSale()).status).toBe('pending');
    expect(await store({ sales: [aSale()] })).toMatchObject({ created: 0, changed: 1 });
    expect((await theSale()).status).toBe('completed');
    await store({ sales: [aSale({ state: 'pending' })] });
    expect((await theSale()).status).toBe('pending');
  });

  it('removes what was never paid, but nothing that was', async () => {
    await store({ sales: [aSale({ state: 'pending' }), aSale({ externalOrderId: 'paid' })] });
    expect(await store({ neverPaid: ['order-1', 'paid', 'unknown'] })).toMatchObject({ changed: 1 });
    expect((await theSale()).id.externalOrderId).toBe('paid');
  });

  it('does not store a pending sale that the same page declares never paid', async () => {
    const page = { sales: [aSale({ state: 'pending' })], neverPaid: ['order-1'] };
    expect(await store(page)).toEqual({ created: 0, changed: 0, unchanged: 0, quarantined: 0 });
    expect(await stored()).toEqual([]);
  });

  it('leaves other accounts and agencies alone', async () => {
    const other = await anAccount(database.orm, await anAgency(database.orm));
    const sibling = await anAccount(database.orm, account.agencyId);
    for (const owner of [other, sibling]) {
      await sales.storePage(await aPage(database.orm, owner, { sales: [aSale({ state: 'pending' })] }));
    }
    await store({ sales: [aSale({ amount: '1.00' })], reversals: [aReversal()], neverPaid: ['order-1'] });
    await store({ completeLinkKeys: ['order-1'] });
    const [theirs] = await sales.listSales(other.agencyId, EVERYTHING, { limit: 9, after: null });
    expect(theirs).toMatchObject({ amount: '100.0000', status: 'pending', reversals: [] });
    const siblings = { ...EVERYTHING, accounts: [sibling.accountId] };
    const [sibs] = await sales.listSales(account.agencyId, siblings, { limit: 9, after: null });
    expect(sibs).toMatchObject({ amount: '100.0000', status: 'pending', reversals: [] });
  });

  it('refuses a page whose account belongs to another agency', async () => {
    const stranger = { ...account, agencyId: await anAgency(database.orm) };
    const page = await aPage(database.orm, account, { sales: [aSale()] });
    await expect(sales.storePage({ ...page, account: stranger })).rejects.toThrow(RangeError);
  });
});

describe('reversals', () => {
  const sale = aSale({ saleDate: day(14) });

  it.each<[string, readonly Partial<SalePage>[]]>([
    ['after its sale', [{ sales: [sale] }, { reversals: [aReversal()] }]],
    ['before its sale', [{ reversals: [aReversal()] }, { sales: [sale] }]],
    ['in the same page', [{ sales: [sale], reversals: [aReversal()] }]],
  ])('link themselves when they arrive %s', async (_, pages) => {
    for (const page of pages) await store(page);
    expect(await theSale()).toMatchObject({
      status: 'refunded',
      reversedCommission: '40.0000',
      reversals: [
        { kind: 'refund', reversedAt: day(16), observed: false, amount: '100.0000', commission: '40.0000' },
      ],
    });
  });

  it('belong to the newest sale before them when several share a link key', async () => {
    const rebills = [1, 10, 20].map((number) =>
      aSale({ externalOrderId: `rebill-${number}`, linkKey: 'order-1', saleDate: day(number) }),
    );
    await store({ reversals: [aReversal({ reversedAt: day(12) })] });
    await store({ sales: rebills });
    const statuses = (await stored()).map((row) => [row.id.externalOrderId, row.status]);
    expect(statuses).toEqual([
      ['rebill-20', 'completed'],
      ['rebill-10', 'refunded'],
      ['rebill-1', 'completed'],
    ]);
  });

  it('belong to the newest sale when all of them are later', async () => {
    await store({ sales: [aSale({ saleDate: day(20) })], reversals: [aReversal({ reversedAt: day(2) })] });
    expect((await theSale()).status).toBe('refunded');
  });

  it('move with a sale whose link key changes', async () => {
    await store({ sales: [sale], reversals: [aReversal()] });
    await store({ sales: [{ ...sale, linkKey: 'another' }] });
    expect(await theSale()).toMatchObject({
      status: 'completed',
      reversedCommission: '0.0000',
      reversals: [],
    });
    await store({ reversals: [aReversal({ linkKey: 'another' })] });
    expect((await theSale()).status).toBe('refunded');
  });

  it('are dated once by the database when the network tells no date, until it tells one', async () => {
    await store({ sales: [sale], reversals: [aReversal({ reversedAt: null })] });
    const first = (await theSale()).reversals[0];
    expect(first?.observed).toBe(true);
    expect(Math.abs((first?.reversedAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    await store({ reversals: [aReversal({ reversedAt: null, commission: '39.00' })] });
    expect((await theSale()).reversals).toEqual([{ ...first, commission: '39.0000' }]);
    await store({ reversals: [aReversal({ reversedAt: day(16) })] });
    expect((await theSale()).reversals).toMatchObject([{ observed: false, reversedAt: day(16) }]);
    await store({ reversals: [aReversal({ reversedAt: null })] });
    expect((await theSale()).reversals).toMatchObject([{ observed: false, reversedAt: day(16) }]);
  });

  it('are withdrawn when an in-place network tells them no more', async () => {
    const chargeback = aReversal({ externalReversalId: 'order-1:chargeback', kind: 'chargeback' });
    await store({ sales: [sale], reversals: [chargeback], completeLinkKeys: ['order-1'] });
    expect((await theSale()).status).toBe('chargeback');
    expect(await store({ sales: [sale], completeLinkKeys: ['order-1'] })).toMatchObject({
      changed: 1,
      unchanged: 1,
    });
    expect(await theSale()).toMatchObject({
      status: 'completed',
      reversedCommission: '0.0000',
      reversals: [],
    });
  });

  it('of other link keys stay when one is complete', async () => {
    await store({ sales: [sale], reversals: [aReversal()] });
    await store({ completeLinkKeys: ['order-2'] });
    expect((await theSale()).status).toBe('refunded');
  });
});

describe('status and reversed part', () => {
  const partial = (key: string, amount: string, commission: string) =>
    aReversal({ externalReversalId: key, amount, commission });

  const refund = (overrides: Partial<Reversal>) => [aReversal(overrides)];

  it.each<{
    readonly after: string;
    readonly sale?: Partial<Sale>;
    readonly reversals: readonly Reversal[];
    readonly status: SaleView['status'];
    readonly reversed: string;
  }>([
    {
      after: 'a partial refund',
      reversals: [partial('a', '30', '12')],
      status: 'completed',
      reversed: '12.0000',
    },
    {
      after: 'partial refunds that add up',
      reversals: [partial('a', '30', '12'), partial('b', '70', '28')],
      status: 'refunded',
      reversed: '40.0000',
    },
    {
      after: 'a refund and then a chargeback',
      reversals: [aReversal({ commission: '0' }), aReversal({ externalReversalId: 'c', kind: 'chargeback' })],
      status: 'chargeback',
      reversed: '40.0000',
    },
    {
      after: 'a commission void',
      reversals: refund({ kind: 'void', amount: null }),
      status: 'completed',
      reversed: '40.0000',
    },
    {
      after: 'a refund that leaves the commission, gross unknown',
      sale: { amount: null },
      reversals: refund({ amount: null, commission: '0' }),
      status: 'refunded',
      reversed: '0.0000',
    },
    {
      after: 'a refund of part of the commission, gross unknown',
      sale: { amount: null },
      reversals: refund({ amount: null, commission: '10' }),
      status: 'completed',
      reversed: '10.0000',
    },
    {
      after: 'a refund of all of the commission, gross unknown',
      sale: { amount: null },
      reversals: refund({ amount: null, commission: '40' }),
      status: 'refunded',
      reversed: '40.0000',
    },
    {
      after: 'a refund that tells no figure at all',
      sale: { amount: null, commission: null },
      reversals: refund({ amount: null, commission: null }),
      status: 'refunded',
      reversed: '0.0000',
    },
    {
      after: 'a full refund of a pending sale',
      sale: { state: 'pending' },
      reversals: refund({}),
      status: 'refunded',
      reversed: '40.0000',
    },
    {
      after: 'a partial refund of a pending sale',
      sale: { state: 'pending' },
      reversals: [partial('a', '1', '1')],
      status: 'pending',
      reversed: '1.0000',
    },
  ])('after $after', async ({ sale, reversals, status, reversed }) => {
    await store({ sales: [aSale(sale)], reversals });
    expect(await theSale()).toMatchObject({ status, reversedCommission: reversed });
  });

  it('are derived again when the sale itself changes', async () => {
    await store({ sales: [aSale()], reversals: [partial('a', '30', '12')] });
    await store({ sales: [aSale({ amount: '30' })] });
    expect((await theSale()).status).toBe('refunded');
    await store({ sales: [aSale({ amount: '31' })] });
    expect((await theSale()).status).toBe('completed');
  });
});

describe('what is kept beside the rows', () => {
  it('keeps a raw page once per content, compressed and sealed', async () => {
    const rawPage = Buffer.from(JSON.stringify({ rows: 'x'.repeat(5_000) }));
    await store({ rawPages: [{ bytes: rawPage, told: null }] });
    await store({ rawPages: [{ bytes: rawPage, told: null }] });
    const pages = await rowsOf(database.owner, 'select content from raw_page where agency_id = $1', [
      account.agencyId,
    ]);
    expect(pages).toHaveLength(1);
    const content = pages[0]?.content as Buffer;
    expect(content.length).toBeLessThan(500);
    expect(zstdDecompressSync(new MirrorCipher().open(content)).equals(rawPage)).toBe(true);
  });

  it('keeps quarantined rows sealed, once per content, and reopens one that fails again', async () => {
    const quarantined = [
      { reason: 'unknown status', raw: { id: 1, email: 'buyer@example.com' } },
      { reason: 'unknown status', raw: { id: 1, email: 'buyer@example.com' } },
      { reason: 'no currency', raw: { id: 2 } },
    ];
    expect(await store({ quarantined })).toMatchObject({ quarantined: 2 });
    await rowsOf(database.owner, 'update quarantined_row set resolved_at = now() where agency_id = $1', [
      account.agencyId,
    ]);
    expect(await store({ quarantined })).toMatchObject({ quarantined: 2 });
    const rows = await rowsOf(
      database.owner,
      'select reason, content, resolved_at from quarantined_row where agency_id = $1 order by reason',
      [account.agencyId],
    );
    expect(rows).toMatchObject([
      { reason: 'no currency', resolved_at: null },
      { reason: 'unknown status', resolved_at: null },
    ]);
    const content = rows[1]?.content as Buffer;
    expect(content.includes('buyer@example.com')).toBe(false);
    expect(JSON.parse(Buffer.from(new MirrorCipher().open(content)).toString())).toEqual(quarantined[0]?.raw);
  });

  it('counts the pages and rows of the run', async () => {
    const page = await aPage(database.orm, account, { sales: [aSale()] });
    await sales.storePage(page);
    await sales.storePage({
      ...page,
      sales: [aSale({ amount: '1' }), aSale({ externalOrderId: 'order-2' })],
    });
    await sales.storePage(page);
    const run = await new PostgresSyncRunRepository(database.orm).finish(account, page.runId, null);
    expect(run).toMatchObject({ pages: 3, created: 2, changed: 2, unchanged: 0, outcome: 'ok' });
  });
});

describe('the checkpoint', () => {
  const accounts = () => new PostgresNetworkAccountRepository(database.orm);
  const history = async () => (await accounts().find(account))?.history;

  it('moves with the page that completes it, and never back', async () => {
    await store({ checkpoint: day(5) });
    expect(await history()).toEqual({ checkpoint: day(5), lastWarmAt: null, lastColdAt: null });
    await store({ checkpoint: day(3) });
    expect((await history())?.checkpoint).toEqual(day(5));
    await store({ checkpoint: null });
    expect((await history())?.checkpoint).toEqual(day(5));
  });

  it.each([
    ['hot', false, false],
    ['warm', true, false],
    ['cold', true, true],
    ['backfill', true, true],
  ] as const)('a completed %s tier dates the tiers it includes', async (tier, isWarm, isCold) => {
    await store({ checkpoint: day(5), completedTier: tier });
    const tiers = await history();
    expect([tiers?.lastWarmAt !== null, tiers?.lastColdAt !== null]).toEqual([isWarm, isCold]);
  });

  it('stays, like everything else of the page, when one row of it cannot be stored', async () => {
    const page = {
      sales: [aSale(), aSale({ externalOrderId: 'order-2', amount: 'NaN,' })],
      checkpoint: day(5),
    };
    await expect(store(page)).rejects.toThrow();
    expect((await history())?.checkpoint).toBeNull();
    expect(await stored()).toEqual([]);
    expect(
      await rowsOf(database.owner, 'select 1 from raw_page where agency_id = $1', [account.agencyId]),
    ).toEqual([]);
  });
});
