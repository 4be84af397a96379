import type { Reversal, Sale, SaleState, SyncWindow } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import { NetworkUnavailable, type RawRow, type SaleView } from '@tributary/ports';
import { rowMeaning, type ScriptStep } from '@tributary/ports/testing';
import fc from 'fast-check';
import { SyncWorld } from '../testing/sync-world';

const HOUR = 3_600_000;
/** The world's history: 45 days before its clock. */
const HISTORY_START = new Date('2026-01-28T12:00:00Z').getTime();
const HISTORY_HOURS = 45 * 24;

/** One order as the network knows it; its rows are told by the date of the sale. */
interface Order {
  readonly sale: Sale;
  readonly reversals: readonly Reversal[];
}

const order = fc.record({
  hour: fc.integer({ min: 0, max: HISTORY_HOURS - 1 }),
  state: fc.constantFrom<SaleState>('pending', 'completed'),
  cents: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
  link: fc.integer({ min: 0, max: 5 }),
  reversals: fc.array(
    fc.record({
      kind: fc.constantFrom('refund', 'chargeback', 'void' as const),
      cents: fc.option(fc.integer({ min: 0, max: 10_000_000 })),
      after: fc.option(fc.integer({ min: 0, max: 24 * 30 })),
    }),
    { maxLength: 2 },
  ),
});

const history = fc.array(order, { maxLength: 12 }).map((orders) =>
  orders.map((one, index): Order => {
    const saleDate = new Date(HISTORY_START + one.hour * HOUR);
    const linkKey = `link-${one.link}`;
    return {
      sale: aSale({
        ...{ externalOrderId: `order-${index}`, linkKey, state: one.state, saleDate },
        commission: money(one.cents),
      }),
      reversals: one.reversals.map((reversal, number) =>
        aReversal({
          ...{ externalReversalId: `order-${index}:${number}`, linkKey, kind: reversal.kind },
          commission: money(reversal.cents),
          reversedAt: reversal.after === null ? null : new Date(saleDate.getTime() + reversal.after * HOUR),
        }),
      ),
    };
  }),
);

const recentHistory = history.map((orders) =>
  orders.map(({ sale, reversals }) => {
    const hours = Math.floor((sale.saleDate.getTime() - HISTORY_START) / HOUR / 20);
    return {
      sale: { ...sale, saleDate: new Date(HISTORY_START + (HISTORY_HOURS - 48 + (hours % 48)) * HOUR) },
      reversals,
    };
  }),
);

/** What becomes of one order within an hour; often nothing. */
const hours = fc.array(
  fc.record({
    place: fc.nat(30),
    order: fc.constantFrom<(order: Order) => Order>(
      ({ sale, reversals }) => ({ sale: { ...sale, state: 'completed' }, reversals }),
      ({ sale, reversals }) => ({ sale: { ...sale, commission: '7.00' }, reversals }),
      ({ sale }) => ({ sale, reversals: [] }),
      ({ sale, reversals }) => ({
        sale,
        reversals: [
          ...reversals,
          aReversal({ externalReversalId: `${sale.externalOrderId}:late`, linkKey: sale.linkKey }),
        ],
      }),
    ),
  }),
  { minLength: 2, maxLength: 6 },
);

const pageSize = fc.integer({ min: 1, max: 4 });

function money(cents: number | null): string | null {
  return cents === null ? null : (cents / 100).toFixed(2);
}

/** The pages of a window, at least one. Order and reversal are rows of their own. */
function pagesOf(orders: readonly Order[], window: SyncWindow, size: number): RawRow[][] {
  const rows = orders
    .filter(({ sale }) => sale.saleDate >= window.from && sale.saleDate < window.to)
    .flatMap(({ sale, reversals }) => [
      ...reversals.map((reversal) => rowMeaning({ reversals: [reversal] })),
      rowMeaning({ sales: [sale] }),
    ]);
  const pages = Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
  return pages.length === 0 ? [[]] : pages;
}

async function readWhole(orders: readonly Order[], size: number): Promise<SyncWorld> {
  const world = await SyncWorld.with((window) => pagesOf(orders, window, size));
  await world.sync();
  return world;
}

/** Everything stored, but for the moment at which an undated reversal was first seen. */
async function stateOf(world: SyncWorld) {
  return { sales: await world.sales(), history: world.account.history };
}

