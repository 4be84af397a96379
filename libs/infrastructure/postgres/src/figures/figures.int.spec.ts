import {
  addFigures,
  calendarDay,
  currency,
  type Figures,
  networkId,
  roundDecimal,
  type Sale,
} from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { BookingClock, FiguresQuery, SalePage } from '@tributary/ports';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { createTestDatabase, type TestDatabase } from '../testing';
import { aPage, anAccount, anAgency, MirrorCipher, rowsOf, type TestAccount } from '../testing/world';
import { PostgresExchangeRateRepository } from './exchange-rate.repository';
import { PostgresFiguresRepository } from './figures.repository';

let database: TestDatabase;
let figures: PostgresFiguresRepository;
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
  figures = new PostgresFiguresRepository(database.orm);
});
afterAll(() => database.drop());
beforeEach(async () => {
  account = await anAccount(database.orm, await anAgency(database.orm));
});
afterEach(() => rowsOf(database.owner, 'delete from exchange_rate'));

async function store(page: Partial<SalePage>, owner = account) {
  const repository = new PostgresSaleRepository(database.orm, new MirrorCipher());
  await repository.storePage(await aPage(database.orm, owner, page));
}

async function saveRates(...rates: readonly (readonly [day: string, code: string, perEuro: string])[]) {
  const typed = rates.map(([day, code, perEuro]) => ({
    day: calendarDay(day),
    currency: currency(code),
    perEuro,
  }));
  await new PostgresExchangeRateRepository(database.orm).save(typed, 'European Central Bank');
}

function query(overrides: Partial<FiguresQuery> = {}): FiguresQuery {
  return {
    agencyId: account.agencyId,
    from: new Date('2026-01-01T00:00:00Z'),
    until: new Date('2027-01-01T00:00:00Z'),
    zone: 'UTC',
    reportingCurrency: currency('USD'),
    clock: 'sale-date',
    networks: [],
    accounts: 'all',
    statuses: [],
    asOf: null,
    ...overrides,
  };
}

const at = (text: string) => new Date(text);
const order = (externalOrderId: string, overrides: Partial<Sale> = {}) =>
  aSale({ externalOrderId, ...overrides });
const refundOf = (linkKey: string, overrides = {}) =>
  aReversal({ externalReversalId: `${linkKey}:refund`, linkKey, ...overrides });

