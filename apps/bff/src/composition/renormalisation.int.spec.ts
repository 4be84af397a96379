import { RenormalizeAccount, ReplayQuarantine } from '@tributary/application';
import { calendarDay, currency, type Reversal, type Sale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import {
  UnexpectedResponse,
  type NormalizedRow,
  type RawRow,
  type RunTier,
  type SalePage,
} from '@tributary/ports';
import {
  PostgresAgencyRepository,
  PostgresNetworkAccountRepository,
  PostgresQuarantineRepository,
  PostgresRawPageRepository,
  PostgresSaleRepository,
  PostgresSyncRunRepository,
} from '@tributary/postgres';
import { createTestDatabase, type TestDatabase } from '@tributary/postgres/testing';
import {
  aNetwork,
  InMemoryProgressChannel,
  newAccount,
  newPage,
  ReversibleCipher,
  rowMeaning,
  ScriptedGateway,
  ScriptedNetworks,
  SettableClock,
  type ConnectedAccount,
} from '@tributary/ports/testing';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { AGENCY } from '../testing/in-process-bff';

jest.setTimeout(120_000);

/** What the invented network sends: rows of their own for refunds, or whole orders that change in place. */
type Wire =
  | { readonly is: 'sale'; readonly id: number; readonly amount: number; readonly state: string }
  | { readonly is: 'refund'; readonly id: number; readonly part: number; readonly day: number | null }
  | { readonly is: 'cancelled'; readonly id: number }
  | { readonly is: 'whole'; readonly id: number; readonly amount: number; readonly state: string }
  | { readonly is: 'day'; readonly day: number; readonly visits: number }
  /** Its order cannot be told by anybody. */
  | { readonly is: 'noise'; readonly id: number };

/** How the network was read until an update, and how it is read since. */
type Mapping = 'before' | 'since';

const day = (number: number) => new Date(Date.UTC(2026, 2, number, 12));
const orderOf = (id: number, mapping: Mapping) => (mapping === 'since' && id === 5 ? 'five' : `order-${id}`);

/** The update reads fees, knows the states `held` and `taken back`, leaves tests out, and names order 5 otherwise. */
class InventedGateway extends ScriptedGateway {
  constructor(readonly mapping: Mapping) {
    super();
  }

  override normalizeSale(raw: RawRow): NormalizedRow {
    return rowMeaning(this.meaningOf(raw as unknown as Wire)) as unknown as NormalizedRow;
  }

  override identifyRow(raw: RawRow): string | null {
    const wire = raw as unknown as Wire;
    return wire.is === 'sale' || wire.is === 'whole' ? orderOf(wire.id, this.mapping) : null;
  }

  private meaningOf(wire: Wire): Partial<NormalizedRow> {
    switch (wire.is) {
      case 'sale':
        return wire.state === 'test' && this.mapping === 'since' ? {} : { sales: [this.sale(wire)] };
      case 'refund':
        return { reversals: [this.refund(wire)] };
      case 'cancelled':
        return { neverPaid: [orderOf(wire.id, this.mapping)] };
      case 'whole':
        return { sales: [this.sale(wire)], reversals: this.takenBack(wire), reversalsAreComplete: true };
      case 'day':
        return { dailyTotals: [totalOf(wire.day, wire.visits)] };
      default:
        throw unreadable('kind');
    }
  }

  private sale({ id, amount, state }: { id: number; amount: number; state: string }): Sale {
    if (state === 'held' && this.mapping === 'before') throw unreadable('state');
    return aSale({
      externalOrderId: orderOf(id, this.mapping),
      amount: String(amount),
      commission: this.mapping === 'since' ? String(amount - 1) : String(amount),
      state: state === 'pending' || state === 'held' ? 'pending' : 'completed',
      saleDate: day(id + 1),
    });
  }

  private refund(wire: Extract<Wire, { is: 'refund' }>): Reversal {
    return aReversal({
      externalReversalId: `refund-${wire.id}-${wire.part}`,
      linkKey: orderOf(wire.id, this.mapping),
      amount: String(wire.part),
      commission: '1',
      reversedAt: wire.day === null ? null : day(wire.day),
    });
  }

  private takenBack({ id, amount, state }: { id: number; amount: number; state: string }): Reversal[] {
    if (state !== 'refunded' && !(state === 'taken back' && this.mapping === 'since')) return [];
    const linkKey = orderOf(id, this.mapping);
    return [
      aReversal({
        externalReversalId: `${linkKey}:refund`,
        linkKey,
        amount: String(amount),
        reversedAt: null,
      }),
    ];
  }
}

function unreadable(field: string): UnexpectedResponse {
  return new UnexpectedResponse(`a row whose ${field} is odd`, { field, retry: 'skip-row' });
}

function totalOf(number: number, visits: number): NormalizedRow['dailyTotals'][number] {
  return {
    day: calendarDay(`2026-03-0${number + 1}`),
    zone: 'UTC',
    currency: currency('USD'),
    ...{ grossCommission: null, voidedCommission: null, netCommission: null },
    ...{ conversions: null, reversals: null, visits },
  };
}

/** What happens to an account: a reading of some pages, one of them perhaps read before, or a file that was imported. */
type Event =
  | { readonly is: 'reading'; readonly pages: readonly (readonly Wire[])[] }
  | { readonly is: 'again'; readonly page: number }
  | { readonly is: 'import'; readonly id: number; readonly amount: number };

const states = (...more: readonly string[]) => fc.constantFrom('completed', 'pending', ...more);
/** Orders below 3 have refunds of their own, 3 and 4 change in place, 5 gets another name. */
const wire: fc.Arbitrary<Wire> = fc.oneof(
  { weight: 4, arbitrary: sales(states('held', 'test'), fc.constantFrom(0, 1, 2, 5)) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('refund' as const),
      id: fc.constantFrom(0, 1, 2, 5),
      part: fc.integer({ min: 1, max: 3 }),
      day: fc.option(fc.integer({ min: 1, max: 28 })),
    }),
  },
  fc.record({ is: fc.constant('cancelled' as const), id: fc.constantFrom(0, 1, 2) }),
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('whole' as const),
      id: fc.constantFrom(3, 4),
      amount: fc.integer({ min: 10, max: 14 }),
      state: states('refunded', 'taken back', 'held'),
    }),
  },
  fc.record({
    is: fc.constant('day' as const),
    day: fc.integer({ min: 0, max: 2 }),
    visits: fc.integer({ min: 0, max: 3 }),
  }),
);
const noise: fc.Arbitrary<Wire> = fc.record({
  is: fc.constant('noise' as const),
  id: fc.integer({ min: 0, max: 2 }),
});

