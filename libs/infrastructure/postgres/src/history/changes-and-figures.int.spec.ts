import {
  addFigures,
  calendarDay,
  currency,
  earnings,
  sumDecimals,
  subtractDecimals,
  type Sale,
} from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { FiguresQuery, SalePage } from '@tributary/ports';
import { PostgresExchangeRateRepository } from '../figures/exchange-rate.repository';
import { PostgresFiguresRepository } from '../figures/figures.repository';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { createTestDatabase, type TestDatabase } from '../testing';
import { aPage, anAccount, anAgency, MirrorCipher, rowsOf, type TestAccount } from '../testing/world';
import { PostgresSaleHistoryRepository } from './sale-history.repository';

const EUR = currency('EUR');
const BRL = currency('BRL');

let database: TestDatabase;
let history: PostgresSaleHistoryRepository;
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
  history = new PostgresSaleHistoryRepository(database.orm);
});
afterAll(() => database.drop());
beforeEach(async () => {
  const agencyId = await anAgency(database.orm, { timeZone: 'Europe/Berlin', reportingCurrency: 'EUR' });
  account = await anAccount(database.orm, agencyId);
  const rate = (day: string, perEuro: string) => ({
    day: calendarDay(day),
    currency: currency('USD'),
    perEuro,
  });
  const rates = [rate('2026-03-13', '1.25'), rate('2026-03-16', '1.28')];
  await new PostgresExchangeRateRepository(database.orm).save(rates, 'European Central Bank');
});

const sale = (externalOrderId: string, overrides: Partial<Sale> = {}) =>
  aSale({ externalOrderId, ...overrides });
const refund = (linkKey: string, overrides = {}) =>
  aReversal({ externalReversalId: `${linkKey}:refund`, linkKey, ...overrides });

async function store(page: Partial<SalePage>) {
  const repository = new PostgresSaleRepository(database.orm, new MirrorCipher());
  await repository.storePage(await aPage(database.orm, account, page));
}

function question() {
  const { agencyId } = account;
  return {
    ...{ agencyId, zone: 'Europe/Berlin', reportingCurrency: EUR, networks: [] },
    accounts: 'all' as const,
  };
}

async function earningsNow() {
  const figures = new PostgresFiguresRepository(database.orm);
  const query: FiguresQuery = {
    ...question(),
    from: new Date('2026-01-01T00:00:00Z'),
    until: new Date('2027-01-01T00:00:00Z'),
    clock: 'sale-date',
    statuses: [],
    asOf: null,
  };
  return {
    converted: earnings(addFigures(await figures.byDay(query))),
    unconverted: sumDecimals(
      (await figures.unconverted(query)).map(({ earned, reversed }) => subtractDecimals(earned, reversed)),
    ),
  };
}

describe('what changes did to Earnings', () => {
  it('is exactly what the figures moved by, each side at the rate of its own day', async () => {
    await store({
      sales: [
        ...['refunded', 'voided', 'dearer', 'moved', 'unchanged', 'regained'].map((id) => sale(id)),
        ...['paid', 'gone'].map((id) => sale(id, { state: 'pending' })),
        sale('unknown', { commission: null }),
        sale('recoded'),
        sale('unrated', { commissionCurrency: BRL, commission: '200' }),
      ],
      reversals: [refund('regained', { commission: '11.11' })],
    });
    const before = await earningsNow();
    await store({
      sales: [
        sale('dearer', { commission: '47.0303' }),
        sale('moved', { saleDate: new Date('2026-03-16T23:30:00Z') }),
        sale('paid', { commission: '12.34' }),
        sale('unknown', { commission: '0.01' }),
        sale('recoded', { commissionCurrency: EUR, commission: '31' }),
        sale('unrated', { commissionCurrency: BRL, commission: '150' }),
      ],
      reversals: [
        refund('refunded'),
        refund('voided', { kind: 'void', amount: null, commission: '7' }),
        refund('paid', { commission: '0.30' }),
      ],
      completeLinkKeys: ['regained'],
      neverPaid: ['gone'],
    });
    await store({ sales: [sale('dearer', { commission: '45' })] });
    const after = await earningsNow();
    const sums = await history.summarizeChanges({ ...question(), since: null, until: null });
    const moved = (key: 'converted' | 'unconverted') => sumDecimals(sums.map((sum) => sum[key]));
    const difference = (key: 'converted' | 'unconverted') => subtractDecimals(after[key], before[key]);
    // Sums are rounded to twelve digits before the last division only: compared to the tenth.
    expect(Number(moved('converted'))).toBeCloseTo(Number(difference('converted')), 10);
    expect(moved('converted')).not.toBe('0');
    expect(moved('unconverted')).toBe('-50');
    expect(difference('unconverted')).toBe('-50');
    const perCurrency = Object.fromEntries(sums.map((sum) => [sum.currency, [sum.sales, sum.effect]]));
    expect(perCurrency).toEqual({
      BRL: [1, '-50'],
      EUR: [1, '31'],
      // −40 −7 +5 +11.11 +12.34 −0.3 +0.01 −40, and a sale that moved to another day.
      USD: [8, '-58.84'],
    });
  });
});

describe('from when on the past is kept', () => {
  it('is since the agency exists, and not longer than its history is written', async () => {
    const [row] = await rowsOf(database.owner, 'select created_at as at from agency where id = $1', [
      account.agencyId,
    ]);
    const founded = new Date(String(row?.at));
    expect(await history.keptSince(account.agencyId)).toEqual(founded);
    await rowsOf(database.owner, `update agency set created_at = '2020-01-01' where id = $1`, [
      account.agencyId,
    ]);
    const since = await history.keptSince(account.agencyId);
    expect(since?.getTime()).toBeGreaterThan(Date.UTC(2020, 1));
    expect(since?.getTime()).toBeLessThanOrEqual(founded.getTime());
    expect(await history.keptSince('0198c0de-0000-7000-8000-00000000ffff')).toBeNull();
  });
});