describe('figures by day', () => {
  it('are nothing without sales', async () => {
    expect(await figures.byDay(query())).toEqual([]);
    expect(await figures.unconverted(query())).toEqual([]);
  });

  it('add up what happened, and keep pending sales apart', async () => {
    await store({
      sales: [
        order('1'),
        order('2', { amount: null, commission: '10.50' }),
        order('3', { state: 'pending' }),
        order('4'),
        order('5'),
        order('6', { state: 'pending' }),
      ],
      reversals: [
        refundOf('4'),
        refundOf('5', { kind: 'chargeback', amount: '10', commission: '4' }),
        refundOf('6', { amount: '10', commission: '4' }),
      ],
    });
    expect(await figures.byDay(query())).toEqual([
      {
        day: '2026-03-14',
        network: 'clickbank',
        earned: '130.5',
        reversed: '44',
        pending: '76',
        gross: '300',
        refundedGross: '110',
        sales: 4,
        pendingSales: 2,
        grossKnownSales: 3,
        reversedSales: 2,
        chargebackSales: 1,
      },
    ]);
  });

  it('count a partly refunded sale as reversed, but not one whose commission was only voided', async () => {
    await store({
      sales: [order('1'), order('2')],
      reversals: [
        refundOf('1', { amount: '1', commission: '1' }),
        refundOf('2', { kind: 'void', amount: null, commission: '1' }),
      ],
    });
    const [day] = await figures.byDay(query());
    expect(day).toMatchObject({ sales: 2, reversedSales: 1, reversed: '2', refundedGross: '1' });
  });

  it('lower the day of the sale or the day of the refund, as the clock says; the cohort stays the sale’s', async () => {
    await store({ sales: [order('1')], reversals: [refundOf('1')] });
    expect(await figures.byDay(query())).toMatchObject([{ day: '2026-03-14', earned: '40', reversed: '40' }]);
    expect(await figures.byDay(query({ clock: 'event-date' }))).toMatchObject([
      { day: '2026-03-14', earned: '40', reversed: '0', reversedSales: 1 },
      { day: '2026-03-16', earned: '0', reversed: '40', refundedGross: '100', sales: 0, reversedSales: 0 },
    ]);
  });

  it('count a reversal whose sale is not known yet', async () => {
    await store({ reversals: [refundOf('later')] });
    for (const clock of ['sale-date', 'event-date'] as const) {
      expect(await figures.byDay(query({ clock }))).toMatchObject([
        { day: '2026-03-16', reversed: '40', sales: 0 },
      ]);
    }
  });

  it('cut the days in the agency’s zone, on the days of 23 and 25 hours too', async () => {
    const instants = [
      '2026-03-28T22:59:59Z', // 28th 23:59 in winter time
      '2026-03-28T23:00:00Z', // 29th 00:00, the day of 23 hours
      '2026-03-29T21:59:59Z', // 29th 23:59 in summer time
      '2026-03-29T22:00:00Z', // 30th 00:00
      '2026-10-24T22:00:00Z', // 25th 00:00, the day of 25 hours
      '2026-10-25T22:59:59Z', // 25th 23:59 in winter time
      '2026-10-25T23:00:00Z', // 26th 00:00
    ];
    await store({ sales: instants.map((text, index) => order(String(index), { saleDate: at(text) })) });
    const days = await figures.byDay(query({ zone: 'Europe/Berlin' }));
    expect(days.map((day) => [day.day, day.sales])).toEqual([
      ['2026-03-28', 1],
      ['2026-03-29', 2],
      ['2026-03-30', 1],
      ['2026-10-25', 2],
      ['2026-10-26', 1],
    ]);
  });

  it('end at the half-open span', async () => {
    await store({
      sales: [
        order('in', { saleDate: at('2026-03-10T00:00:00Z') }),
        order('out', { saleDate: at('2026-03-11T00:00:00Z') }),
      ],
    });
    const span = { from: at('2026-03-10T00:00:00Z'), until: at('2026-03-11T00:00:00Z') };
    expect(await figures.byDay(query(span))).toMatchObject([{ day: '2026-03-10', sales: 1 }]);
  });

  it('see only the chosen networks, accounts and statuses, and never another agency', async () => {
    const hotmart = await anAccount(database.orm, account.agencyId, 'hotmart');
    const stranger = await anAccount(database.orm, await anAgency(database.orm));
    await store({
      sales: [order('1'), order('2'), order('3', { state: 'pending' })],
      reversals: [refundOf('2')],
    });
    await store({ sales: [order('1')] }, hotmart);
    await store({ sales: [order('1')] }, stranger);
    const salesOf = async (filter: Partial<FiguresQuery>) => addFigures(await figures.byDay(query(filter)));
    expect(await salesOf({})).toMatchObject({ sales: 3, reversed: '40' });
    expect(await salesOf({ networks: [networkId('hotmart')] })).toMatchObject({ sales: 1, reversed: '0' });
    expect(await salesOf({ accounts: [account.accountId] })).toMatchObject({ sales: 2, reversed: '40' });
    expect(await salesOf({ accounts: [stranger.accountId] })).toMatchObject({ sales: 0, reversed: '0' });
    expect(await salesOf({ statuses: ['completed'] })).toMatchObject({ sales: 2, reversed: '0' });
    expect(await salesOf({ statuses: ['refunded'] })).toMatchObject({ sales: 1, reversed: '40' });
    expect(await salesOf({ statuses: ['pending'] })).toMatchObject({
      sales: 0,
      pendingSales: 1,
      pending: '40',
    });
  });
});

