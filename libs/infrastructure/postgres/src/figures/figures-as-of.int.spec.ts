import { calendarDay, currency } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import { BOOKING_CLOCKS, type FiguresQuery, type SalePage } from '@tributary/ports';
import { setTimeout } from 'node:timers/promises';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { createTestDatabase, type TestDatabase } from '../testing';
import { chance, storeRandomHistory } from '../testing/random-history';
import { aPage, anAccount, anAgency, MirrorCipher, rowsOf, type TestAccount } from '../testing/world';
import { PostgresExchangeRateRepository } from './exchange-rate.repository';
import { PostgresFiguresRepository } from './figures.repository';

const SPAN = [new Date('2026-02-20T00:00:00Z'), new Date('2026-05-20T00:00:00Z')] as const;

let database: TestDatabase;
let figures: PostgresFiguresRepository;
let accounts: readonly TestAccount[];
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
  figures = new PostgresFiguresRepository(database.orm);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await rowsOf(database.owner, 'truncate exchange_rate, superseded_exchange_rate');
  const agencyId = await anAgency(database.orm, { timeZone: 'Europe/Berlin', reportingCurrency: 'EUR' });
  account = await anAccount(database.orm, agencyId);
  accounts = [account, await anAccount(database.orm, agencyId, 'hotmart')];
});

async function saveRate(day: string, perEuro: string) {
  const rate = { day: calendarDay(day), currency: currency('USD'), perEuro };
  await new PostgresExchangeRateRepository(database.orm).save([rate], 'European Central Bank');
}

async function store(page: Partial<SalePage>) {
  const repository = new PostgresSaleRepository(database.orm, new MirrorCipher());
  await repository.storePage(await aPage(database.orm, account, page));
}

/** By both clocks, per day and month, with what could not be converted. */
async function shown(asOf: Date | null) {
  const answers: unknown[] = [];
  for (const clock of BOOKING_CLOCKS) {
    const query: FiguresQuery = {
      ...{
        agencyId: account.agencyId,
        zone: 'Europe/Berlin',
        reportingCurrency: currency('EUR'),
        clock,
        asOf,
      },
      ...{ from: new Date('2026-01-01T00:00:00Z'), until: new Date('2027-01-01T00:00:00Z') },
      ...{ networks: [], accounts: 'all', statuses: [] },
    };
    answers.push(await figures.byDay(query), await figures.byMonth(query), await figures.unconverted(query));
  }
  return answers;
}

/** An instant that lies between what was done before and what is done next, in milliseconds too. */
async function aMoment(): Promise<Date> {
  await setTimeout(3);
  const moment = new Date();
  await setTimeout(3);
  return moment;
}

async function states(steps: readonly (() => Promise<unknown>)[]) {
  const seen = [{ moment: await aMoment(), answers: await shown(null) }];
  for (const step of steps) {
    await step();
    seen.push({ moment: await aMoment(), answers: await shown(null) });
  }
  return seen;
}

describe('figures as of a past moment', () => {
  it('are those that were shown then, whatever was changed, removed, withdrawn or linked since', async () => {
    const saleDate = new Date('2026-03-13T12:00:00Z');
    const sale = (overrides = {}) => aSale({ saleDate, ...overrides });
    const pending = sale({ externalOrderId: 'order-2', linkKey: 'order-2', state: 'pending' });
    const refund = aReversal({ amount: '30', commission: '12' });
    const seen = await states([
      () => store({ reversals: [refund] }),
      () => saveRate('2026-03-13', '1.6'),
      () => saveRate('2026-03-16', '1.25'),
      () => store({ sales: [sale(), pending] }),
      () => saveRate('2026-03-13', '1.28'),
      () => store({ sales: [sale({ commission: '50', currency: currency('INR') })] }),
      () => store({ reversals: [aReversal()] }),
      () => store({ neverPaid: ['order-2'] }),
      () => store({ sales: [sale({ commissionCurrency: currency('INR'), amount: null })] }),
      () => store({ completeLinkKeys: ['order-1'] }),
      () => store({ sales: [sale({ saleDate: new Date('2026-04-02T00:00:00Z') })] }),
    ]);
    const texts = seen.map(({ answers }) => JSON.stringify(answers));
    expect(new Set(texts).size).toBe(seen.length);
    for (const { moment, answers } of seen) expect(await shown(moment)).toEqual(answers);
  });

  it('are those that were shown then, after any history', async () => {
    await saveRate('2026-03-13', '1.6');
    const random = chance(7);
    const pages = () => storeRandomHistory(database.orm, accounts, { random, span: SPAN, pages: 1 });
    const seen = await states(Array.from({ length: 8 }, () => pages));
    for (const { moment, answers } of seen) expect(await shown(moment)).toEqual(answers);
  });

  it('have no visits', async () => {
    const query = {
      agencyId: account.agencyId,
      from: SPAN[0],
      until: SPAN[1],
      zone: 'UTC',
      clock: 'sale-date',
      accounts: 'all',
    } as const;
    const filters = { networks: [], statuses: [], reportingCurrency: currency('EUR') };
    expect(await figures.visits({ ...query, ...filters, asOf: new Date() })).toEqual([]);
  });
});
