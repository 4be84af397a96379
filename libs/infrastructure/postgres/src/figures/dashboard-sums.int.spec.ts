import {
  addDays,
  calendarDay,
  currency,
  dayInZone,
  networkId,
  Period,
  roundDecimal,
  shiftMonths,
  startOfDay,
  type CalendarDay,
} from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import {
  BOOKING_CLOCKS,
  type DashboardQuery,
  type DashboardSpans,
  type FiguresSpan,
  type NetworkFigures,
  type Unconverted,
} from '@tributary/ports';
import { PostgresRollupMaintenance } from '../ledger/rollup-maintenance.repository';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { createTestDatabase, type TestDatabase } from '../testing';
import { figuresOfRows } from '../testing/figures-of-rows';
import { chance, storeRandomHistory } from '../testing/random-history';
import { aPage, anAccount, anAgency, MirrorCipher, rowsOf, type TestAccount } from '../testing/world';
import { PostgresExchangeRateRepository } from './exchange-rate.repository';
import { PostgresFiguresRepository } from './figures.repository';

const DAY = 86_400_000;
/** Months are over by the server's clock, so this history ends lately. */
const SPAN = [new Date(Date.now() - 430 * DAY), new Date(Date.now() - DAY)] as const;
/** Of a month that is over whatever day it is. */
const LONG_AGO = new Date(Date.now() - 75 * DAY);
const SEED = 20_261_128;

let database: TestDatabase;
let figures: PostgresFiguresRepository;
let maintenance: PostgresRollupMaintenance;
let rates: PostgresExchangeRateRepository;

beforeAll(async () => {
  database = await createTestDatabase();
  figures = new PostgresFiguresRepository(database.orm);
  maintenance = new PostgresRollupMaintenance(database.orm);
  rates = new PostgresExchangeRateRepository(database.orm);
  // The yen has no rate on some days, the rupee never.
  const known = Array.from({ length: 450 }, (_, index) => {
    const day = dayAt(new Date(SPAN[0].getTime() + (index - 10) * DAY));
    const dollar = { day, currency: currency('USD'), perEuro: `1.${index + 100}` };
    const yen = { day, currency: currency('JPY'), perEuro: `16${index % 10}.37` };
    return index % 40 < 20 ? [dollar, yen] : [dollar];
  });
  await rates.save(known.flat(), 'European Central Bank');
});
afterAll(() => database.drop());

const dayAt = (instant: Date): CalendarDay => calendarDay(instant.toISOString().slice(0, 10));

/** As the dashboard asks: up to this moment, and up to the same time of day before. */
function spansAt(now: Date, days: number, zone: string): DashboardSpans {
  const period = Period.lastDays(days, now, zone);
  const before = period.previous();
  const today = dayInZone(now, zone);
  const lastJanuary = startOfDay(calendarDay(`${Number(today.slice(0, 4)) - 1}-01-01`), zone);
  return {
    current: { from: period.from, until: period.until },
    previous: { from: before.from, until: before.until },
    wholeDays: { from: startOfDay(addDays(today, -30), zone), until: startOfDay(today, zone) },
    months: { from: lastJanuary, until: now },
    lastYear: { from: lastJanuary, until: shiftMonths(now, -12, zone) },
  };
}

const MONEY = ['earned', 'reversed', 'pending', 'gross', 'refundedGross'] as const;

/** What was converted account by account differs in digits that nobody sees; a row of nothing is as good as none. */
function comparable(rows: readonly NetworkFigures[]) {
  const rounded = rows.map((row) => ({
    ...row,
    ...Object.fromEntries(MONEY.map((name) => [name, roundDecimal(row[name], 6)])),
  }));
  return rounded.filter((row) =>
    Object.entries(NOTHING).some(([name, value]) => row[name as 'sales'] !== value),
  );
}

const isSomething = ({ sales, earned, reversed }: Unconverted) =>
  sales !== 0 || Number(earned) !== 0 || Number(reversed) !== 0;

const NOTHING = {
  ...{ earned: roundDecimal('0', 6), reversed: roundDecimal('0', 6), pending: roundDecimal('0', 6) },
  ...{ gross: roundDecimal('0', 6), refundedGross: roundDecimal('0', 6) },
  ...{ sales: 0, pendingSales: 0, grossKnownSales: 0, reversedSales: 0, chargebackSales: 0 },
};

