import {
  addFigures,
  calendarDay,
  currency,
  roundDecimal,
  type Currency,
  type Figures,
  type Sale,
} from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type { ExchangeRateRepository } from '../../exchange-rates';
import { BOOKING_CLOCKS, type FiguresQuery, type FiguresRepository } from '../../figures-repository';
import type { SalePage } from '../../sale-repository';
import {
  connected,
  startedStorage,
  type ConnectedAccount,
  type StorageHarness,
  storeNew,
} from './storage-harness';

/** Storage whose agencies cut their days in UTC. */
export type FiguresHarness = Pick<
  StorageHarness,
  'accounts' | 'runs' | 'sales' | 'now' | 'addAgency' | 'stop'
> & {
  readonly figures: FiguresRepository;
  readonly rates: ExchangeRateRepository;
};

const day = (number: number) => new Date(Date.UTC(2026, 2, number, 12));
const NOK = currency('NOK');
const SEK = currency('SEK');
const UNKNOWN = currency('ISK');

/** What every storage of sales must add them up to, now and as of any moment before. */
export function describeFiguresRepositoryContract(name: string, start: () => Promise<FiguresHarness>): void {
  describe(`${name} as a FiguresRepository`, () => {
    const storage = startedStorage(start);
    let account: ConnectedAccount;
    beforeEach(async () => {
      account = await connected(storage());
    });

    const store = (page: Partial<SalePage>) => storeNew(storage(), account, page);
    const saveRate = (code: Currency, day: string, perEuro: string) =>
      storage().rates.save([{ day: calendarDay(day), currency: code, perEuro }], 'European Central Bank');
    const query = (overrides: Partial<FiguresQuery> = {}): FiguresQuery => ({
      ...{ agencyId: account.agencyId, from: day(1), until: day(31), zone: 'UTC', clock: 'sale-date' },
      ...{ reportingCurrency: currency('EUR'), networks: [], accounts: 'all', statuses: [], asOf: null },
      ...overrides,
    });
    const euros = (overrides: Partial<Sale> = {}) =>
      aSale({ currency: currency('EUR'), commissionCurrency: currency('EUR'), ...overrides });
    const backInEuros = (overrides: Parameters<typeof aReversal>[0] = {}) =>
      aReversal({ currency: currency('EUR'), commissionCurrency: currency('EUR'), ...overrides });
    const another = { externalOrderId: 'order-2', linkKey: 'order-2' };

    /** Everything there is to be asked, rounded to what both ways of adding up agree in. */
    const shown = async (asOf: Date | null) => {
      const answers = BOOKING_CLOCKS.map(async (clock) => {
        const asked = query({ clock, asOf });
        const [days, months, unconverted] = [
          await storage().figures.byDay(asked),
          await storage().figures.byMonth(asked),
          await storage().figures.unconverted(asked),
        ];
        return { days: days.map(rounded), months: months.map(rounded), unconverted: unconverted.map(whole) };
      });
      return Promise.all(answers);
    };

    it('adds up what happened by both clocks, pending sales apart', async () => {
      await store({
        sales: [
          euros(),
          euros({ ...another, amount: null, commission: '10.5' }),
          euros({ externalOrderId: 'order-3', linkKey: 'order-3', state: 'pending' }),
        ],
        reversals: [
          backInEuros({ amount: '25', commission: '10' }),
          backInEuros({ externalReversalId: 'void', linkKey: 'order-2', kind: 'void', commission: '0.5' }),
          backInEuros({ externalReversalId: 'early', linkKey: 'order-9', amount: '7', commission: '3' }),
        ],
      });
      const sales = {
        earned: '50.5',
        gross: '100',
        pending: '40',
        sales: 2,
        pendingSales: 1,
        reversedSales: 1,
      };
      const taken = { reversed: '13.5', refundedGross: '32', earned: '0', sales: 0 };
      const bySale = await storage().figures.byDay(query());
      expect(bySale.map(rounded)).toMatchObject([
        money({ day: '2026-03-14', ...sales, grossKnownSales: 1, reversed: '10.5', refundedGross: '25' }),
        money({ day: '2026-03-16', reversed: '3', refundedGross: '7' }),
      ]);
      const byEvent = await storage().figures.byDay(query({ clock: 'event-date' }));
      expect(byEvent.map(rounded)).toMatchObject([
        money({ day: '2026-03-14', ...sales, reversed: '0' }),
        money({ day: '2026-03-16', ...taken }),
      ]);
      const [month, ...others] = await storage().figures.byMonth(query());
      expect([month, others]).toEqual([
        { ...addFigures(bySale), day: '2026-03-01', network: account.network },
        [],
      ]);
    });

    it('comes to the same over all time by both clocks', async () => {
      await saveRate(SEK, '2026-03-12', '11.5');
      await saveRate(SEK, '2026-03-15', '12');
      const inKronor = { currency: SEK, commissionCurrency: SEK };
      await store({
        sales: [aSale(inKronor), euros(another)],
        reversals: [
          aReversal({ ...inKronor, reversedAt: day(17) }),
          backInEuros({
            externalReversalId: 'other',
            linkKey: 'order-2',
            kind: 'chargeback',
            reversedAt: day(20),
          }),
          backInEuros({ externalReversalId: 'early', linkKey: 'order-9' }),
        ],
      });
      const [bySale, byEvent] = await shown(null);
      const totals = [bySale, byEvent].map((one) => rounded(addFigures(one?.days ?? [])));
      expect(totals[1]).toEqual(totals[0]);
      expect(totals[0]).toMatchObject({ sales: 2, reversedSales: 2, chargebackSales: 1 });
    });

    it('shows every state again as it was shown, by both clocks, with what could not be converted', async () => {
      const pending = aSale({ ...another, state: 'pending', currency: NOK, commissionCurrency: NOK });
      const inKroner = { currency: NOK, commissionCurrency: NOK };
      const refund = aReversal({ ...inKroner, amount: '30', commission: '12' });
      const steps: readonly (() => Promise<unknown>)[] = [
        () => store({ reversals: [refund] }),
        () => saveRate(NOK, '2026-03-06', '11'),
        () => saveRate(NOK, '2026-03-14', '12'),
        () => store({ sales: [aSale(inKroner), pending] }),
        () => saveRate(NOK, '2026-03-14', '12.5'),
        () => store({ sales: [aSale({ ...inKroner, commission: '50' })] }),
        () => store({ reversals: [aReversal({ ...inKroner, kind: 'chargeback' })] }),
        () => store({ neverPaid: ['order-2'] }),
        () => store({ sales: [aSale({ ...inKroner, commissionCurrency: UNKNOWN, amount: null })] }),
        () => store({ completeLinkKeys: ['order-1'] }),
        () =>
          store({ sales: [aSale({ ...inKroner, saleDate: day(2) }), aSale({ ...inKroner, ...another })] }),
      ];
      const seen = [{ moment: await aMoment(), answers: await shown(null) }];
      for (const step of steps) {
        await step();
        seen.push({ moment: await aMoment(), answers: await shown(null) });
      }
      expect(new Set(seen.map(({ answers }) => JSON.stringify(answers))).size).toBe(seen.length);
      for (const { moment, answers } of seen) expect(await shown(moment)).toEqual(answers);
    });

    it('adds up the chosen accounts only, and nothing where none is chosen', async () => {
      const { accountId } = await connected(storage(), { agencyId: account.agencyId });
      const total = { ...NOTHING_TOLD, day: calendarDay('2026-03-11'), currency: currency('EUR'), visits: 7 };
      const isk = { currency: UNKNOWN, commissionCurrency: UNKNOWN };
      await store({ sales: [euros(), aSale({ ...another, ...isk })], dailyTotals: [total] });
      const answers = async (accounts: FiguresQuery['accounts'], asOf: Date | null) => {
        const asked = query({ accounts, asOf });
        const { figures } = storage();
        const [days, months] = [await figures.byDay(asked), await figures.byMonth(asked)];
        return [...days, ...months, ...(await figures.unconverted(asked)), ...(await figures.visits(asked))];
      };
      for (const asOf of [null, await aMoment()]) {
        const everything = await answers('all', asOf);
        expect(everything).toHaveLength(asOf === null ? 4 : 3);
        expect(await answers([account.accountId], asOf)).toEqual(everything);
        expect(await answers([accountId], asOf)).toEqual([]);
        expect(await answers([], asOf)).toEqual([]);
      }
    });

    it('keeps no visits of past moments', async () => {
      const total = { ...NOTHING_TOLD, day: calendarDay('2026-03-11'), currency: currency('EUR'), visits: 7 };
      await store({ dailyTotals: [total] });
      expect(await storage().figures.visits(query())).toEqual([{ network: account.network, visits: 7 }]);
      expect(await storage().figures.visits(query({ asOf: await aMoment() }))).toEqual([]);
    });

    /** Far enough from what was stored before and after that clocks of different precision tell them apart. */
    async function aMoment(): Promise<Date> {
      await new Promise((resolve) => setTimeout(resolve, 3));
      const moment = storage().now();
      await new Promise((resolve) => setTimeout(resolve, 3));
      return moment;
    }
  });
}

const NOTHING_TOLD = {
  ...{ grossCommission: null, voidedCommission: null, netCommission: null, conversions: null },
  ...{ reversals: null, zone: 'UTC' },
};

const SUMS = ['earned', 'reversed', 'pending', 'gross', 'refundedGross'] as const;

function money<Row extends Partial<Figures>>(row: Row): Row {
  const sums = SUMS.flatMap((key) => {
    const sum = row[key];
    return sum === undefined ? [] : [[key, roundDecimal(sum, 6)] as const];
  });
  return { ...row, ...Object.fromEntries(sums) };
}

function rounded<Row extends Figures>(row: Row): Row {
  return money(row);
}

function whole<Row extends { readonly earned: string; readonly reversed: string }>(row: Row): Row {
  return { ...row, earned: roundDecimal(row.earned, 6), reversed: roundDecimal(row.reversed, 6) };
}