function sales(state: fc.Arbitrary<string>, id: fc.Arbitrary<number>): fc.Arbitrary<Wire> {
  return fc.record({ is: fc.constant('sale' as const), id, amount: fc.integer({ min: 10, max: 14 }), state });
}

const readingOf = (row: fc.Arbitrary<Wire>) =>
  fc.record({
    is: fc.constant('reading' as const),
    pages: fc.array(fc.array(row, { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
  });
const again = fc.record({ is: fc.constant('again' as const), page: fc.nat(20) });
const imported = fc.record({
  is: fc.constant('import' as const),
  id: fc.constantFrom(0, 1, 2),
  amount: fc.integer({ min: 20, max: 24 }),
});
const historyOf = (row: fc.Arbitrary<Wire>) =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: readingOf(row) },
      { weight: 2, arbitrary: again },
      { weight: 1, arbitrary: imported },
    ),
    { minLength: 1, maxLength: 8 },
  );
const anyHistory = historyOf(fc.oneof({ weight: 8, arbitrary: wire }, { weight: 1, arbitrary: noise }));
/** Without rows of which nobody can tell what they are: while there are any, nothing is removed. */
const clearHistory = historyOf(wire).map(withFilesLast);

describe('reading kept pages once more', () => {
  let database: TestDatabase;
  let agencyId: string;
  let accounts: PostgresNetworkAccountRepository;
  let runs: PostgresSyncRunRepository;
  let saleRepository: PostgresSaleRepository;
  let quarantine: PostgresQuarantineRepository;
  const cipher = new ReversibleCipher();

  beforeAll(async () => {
    database = await createTestDatabase();
    const { orm } = database;
    accounts = new PostgresNetworkAccountRepository(orm);
    runs = new PostgresSyncRunRepository(orm);
    saleRepository = new PostgresSaleRepository(orm, cipher);
    quarantine = new PostgresQuarantineRepository(orm, cipher);
    agencyId = randomUUID();
    await new PostgresAgencyRepository(orm).add({ ...AGENCY, id: agencyId });
  });
  afterAll(() => database.drop());

  async function connect(): Promise<ConnectedAccount> {
    const account = newAccount(agencyId);
    await accounts.add(account);
    return { agencyId, accountId: account.id, network: account.network };
  }

  async function store(account: ConnectedAccount, tier: RunTier, pages: readonly Partial<SalePage>[]) {
    const empty = await newPage({ runs }, account);
    const window = { from: day(1), to: day(20) };
    const runId = await runs.begin(account, { trigger: 'schedule', tier, window });
    for (const one of pages) await saleRepository.storePage({ ...empty, ...one, runId });
    await runs.finish(account, runId, null);
  }

  /** Lives through a history, read by one mapping. */
  async function live(account: ConnectedAccount, mapping: Mapping, events: readonly Event[]): Promise<void> {
    const gateway = new InventedGateway(mapping);
    const seen: (readonly Wire[])[] = [];
    for (const event of events) {
      if (event.is === 'import') {
        const sale = aSale({ externalOrderId: `order-${event.id}`, amount: String(event.amount) });
        await store(account, 'import', [{ sales: [sale], rawPages: [] }]);
        continue;
      }
      const pages = event.is === 'reading' ? event.pages : [seen[event.page % seen.length] ?? []];
      seen.push(...pages);
      await store(
        account,
        'hot',
        pages.map((rows) => contentOf(gateway, rows)),
      );
    }
  }

  function useCases(mapping: Mapping) {
    const ports = {
      ...{ accounts, runs, quarantine, sales: saleRepository },
      rawPages: new PostgresRawPageRepository(database.orm, cipher),
      networks: new ScriptedNetworks([aNetwork(), new InventedGateway(mapping)]),
      progress: new InMemoryProgressChannel(),
      clock: new SettableClock(new Date()),
    };
    return { renormalize: new RenormalizeAccount(ports), replay: new ReplayQuarantine(ports) };
  }

  function renormalize(account: ConnectedAccount, mapping: Mapping, signal = new AbortController().signal) {
    return useCases(mapping).renormalize.run(account, signal);
  }

  const query = (sql: string, parameters: readonly unknown[]) =>
    database.owner.em
      .fork()
      .getConnection()
      .execute<Record<string, unknown>[]>(sql, [...parameters]);

  /** Every row version: a row that is written again, even with the same values, gets another one. */
  async function versions(account: ConnectedAccount): Promise<unknown> {
    const tables = [
      'sale',
      'reversal',
      'network_daily_total',
      'quarantined_row',
      'raw_page',
      'raw_page_sighting',
    ];
    const parts = tables.map(
      (table) =>
        `select '${table} ' || tableoid || ' ' || ctid || ' ' || xmin as version from ${table} where account_id = ?`,
    );
    const found = await query(
      `${parts.join(' union all ')} order by 1`,
      tables.map(() => account.accountId),
    );
    return found.map(({ version }) => version);
  }

  /** Everything that figures are made of; the first sight of an undated reversal depends on who saw it. */
  async function facts(account: ConnectedAccount): Promise<unknown> {
    const { accountId } = account;
    return {
      sales: await query(
        `select external_order_id, order_number, link_key, state, status, amount::text, commission::text,
           sale_date::text, reversed_amount::text, reversed_commission::text, has_refund
         from sale where account_id = ? order by 1`,
        [accountId],
      ),
      reversals: await query(
        `select external_reversal_id, link_key, kind, amount::text, commission::text, observed,
           case when observed then null else reversed_at::text end as reversed_at, external_order_id
         from reversal where account_id = ? order by 1`,
        [accountId],
      ),
      totals: await query(
        'select day::text, visits from network_daily_total where account_id = ? order by 1',
        [accountId],
      ),
      differences: await query('select * from rollup_differences(?)', [agencyId]),
    };
  }

  const waiting = async (account: ConnectedAccount) => {
    const open = { state: 'open', reason: null } as const;
    return (await quarantine.list(account, open, { limit: 100, after: null })).map(({ id }) => id).toSorted();
  };

  it('changes nothing after any history, as long as the mapping is the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.constantFrom<Mapping>('before', 'since'), async (events, mapping) => {
        const account = await connect();
        await live(account, mapping, events);
        const [before, aside] = [await versions(account), await waiting(account)];
        const run = await renormalize(account, mapping);
        expect(run).toMatchObject({ tier: 'raw-pages', outcome: 'ok', created: 0, changed: 0 });
        expect(await versions(account)).toEqual(before);
        expect(await waiting(account)).toEqual(aside);
      }),
      { numRuns: 40 },
    );
  });

  it('ends, after a better mapping, where reading everything by it would have ended', async () => {
    await fc.assert(
      fc.asyncProperty(clearHistory, async (events) => {
        const [account, fresh] = [await connect(), await connect()];
        await live(account, 'before', events);
        await live(fresh, 'since', events);
        await renormalize(account, 'since');
        expect(await facts(account)).toEqual(await facts(fresh));
        expect(await waiting(account)).toEqual(await waiting(fresh));
        const before = await versions(account);
        expect(await renormalize(account, 'since')).toMatchObject({ created: 0, changed: 0 });
        expect(await versions(account)).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  it('is taken up again after it was stopped anywhere, and ends at the same', async () => {
    const account = await connect();
    const pages = Array.from({ length: 6 }, (_, index): Wire[] => [
      { is: 'sale', id: index % 3, amount: 10 + index, state: 'completed' },
      { is: 'whole', id: 3, amount: 10 + index, state: index % 2 ? 'taken back' : 'completed' },
    ]);
    const events: Event[] = [{ is: 'reading', pages }];
    await live(account, 'before', events);
    for (const stopsAfter of [0, 2, 5, 8]) {
      const stop = new AbortController();
      let asked = 0;
      const signal = new Proxy(stop.signal, {
        get: (target, name) => {
          if (name === 'throwIfAborted' && (asked += 1) > stopsAfter) stop.abort(new Error('killed'));
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
      await expect(renormalize(account, 'since', signal)).rejects.toThrow('killed');
    }
    await renormalize(account, 'since');
    const fresh = await connect();
    await live(fresh, 'since', events);
    expect(await facts(account)).toEqual(await facts(fresh));
    expect(await query('select 1 from renormalised_fact where account_id = ?', [account.accountId])).toEqual(
      [],
    );
  });

  it('dates a refund that it understands for the first time by the page that told it first', async () => {
    const account = await connect();
    const row = (state: string, amount: number): Wire => ({ is: 'whole', id: 3, amount, state });
    await live(account, 'before', [{ is: 'reading', pages: [[row('completed', 10)]] }]);
    await live(account, 'before', [{ is: 'reading', pages: [[row('taken back', 10)]] }]);
    const [told] = await query('select max(first_seen_at)::text as at from raw_page where account_id = ?', [
      account.accountId,
    ]);
    await live(account, 'before', [{ is: 'reading', pages: [[row('taken back', 11)]] }]);
    await renormalize(account, 'since');
    const [reversal] = await query(
      `select observed, reversed_at::text as at, amount::text from reversal where account_id = ?`,
      [account.accountId],
    );
    expect(reversal).toMatchObject({ observed: true, amount: '11.0000' });
    expect(String(reversal?.at).slice(0, 22)).toBe(String(told?.at).slice(0, 22));
  });

  it('leaves a row alone that something newer than any page told', async () => {
    const account = await connect();
    await live(account, 'before', [
      { is: 'reading', pages: [[{ is: 'sale', id: 0, amount: 10, state: 'completed' }]] },
      { is: 'import', id: 0, amount: 20 },
    ]);
    await renormalize(account, 'since');
    expect(await facts(account)).toMatchObject({ sales: [{ amount: '20.0000' }] });
  });

  it('removes nothing while it cannot tell what some row is', async () => {
    const account = await connect();
    const five: Wire = { is: 'sale', id: 5, amount: 10, state: 'completed' };
    await live(account, 'before', [{ is: 'reading', pages: [[five, { is: 'noise', id: 1 }]] }]);
    await renormalize(account, 'since');
    const sales = [{ external_order_id: 'five' }, { external_order_id: 'order-5' }];
    expect(await facts(account)).toMatchObject({ sales });
  });

  it('replays rows of the quarantine by the same rules', async () => {
    const account = await connect();
    const held: Wire = { is: 'sale', id: 0, amount: 10, state: 'held' };
    await live(account, 'before', [{ is: 'reading', pages: [[held, { is: 'noise', id: 1 }]] }]);
    expect(await waiting(account)).toHaveLength(2);
    const request = { ...account, rowIds: null, reason: null };
    const run = await useCases('since').replay.run(request, new AbortController().signal);
    expect(run).toMatchObject({ tier: 'replay', created: 1, quarantined: 1 });
    expect(await waiting(account)).toHaveLength(1);
    expect(await facts(account)).toMatchObject({
      sales: [{ external_order_id: 'order-0', state: 'pending' }],
    });
  });
});

/**
 * A file that says what was stored already leaves no trace, and one that a page replaced is not brought back when the page
 * turns out to say nothing: only files that were the last to tell an order are sure to stay.
 */
function withFilesLast(events: readonly Event[]): Event[] {
  const files = new Map(
    events.flatMap((event) => (event.is === 'import' ? [[event.id, event] as const] : [])),
  );
  return [...events.filter(({ is }) => is !== 'import'), ...files.values()];
}

function contentOf(gateway: InventedGateway, rows: readonly Wire[]): Partial<SalePage> {
  const raws = rows as unknown as readonly RawRow[];
  const read = raws.map((raw) => {
    try {
      return { raw, row: gateway.normalizeSale(raw) };
    } catch (error) {
      if (!(error instanceof UnexpectedResponse)) throw error;
      return { raw, error };
    }
  });
  const good = read.flatMap(({ row }) => row ?? []);
  return {
    rawPages: [{ bytes: new TextEncoder().encode(JSON.stringify(rows)), told: null }],
    sales: good.flatMap((row) => row.sales),
    reversals: good.flatMap((row) => row.reversals),
    dailyTotals: good.flatMap((row) => row.dailyTotals),
    neverPaid: good.flatMap((row) => row.neverPaid),
    completeLinkKeys: good
      .filter((row) => row.reversalsAreComplete)
      .flatMap((row) => row.sales.map((sale) => sale.linkKey)),
    quarantined: read.flatMap(({ raw, error }) =>
      error
        ? [
            {
              reason: error.message,
              raw,
              field: error.where.field ?? null,
              externalId: gateway.identifyRow(raw),
            },
          ]
        : [],
    ),
  };
}