describe.each(['Europe/Berlin', 'America/New_York', 'Atlantic/Azores'])('the dashboard in %s', (zone) => {
  const random = chance(SEED);
  let agencyId: string;
  let accounts: readonly TestAccount[];

  beforeAll(async () => {
    agencyId = await anAgency(database.orm, { timeZone: zone, reportingCurrency: 'EUR' });
    accounts = [
      await anAccount(database.orm, agencyId, 'clickbank'),
      await anAccount(database.orm, agencyId, 'hotmart'),
      await anAccount(database.orm, agencyId, 'hotmart'),
    ];
    await storeRandomHistory(database.orm, accounts, { random, span: SPAN, pages: 12 });
  });

  const query = (overrides: Partial<DashboardQuery> = {}): DashboardQuery => ({
    ...{ agencyId, zone, reportingCurrency: currency('EUR'), clock: 'sale-date' },
    ...{ networks: [], accounts: 'all', asOf: null },
    ...overrides,
  });

  const someMoment = () =>
    new Date(
      random.oneOf([Date.now(), SPAN[0].getTime() + (380 + random.whole(49)) * DAY + random.whole(DAY)]),
    );

  const someQuery = () =>
    query({
      clock: random.oneOf([...BOOKING_CLOCKS] as ['sale-date', 'event-date']),
      networks: random.oneOf([[], [], [networkId('hotmart')]]),
      accounts: random.oneOf(['all', 'all', [], accounts.slice(0, 2).map(({ accountId }) => accountId)]),
      reportingCurrency: currency(random.oneOf(['EUR', 'EUR', 'USD'])),
    });

  async function expected(asked: DashboardQuery, spans: DashboardSpans) {
    const of = async (span: FiguresSpan) => {
      const rows = await figuresOfRows(database.owner, { ...asked, ...span, statuses: [] });
      return rows as unknown as Readonly<Record<'days' | 'months', NetworkFigures[]>> & {
        readonly unconverted: Unconverted[];
      };
    };
    const { days: current, unconverted } = await of(spans.current);
    return {
      current: comparable(current),
      previous: comparable((await of(spans.previous)).days),
      wholeDays: comparable((await of(spans.wholeDays)).days),
      months: comparable((await of(spans.months)).months),
      lastYear: comparable((await of(spans.lastYear)).months),
      notConverted: unconverted.filter(isSomething),
    };
  }

  /** @returns how many rows of months were compared. */
  async function compare(asked: DashboardQuery, spans: DashboardSpans): Promise<number> {
    const { visits, previousVisits, notConverted, ...sums } = await figures.dashboard(asked, spans);
    expect([visits, previousVisits]).toEqual([[], []]);
    const { notConverted: known, ...rows } = await expected(asked, spans);
    const found = Object.fromEntries(Object.entries(sums).map(([part, one]) => [part, comparable(one)]));
    expect({ asked, spans, ...found, notConverted }).toEqual({ asked, spans, ...rows, notConverted: known });
    return sums.months.length;
  }

  async function compareSome(rounds: number): Promise<void> {
    let months = 0;
    for (let round = 0; round < rounds; round += 1) {
      months += await compare(someQuery(), spansAt(someMoment(), random.oneOf([1, 7, 30, 90]), zone));
    }
    expect(months).toBeGreaterThan(rounds);
  }

  const isTrue = (count: number) =>
    rowsOf(
      database.owner,
      `select count(*)::int > $2 as "isTrue" from month_fold f
       left join exchange_rate_month r on r.month = f.month
       where f.agency_id = $1 and f.rates = coalesce(r.revision, 0)
         and not exists (select from stale_month s where s.agency_id = $1 and s.month = f.month)`,
      [agencyId, count],
    );

  it('is what the rows come to, at any moment, for any filter', () => compareSome(12));

  it('is the same after the months that are over were folded, once', async () => {
    expect(await maintenance.fold(agencyId)).toBeGreaterThan(10);
    expect(await maintenance.fold(agencyId)).toBe(0);
    expect(await isTrue(10)).toEqual([{ isTrue: true }]);
    await compareSome(12);
  });

  it('reads folded months from their folds', async () => {
    const spans = spansAt(new Date(), 30, zone);
    const before = await figures.dashboard(query(), spans);
    await rowsOf(database.owner, 'update folded_month set sales = sales + 1000 where agency_id = $1', [
      agencyId,
    ]);
    const after = await figures.dashboard(query(), spans);
    expect(after.current).toEqual(before.current);
    expect(after.months.some(({ sales }) => sales > 1000)).toBe(true);
    await maintenance.rebuild(agencyId);
    await compare(query(), spans);
    await maintenance.fold(agencyId);
  });

  it('reads folded days from their folds, but for some accounts, whose days are not told apart', async () => {
    const spans = spansAt(new Date(), 30, zone);
    const some = query({ accounts: accounts.map(({ accountId }) => accountId) });
    const before = await figures.dashboard(some, spans);
    await rowsOf(database.owner, 'update folded_day set sales = sales + 1000 where agency_id = $1', [
      agencyId,
    ]);
    const { current, months } = await figures.dashboard(query(), spans);
    expect([current, months].map((rows) => rows.some(({ sales }) => sales >= 1000))).toEqual([true, true]);
    expect(await figures.dashboard(some, spans)).toEqual(before);
    await maintenance.rebuild(agencyId);
    await compare(query(), spans);
    await maintenance.fold(agencyId);
  });

  it('folds days once, and tells what of them has no rate from the rollups', async () => {
    const marks = await rowsOf(
      database.owner,
      `select distinct is_whole as "isWhole" from day_fold where agency_id = $1 order by 1`,
      [agencyId],
    );
    expect(marks).toEqual([{ isWhole: false }, { isWhole: true }]);
    expect(await maintenance.fold(agencyId)).toBe(0);
  });

  it('follows a sale and a refund of a month that was folded, before and after it is folded again', async () => {
    const [owner] = accounts;
    if (!owner) throw new Error('no account');
    const [linkKey, saleDate] = ['late', LONG_AGO];
    const page = await aPage(database.orm, owner, {
      sales: [aSale({ externalOrderId: 'late', linkKey, saleDate, currency: currency('EUR') })],
      reversals: [aReversal({ externalReversalId: 'late', linkKey, reversedAt: new Date(+saleDate + DAY) })],
    });
    await new PostgresSaleRepository(database.orm, new MirrorCipher()).storePage(page);
    for (const clock of BOOKING_CLOCKS) await compare(query({ clock }), spansAt(new Date(), 30, zone));
    expect(await maintenance.fold(agencyId)).toBeGreaterThan(0);
    for (const clock of BOOKING_CLOCKS) await compare(query({ clock }), spansAt(new Date(), 30, zone));
  });

  it('is right when the agency chose another currency for the moment in which its months were folded', async () => {
    const owner = (sql: string) => rowsOf(database.owner, sql);
    await owner(`
      create function choose_another() returns trigger language plpgsql as $$ begin
        update agency set reporting_currency = 'USD' where id = '${agencyId}';
        return null;
      end $$`);
    await owner(
      'create trigger choose_another after insert on month_fold for each statement execute function choose_another()',
    );
    try {
      await maintenance.rebuild(agencyId);
      expect(await maintenance.fold(agencyId)).toBeGreaterThan(10);
    } finally {
      await owner('drop function choose_another cascade');
    }
    await owner(`update agency set reporting_currency = 'EUR' where id = '${agencyId}'`);
    for (const clock of BOOKING_CLOCKS) await compare(query({ clock }), spansAt(new Date(), 30, zone));
  });

  it('follows a rate that is corrected, and the agency’s own currency', async () => {
    await rates.save(
      [{ day: dayAt(LONG_AGO), currency: currency('USD'), perEuro: `3.${zone.length}` }],
      'European Central Bank',
    );
    await compare(query(), spansAt(new Date(), 30, zone));
    expect(await maintenance.fold(agencyId)).toBeGreaterThan(0);
    await compare(query(), spansAt(new Date(), 30, zone));
    await rowsOf(database.owner, `update agency set reporting_currency = 'USD' where id = $1`, [agencyId]);
    expect(await maintenance.fold(agencyId)).toBeGreaterThan(10);
    await compareSome(6);
  });

  it('is told one by one where a span begins inside of a day', async () => {
    const spans = spansAt(new Date(), 30, zone);
    const from = new Date(spans.current.from.getTime() + 3 * 3_600_000);
    await compare(query(), { ...spans, current: { ...spans.current, from } });
  });
});