describe('figures by month', () => {
  it('name the month by its first day in the agency’s zone', async () => {
    await store({
      sales: [
        order('1', { saleDate: at('2026-03-31T21:59:59Z') }),
        order('2', { saleDate: at('2026-03-31T22:00:00Z') }),
        order('3', { saleDate: at('2026-04-30T12:00:00Z') }),
      ],
    });
    expect(await figures.byMonth(query({ zone: 'Europe/Berlin' }))).toMatchObject([
      { day: '2026-03-01', sales: 1 },
      { day: '2026-04-01', sales: 2 },
    ]);
  });
});

describe('conversion', () => {
  it('goes by way of the euro, with the rates of the sale’s day', async () => {
    await saveRates(
      ['2026-03-13', 'USD', '1.25'],
      ['2026-03-13', 'GBP', '0.80'],
      ['2026-03-16', 'GBP', '0.10'],
    );
    const saleDate = at('2026-03-13T12:00:00Z');
    const gbp = { currency: currency('GBP'), commissionCurrency: currency('EUR') };
    await store({ sales: [order('1', { ...gbp, saleDate })], reversals: [refundOf('1', { ...gbp })] });
    expect(await figures.byDay(query())).toMatchObject([
      { gross: '156.25', earned: '50', reversed: '50', refundedGross: '156.25' },
    ]);
    const inEuro = await figures.byDay(query({ reportingCurrency: currency('EUR') }));
    expect(inEuro).toMatchObject([{ gross: '125', earned: '40' }]);
    const cash = await figures.byDay(query({ clock: 'event-date' }));
    expect(cash).toMatchObject([
      { reversed: '0' },
      { day: '2026-03-16', reversed: '50', refundedGross: '156.25' },
    ]);
  });

  it('needs no rate for the reporting currency itself', async () => {
    await store({ sales: [order('1')] });
    expect(await figures.byDay(query())).toMatchObject([{ earned: '40', gross: '100' }]);
  });

  it('uses the latest rate of the ten days before, never one of later', async () => {
    await saveRates(['2026-03-04', 'USD', '2'], ['2026-03-15', 'USD', '9']);
    await store({ sales: [order('1', { saleDate: at('2026-03-14T12:00:00Z') })] });
    const euro = { reportingCurrency: currency('EUR') };
    expect(await figures.byDay(query(euro))).toMatchObject([{ earned: '20', gross: '50' }]);
    await rowsOf(database.owner, `update exchange_rate set day = '2026-03-03' where day = '2026-03-04'`);
    expect(await figures.byDay(query(euro))).toEqual([]);
  });

  it('takes the day of the rate in the agency’s zone', async () => {
    await saveRates(['2026-03-14', 'USD', '2'], ['2026-03-15', 'USD', '4']);
    await store({ sales: [order('1', { saleDate: at('2026-03-14T23:30:00Z') })] });
    const berlin = query({ reportingCurrency: currency('EUR'), zone: 'Europe/Berlin' });
    expect(await figures.byDay(berlin)).toMatchObject([{ day: '2026-03-15', earned: '10' }]);
  });

  it('lists what it cannot convert beside the total, never inside', async () => {
    const inrCommission = { commissionCurrency: currency('INR'), currency: currency('INR') };
    await store({
      sales: [order('1'), order('2', inrCommission), order('3', inrCommission)],
      reversals: [refundOf('3', inrCommission)],
    });
    expect(await figures.byDay(query())).toMatchObject([
      { earned: '40', reversed: '0', sales: 1, gross: '100' },
    ]);
    expect(await figures.unconverted(query())).toEqual([
      { currency: 'INR', sales: 2, earned: '80', reversed: '40' },
    ]);
  });

  it('leaves a gross without a rate out of the known gross, but not the sale', async () => {
    await store({ sales: [order('1', { currency: currency('INR') })] });
    expect(await figures.byDay(query())).toMatchObject([
      { earned: '40', sales: 1, gross: '0', grossKnownSales: 0 },
    ]);
    expect(await figures.unconverted(query())).toEqual([]);
  });
});

