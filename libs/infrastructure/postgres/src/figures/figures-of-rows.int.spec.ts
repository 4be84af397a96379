import { type AccountScope, calendarDay, currency, networkId } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import { BOOKING_CLOCKS, type FiguresQuery } from '@tributary/ports';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { createTestDatabase, type TestDatabase } from '../testing';
import { figuresOfRows } from '../testing/figures-of-rows';
import { chance, storeRandomHistory } from '../testing/random-history';
import { aPage, anAccount, anAgency, MirrorCipher, rowsOf, type TestAccount } from '../testing/world';
import { PostgresExchangeRateRepository } from './exchange-rate.repository';
import { PostgresFiguresRepository } from './figures.repository';

/** Both turns of the clock are inside. */
const SPAN = [new Date('2026-02-20T00:00:00Z'), new Date('2026-11-20T00:00:00Z')] as const;
const EVER = { from: new Date('2025-01-01T00:00:00Z'), until: new Date('2028-01-01T00:00:00Z') };
const SEED = 20_261_121;

let database: TestDatabase;
let figures: PostgresFiguresRepository;

beforeAll(async () => {
  database = await createTestDatabase();
  figures = new PostgresFiguresRepository(database.orm);
  // The yen has no rate on some days, the rupee never.
  const rates = Array.from({ length: 300 }, (_, index) => {
    const day = calendarDay(new Date(Date.UTC(2026, 1, 10 + index)).toISOString().slice(0, 10));
    const dollar = { day, currency: currency('USD'), perEuro: `1.${index + 100}` };
    const yen = { day, currency: currency('JPY'), perEuro: `16${index % 10}.37` };
    return index % 40 < 20 ? [dollar, yen] : [dollar];
  });
  await new PostgresExchangeRateRepository(database.orm).save(rates.flat(), 'European Central Bank');
});
afterAll(() => database.drop());

async function answers(query: FiguresQuery) {
  const [days, months, unconverted] = [
    await figures.byDay(query),
    await figures.byMonth(query),
    await figures.unconverted(query),
  ];
  return { days, months, unconverted };
}

async function differences(agencyId: string) {
  return rowsOf(database.owner, 'select * from rollup_differences($1)', [agencyId]);
}

