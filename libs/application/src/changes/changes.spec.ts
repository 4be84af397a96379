import { currency } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { SalePage } from '@tributary/ports';
import {
  InMemoryLastLookRepository,
  InMemorySaleHistoryRepository,
  InMemorySyncRunRepository,
  newPage,
} from '@tributary/ports/testing';
import { AGENCY, CLICKBANK, HOTMART, Office, TEAM } from '../testing/office';
import { ListChanges, MAX_CHANGES_PAGE } from './list-changes';
import { MarkLooked } from './mark-looked';
import { ReadSaleHistory } from './read-sale-history';
import { SummarizeChanges } from './summarize-changes';

const MEMBER = '0198c0de-0000-7000-8000-00000000cccc';
const HOUR = 3_600_000;
const EVERYTHING = { since: null, until: null, networks: [], accountIds: [], clientIds: [] };
const EUR = { commissionCurrency: currency('EUR') };

let office: Office;
let looks: InMemoryLastLookRepository;
let history: InMemorySaleHistoryRepository;
let clickbank: string;
let hotmart: string;

beforeEach(async () => {
  office = await Office.open();
  looks = new InMemoryLastLookRepository();
  history = new InMemorySaleHistoryRepository(office.storage);
  clickbank = await office.connect();
  hotmart = await office.connect({ network: HOTMART });
});

/** Every page is stored an hour after the one before; a minute later somebody may look. @returns the run's id. */
async function store(accountId: string, page: Partial<SalePage>): Promise<string> {
  office.clock.advance(HOUR);
  const account = {
    agencyId: AGENCY.id,
    accountId,
    network: accountId === hotmart ? HOTMART : CLICKBANK,
  };
  const whole = await newPage({ runs: new InMemorySyncRunRepository(office.storage) }, account, page);
  await office.sales.storePage(whole);
  office.clock.advance(60_000);
  return whole.runId;
}

const sales = (count: number, overrides = {}) =>
  Array.from({ length: count }, (_, index) => aSale({ externalOrderId: `o-${index}`, ...EUR, ...overrides }));

describe('ListChanges', () => {
  it.each([
    [7, 3, [3, 3, 1]],
    [6, 3, [3, 3]],
    [0, 3, [0]],
  ])('%i changes, %i a page: pages of %j', async (count, limit, sizes) => {
    await store(clickbank, { sales: sales(count) });
    await store(clickbank, { sales: sales(count, { commission: '1' }) });
    const list = new ListChanges(history, office.accounts);
    const found: string[][] = [];
    let after = null;
    do {
      const { changes, next } = await list.run(TEAM, EVERYTHING, { limit, after });
      found.push(changes.map(({ id }) => id.externalOrderId));
      after = next;
    } while (after !== null);
    expect(found.map((page) => page.length)).toEqual(sizes);
    expect(new Set(found.flat()).size).toBe(count);
  });

  it('gives no more than the largest page, whatever is asked', async () => {
    await store(clickbank, { sales: sales(MAX_CHANGES_PAGE + 5) });
    await store(clickbank, { sales: sales(MAX_CHANGES_PAGE + 5, { commission: '1' }) });
    const page = await new ListChanges(history, office.accounts).run(TEAM, EVERYTHING, {
      limit: 1e6,
      after: null,
    });
    expect(page.changes).toHaveLength(MAX_CHANGES_PAGE);
    expect(page.next).not.toBeNull();
  });
});