describe('both clocks', () => {
  it('come to the same sums over all time', async () => {
    const codes = ['USD', 'EUR', 'JPY', 'BRL'];
    const days = Array.from({ length: 60 }, (_, index) =>
      new Date(Date.UTC(2026, 1, 5 + index)).toISOString().slice(0, 10),
    );
    await saveRates(
      ...days.flatMap((day, index) => [
        [day, 'USD', `1.1${index}`] as const,
        [day, 'JPY', `16${index}.37`] as const,
        [day, 'BRL', `6.2${index}`] as const,
      ]),
    );
    const sales = Array.from({ length: 200 }, (_, index) => {
      const code = currency(codes[index % 4] ?? 'EUR');
      return order(String(index), {
        saleDate: new Date(Date.UTC(2026, 1, 10, index * 5)),
        currency: code,
        commissionCurrency: code,
        commission: `${index}.37`,
        amount: `${index * 3}.1`,
      });
    });
    const reversals = sales
      .filter((_, index) => index % 3 === 0)
      .map((sale, index) =>
        refundOf(sale.linkKey, {
          currency: sale.currency,
          commissionCurrency: sale.commissionCurrency,
          amount: sale.amount,
          commission: sale.commission,
          reversedAt: new Date(sale.saleDate.getTime() + index * 7 * 3_600_000),
        }),
      );
    await store({
      sales,
      reversals: [...reversals, refundOf('unknown sale', { reversedAt: at('2026-02-20T00:00:00Z') })],
    });
    const total = async (clock: BookingClock) => rounded(addFigures(await figures.byDay(query({ clock }))));
    const bySale = await total('sale-date');
    expect(await total('event-date')).toEqual(bySale);
    expect(bySale).toMatchObject({ sales: 200, reversedSales: 67 });
    expect(Number(bySale.reversed)).toBeGreaterThan(1);
    expect(await figures.unconverted(query())).toEqual([]);
    const months = rounded(addFigures(await figures.byMonth(query({}))));
    expect(months).toEqual(bySale);
  });
});

describe('visits', () => {
  it('are summed by network where a network tells them', async () => {
    const total = {
      currency: currency('USD'),
      grossCommission: null,
      voidedCommission: null,
      netCommission: null,
      conversions: null,
      reversals: null,
      zone: 'UTC',
    };
    const march = [10, 11, 12].map((day) => ({ ...total, day: calendarDay(`2026-03-${day}`), visits: day }));
    await store({ dailyTotals: march });
    await store(
      { dailyTotals: [{ ...total, day: calendarDay('2026-03-11'), visits: null }] },
      await anAccount(database.orm, account.agencyId, 'hotmart'),
    );
    const span = { from: at('2026-03-11T00:00:00Z'), until: at('2026-03-13T00:00:00Z') };
    expect(await figures.visits(query(span))).toEqual([{ network: 'clickbank', visits: 23 }]);
    await store({ dailyTotals: [{ ...total, day: calendarDay('2026-03-11'), visits: 100 }] });
    expect(await figures.visits(query(span))).toEqual([{ network: 'clickbank', visits: 112 }]);
    expect(await figures.visits(query({ ...span, networks: [networkId('hotmart')] }))).toEqual([]);
  });
});

function rounded(total: Figures) {
  const { earned, reversed, pending, gross, refundedGross, ...counts } = total;
  const money = { earned, reversed, pending, gross, refundedGross };
  return {
    ...counts,
    ...(Object.fromEntries(
      Object.entries(money).map(([key, value]) => [key, roundDecimal(value, 6)]),
    ) as typeof money),
  };
}