describe.each([
  // Each with its days of 23 and of 25 hours; in the Azores the clock turns at midnight.
  [
    'Europe/Berlin',
    ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
  ],
  [
    'America/New_York',
    ['2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
  ],
  [
    'Atlantic/Azores',
    ['2026-03-29T01:00:00Z', '2026-03-30T00:00:00Z', '2026-10-25T00:00:00Z', '2026-10-26T01:00:00Z'],
  ],
])('figures in %s, after a random history,', (zone, turns) => {
  const random = chance(SEED);
  let accounts: readonly TestAccount[];
  let agencyId: string;

  beforeAll(async () => {
    agencyId = await anAgency(database.orm, { timeZone: zone });
    accounts = [
      await anAccount(database.orm, agencyId, 'clickbank'),
      await anAccount(database.orm, agencyId, 'hotmart'),
      await anAccount(database.orm, agencyId, 'hotmart'),
    ];
    await storeRandomHistory(database.orm, accounts, { random, span: SPAN, pages: 12 });
    await storeAround(turns);
  });

  /** A sale every half hour, from three hours before to three hours after, and refunds of them. */
  const storeAround = async (instants: readonly string[]) => {
    const sales = instants.flatMap((instant) =>
      Array.from({ length: 13 }, (_, index) => {
        const linkKey = `${instant} ${index}`;
        const saleDate = new Date(new Date(instant).getTime() + (index - 6) * 30 * 60_000);
        return aSale({ externalOrderId: linkKey, linkKey, saleDate });
      }),
    );
    const reversals = sales.map(({ linkKey, saleDate }, index) =>
      aReversal({ externalReversalId: linkKey, linkKey, reversedAt: sales.at(-index)?.saleDate ?? saleDate }),
    );
    const [owner] = accounts;
    if (!owner) throw new Error('no account');
    const repository = new PostgresSaleRepository(database.orm, new MirrorCipher());
    await repository.storePage(await aPage(database.orm, owner, { sales, reversals }));
  };

  const query = (overrides: Partial<FiguresQuery> = {}): FiguresQuery => ({
    ...{ agencyId, zone, reportingCurrency: currency('EUR'), clock: 'sale-date' },
    ...{ networks: [], accounts: 'all', statuses: [], asOf: null },
    ...EVER,
    ...overrides,
  });

  /** At a day's beginning, just beside it, or at any instant. */
  const someInstant = () => {
    const turn = new Date(random.oneOf([turns[0] ?? '', ...turns.slice(1)])).getTime();
    const any = SPAN[0].getTime() + random.whole(SPAN[1].getTime() - SPAN[0].getTime());
    const minutes = random.oneOf([0, 0, -1, 1, 30, -90, 24 * 60, -7 * 24 * 60]);
    return new Date(random.oneOf([turn + minutes * 60_000, turn, any]));
  };
  const someSpan = () => {
    const [one, other] = [someInstant(), someInstant()];
    return one.getTime() < other.getTime() ? { from: one, until: other } : { from: other, until: one };
  };
  const someFilter = (): Partial<FiguresQuery> => ({
    networks: random.oneOf([[], [], [networkId('hotmart')], [networkId('clickbank'), networkId('hotmart')]]),
    accounts: random.oneOf<AccountScope>([
      'all',
      'all',
      [],
      accounts.slice(0, 2).map((account) => account.accountId),
    ]),
    statuses: random.oneOf([
      [],
      [],
      ['refunded'],
      ['pending'],
      ['completed', 'chargeback'],
      ['pending', 'refunded'],
    ]),
    reportingCurrency: currency(random.oneOf(['EUR', 'USD', 'JPY'])),
  });

  it.each(BOOKING_CLOCKS)(
    'are by %s what the rows come to: whole days, edges, parts of a day',
    async (clock) => {
      let rows = 0;
      for (let round = 0; round < 15; round += 1) {
        const asked = query({ clock, ...someSpan(), ...someFilter() });
        const expected = await figuresOfRows(database.owner, asked);
        expect({ asked, ...(await answers(asked)) }).toEqual({ asked, ...expected });
        rows += expected.days.length;
      }
      expect(rows).toBeGreaterThan(100);
    },
  );

  it('are the same when a past moment is asked for that nothing changed since', async () => {
    const asOf = new Date(Date.now() + 3_600_000);
    for (const clock of BOOKING_CLOCKS) {
      expect(await answers(query({ clock, asOf }))).toEqual(await answers(query({ clock })));
    }
  });

  it('are cut in another zone from the rows', async () => {
    const asked = query({ zone: 'Asia/Kolkata', ...someSpan() });
    expect(await answers(asked)).toEqual(await figuresOfRows(database.owner, asked));
  });

  it('come to the same by both clocks over all time', async () => {
    const sums = (clock: FiguresQuery['clock']) =>
      rowsOf(
        database.owner,
        `select sum(earned)::text as earned, sum(reversed)::text as reversed, sum(sales)::int as sales
         from json_to_recordset($1::json) as f(earned numeric, reversed numeric, sales int)`,
        [JSON.stringify(totals.get(clock))],
      );
    const totals = new Map<string, unknown>();
    for (const clock of BOOKING_CLOCKS) {
      const days = await figures.byDay(query({ clock, reportingCurrency: currency('INR') }));
      const notConverted = await figures.unconverted(query({ clock, reportingCurrency: currency('INR') }));
      totals.set(clock, [...days, ...notConverted]);
    }
    expect(await sums('event-date')).toEqual(await sums('sale-date'));
  });

  it('have rollups that are the sums of the rows, before and after a rebuild', async () => {
    expect(await differences(agencyId)).toEqual([]);
    await rowsOf(database.owner, 'select rebuild_rollups($1)', [agencyId]);
    expect(await differences(agencyId)).toEqual([]);
  });
});

describe('rollups', () => {
  it('are what whole days are read from, and only those', async () => {
    const agencyId = await anAgency(database.orm, { timeZone: 'Europe/Berlin' });
    const account = await anAccount(database.orm, agencyId);
    const random = chance(SEED);
    await storeRandomHistory(database.orm, [account], { random, span: SPAN, pages: 2 });
    const asked: FiguresQuery = {
      ...{
        agencyId,
        zone: 'Europe/Berlin',
        reportingCurrency: currency('USD'),
        clock: 'sale-date',
        asOf: null,
      },
      ...{ networks: [], accounts: 'all', statuses: [], ...EVER },
    };
    const salesOf = async (query: FiguresQuery) =>
      (await figures.byDay(query)).reduce((sum, day) => sum + day.sales + day.pendingSales, 0);
    const before = await salesOf(asked);
    const open = { ...asked, zone: 'Europe/Paris' };
    await rowsOf(database.owner, 'delete from daily_sales where agency_id = $1', [agencyId]);
    expect([before > 5, await salesOf(asked), await salesOf(open)]).toEqual([true, 0, before]);
  });
});