function ids(sales: readonly SaleView[]): string[] {
  return sales.map((sale) => sale.id.externalOrderId).sort();
}

describe('SyncAccount, for any history', () => {
  it('stores every order once, however the network pages', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.tuple(pageSize, pageSize), async (orders, [size, otherSize]) => {
        const world = await readWhole(orders, size);
        expect(ids(await world.sales())).toEqual(orders.map(({ sale }) => sale.externalOrderId).sort());
        expect(await stateOf(await readWhole(orders, otherSize))).toEqual(await stateOf(world));
      }),
      { numRuns: 60 },
    );
  });

  it('changes nothing when the same window is read again', async () => {
    await fc.assert(
      fc.asyncProperty(history, pageSize, async (orders, size) => {
        const world = await readWhole(orders, size);
        const before = await stateOf(world);
        world.change({ history: { checkpoint: null, lastWarmAt: null, lastColdAt: null } });
        expect(await world.sync({ trigger: 'manual' })).toMatchObject({
          ...{ tier: 'backfill', outcome: 'ok', created: 0, changed: 0 },
        });
        expect(await stateOf(world)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('ends hour by hour in the same state when it repeats pages as when it reads each one', async () => {
    let repeats = 0;
    await fc.assert(
      fc.asyncProperty(recentHistory, hours, pageSize, async (orders, changes, size) => {
        let current = orders;
        const script = (window: SyncWindow) => pagesOf(current, window, size);
        const [world, reader] = [await SyncWorld.with(script), await SyncWorld.with(script)];
        const repeat = world.saleRepository.repeatPages.bind(world.saleRepository);
        world.saleRepository.repeatPages = async (pages) => {
          const counts = await repeat(pages);
          if (counts !== null) repeats += 1;
          return counts;
        };
        reader.saleRepository.repeatPages = () => Promise.resolve(null);
        for (const change of [null, ...changes]) {
          if (change)
            current = current.map((one, place) => (place === change.place ? change.order(one) : one));
          const [run, wholeRun] = [await world.sync(), await reader.sync()];
          expect(run).toEqual({ ...wholeRun, id: run?.id });
          expect(await stateOf(world)).toEqual(await stateOf(reader));
          for (const { clock } of [world, reader]) clock.advance(HOUR);
        }
      }),
      { numRuns: 60 },
    );
    expect(repeats).toBeGreaterThan(20);
  });

  it('ends in the same state after an interruption at any page, of any kind', async () => {
    const interruption = fc.record({
      size: pageSize,
      page: fc.integer({ min: 0, max: 14 }),
      kind: fc.constantFrom('outage', 'stop', 'quiet stop', 'fault' as const),
    });
    await fc.assert(
      fc.asyncProperty(history, interruption, async (orders, { page, kind, size }) => {
        const whole = await stateOf(await readWhole(orders, size));
        const controller = new AbortController();
        let told = 0;
        const world = await SyncWorld.with(function* (window): Generator<ScriptStep> {
          for (const rows of pagesOf(orders, window, size)) {
            if (told === page && kind === 'outage') yield new NetworkUnavailable('No answer.');
            if (told === page && kind === 'fault') yield new TypeError('a fault of ours');
            if (told === page && kind.endsWith('stop')) {
              yield () => {
                controller.abort();
              };
            }
            told += 1;
            yield rows;
          }
        });
        world.gateway.endsQuietly = kind === 'quiet stop';
        const first = await world.sync({ jobId: 'job', signal: controller.signal }).catch(() => null);
        expectNothingSkipped(orders, world);
        world.gateway.script = (window) => pagesOf(orders, window, size);
        // A job that ran to its end before the interruption finds nothing left to do.
        const last = first?.outcome === 'ok' ? first : await world.sync({ jobId: 'job' });
        expect(last).toMatchObject({ outcome: 'ok' });
        expect(await stateOf(world)).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });
});

/** A checkpoint never passes data that is not stored. */
function expectNothingSkipped(orders: readonly Order[], world: SyncWorld): void {
  const { checkpoint } = world.account.history;
  const due = orders.filter(({ sale }) => checkpoint !== null && sale.saleDate < checkpoint);
  const stored = world.storage.rowsOf(world.key).sales;
  expect(due.filter(({ sale }) => !stored.has(sale.externalOrderId))).toEqual([]);
}