describe('SummarizeChanges', () => {
  const summarize = (filter = {}) =>
    new SummarizeChanges({ ...office.ports, history, looks }).run(TEAM, MEMBER, {
      ...EVERYTHING,
      ...filter,
    });
  const look = (until: Date) => new MarkLooked(looks, office.clock).run(AGENCY.id, MEMBER, until);

  it('tells of the last week before the first look', async () => {
    const summary = await summarize();
    expect(summary).toEqual({
      ...{ since: new Date('2026-03-07T12:00:00Z'), until: new Date('2026-03-14T12:00:00Z') },
      ...{ lastLookedAt: null, sales: 0, effect: '0', networks: [], notConverted: [] },
    });
  });

  it('adds up per network, most changed sales first; what has no rate stays beside', async () => {
    await store(clickbank, { sales: sales(1) });
    await store(hotmart, { sales: [...sales(2), aSale({ externalOrderId: 'usd' })] });
    await store(clickbank, { sales: sales(1, { commission: '41' }) });
    const changed = { commission: '30' };
    await store(hotmart, { sales: [...sales(2, changed), aSale({ externalOrderId: 'usd', ...changed })] });
    expect(await summarize()).toMatchObject({
      ...{ sales: 4, effect: '-19' },
      networks: [
        { network: 'hotmart', sales: 3, effect: '-20' },
        { network: 'clickbank', sales: 1, effect: '1' },
      ],
      notConverted: [{ currency: 'USD', amount: '-10' }],
    });
    expect(await summarize({ networks: [CLICKBANK] })).toMatchObject({ sales: 1, notConverted: [] });
  });

  it('tells of what moved since the last look only, unless asked from another moment on', async () => {
    await store(clickbank, { sales: sales(1) });
    await store(clickbank, { sales: sales(1, { commission: '41' }) });
    const first = await summarize();
    expect(first.sales).toBe(1);
    await look(first.until);
    expect(await summarize()).toMatchObject({ sales: 0, since: new Date('2026-03-14T14:01:50Z') });
    await store(clickbank, { sales: sales(1, { commission: '42' }) });
    expect(await summarize()).toMatchObject({ sales: 1, effect: '1' });
    expect(await summarize({ since: first.since })).toMatchObject({ sales: 1, effect: '2' });
  });

  it('tells twice of what was stored in the seconds before a look', async () => {
    await store(clickbank, { sales: sales(1) });
    await store(clickbank, { sales: sales(1, { commission: '41' }) });
    const stored = new Date('2026-03-14T14:01:00Z');
    await look(new Date(stored.getTime() + 5_000));
    expect((await summarize()).sales).toBe(1);
    await look(new Date(stored.getTime() + 15_000));
    expect((await summarize()).sales).toBe(0);
  });

  it('takes a look into the future for a look now', async () => {
    await look(new Date('2030-01-01T00:00:00Z'));
    await store(clickbank, { sales: sales(1) });
    await store(clickbank, { sales: sales(1, { commission: '41' }) });
    expect((await summarize()).sales).toBe(1);
  });
});

describe('ReadSaleHistory', () => {
  const read = (order = 'o-0', viewer = TEAM) =>
    new ReadSaleHistory(history).run(viewer, { accountId: clickbank, externalOrderId: order });
  const refund = (change = {}) =>
    aReversal({ linkKey: 'o-0', commissionCurrency: EUR.commissionCurrency, ...change });

  it('begins when it was first seen, and tells each step with what stood beside it', async () => {
    const seen = await store(clickbank, { sales: sales(1, { state: 'pending' }) });
    const paid = await store(clickbank, { sales: sales(1) });
    const refunded = await store(clickbank, { reversals: [refund()] });
    expect(await read()).toMatchObject([
      {
        kind: 'first-seen',
        at: new Date('2026-03-14T13:00:00Z'),
        before: null,
        effects: [],
        run: { id: seen },
      },
      { kind: 'status', effects: [{ currency: 'EUR', amount: '40' }], reversals: [], run: { id: paid } },
      {
        kind: 'reversed',
        effects: [{ amount: '-40' }],
        reversals: [{ kind: 'refund', commission: '40.0000' }],
        run: { id: refunded },
      },
    ]);
  });

  it('tells of a reversal that was dated anew, though the sale says the same', async () => {
    await store(clickbank, { sales: sales(1), reversals: [refund()] });
    const dated = await store(clickbank, {
      reversals: [refund({ reversedAt: new Date('2026-03-17T00:00:00Z') })],
    });
    const [, entry, ...others] = await read();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      kind: 'details',
      reversals: [{ reversedAt: new Date('2026-03-17T00:00:00Z') }],
      run: { id: dated },
    });
  });

  it('tells when a sale went, and when it came back', async () => {
    await store(clickbank, { sales: sales(1, { state: 'pending' }) });
    const gone = await store(clickbank, { neverPaid: ['o-0'] });
    await store(clickbank, { sales: sales(1) });
    const entries = await read();
    expect(entries.map(({ kind }) => kind)).toEqual(['first-seen', 'removed', 'first-seen']);
    expect(entries[1]).toMatchObject({ after: null, run: { id: gone } });
  });

  it('refuses what it does not know', async () => {
    await expect(read('unknown')).rejects.toMatchObject({ code: 'not-found' });
  });
});
