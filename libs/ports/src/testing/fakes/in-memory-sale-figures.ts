import {
  addDays,
  addFigures,
  calendarDay,
  dayInZone,
  divideDecimals,
  sees,
  type CalendarDay,
  type Currency,
  type DecimalText,
  type Figures,
  type NetworkAccount,
} from '@tributary/domain';
import {
  FiguresRepository,
  type DashboardQuery,
  type DashboardSpans,
  type DashboardSums,
  type FiguresQuery,
  type NetworkFigures,
  type NetworkVisits,
  type Unconverted,
} from '../../figures-repository';
import { countedRowsOf, type CountedRow } from './counted-rows';
import type { InMemoryExchangeRateRepository } from './in-memory-exchange-rates';
import type { InMemoryStorage } from './in-memory-storage';

const RATE_DAYS = 10;

/** Figures of what the storage holds, sale by sale and reversal by reversal. Sums have twelve digits after the point. */
export class InMemorySaleFigures extends FiguresRepository {
  constructor(
    private readonly storage: InMemoryStorage,
    private readonly rates: InMemoryExchangeRateRepository,
  ) {
    super();
  }

  byDay(query: FiguresQuery): Promise<readonly NetworkFigures[]> {
    return Promise.resolve(this.grouped(query, (day) => day));
  }

  byMonth(query: FiguresQuery): Promise<readonly NetworkFigures[]> {
    return Promise.resolve(this.grouped(query, (day) => calendarDay(`${day.slice(0, 7)}-01`)));
  }

  unconverted(query: FiguresQuery): Promise<readonly Unconverted[]> {
    const left = this.rows(query).filter((one) => this.rate(query, one, one.commissionCurrency) === null);
    const currencies = Map.groupBy(left, (one) => one.commissionCurrency);
    const rows = [...currencies].map(([currency, ones]) => {
      const { sales, earned, reversed } = addFigures(ones.map((one) => one.figures));
      return { currency, sales, earned, reversed };
    });
    return Promise.resolve(rows.sort((a, b) => a.currency.localeCompare(b.currency)));
  }

  dashboard(query: DashboardQuery, spans: DashboardSpans): Promise<DashboardSums> {
    return this.askEach(query, spans);
  }

  visits(query: FiguresQuery): Promise<readonly NetworkVisits[]> {
    if (query.asOf !== null) return Promise.resolve([]);
    const first = dayInZone(query.from, query.zone);
    const last = dayInZone(new Date(query.until.getTime() - 1), query.zone);
    const visits = this.accounts(query).map(({ network, id }) => {
      const { dailyTotals } = this.storage.rowsOf({ agencyId: query.agencyId, accountId: id });
      const days = [...dailyTotals.values()].filter(({ day }) => day >= first && day <= last);
      const told = days.flatMap((day) => day.visits ?? []);
      return { network, told };
    });
    const networks = Map.groupBy(
      visits.filter(({ told }) => told.length > 0),
      ({ network }) => network,
    );
    return Promise.resolve(
      [...networks].map(([network, ones]) => ({
        network,
        visits: ones.flatMap(({ told }) => told).reduce((sum, one) => sum + one, 0),
      })),
    );
  }

  private grouped(query: FiguresQuery, bucketOf: (day: CalendarDay) => CalendarDay): NetworkFigures[] {
    const converted = this.rows(query).flatMap((row) => {
      const figures = this.converted(query, row);
      const day = bucketOf(row.day);
      return figures ? [{ ...figures, day, network: row.network }] : [];
    });
    const groups = Map.groupBy(converted, ({ day, network }) => `${day} ${network}`);
    return [...groups.keys()].sort().flatMap((key) => {
      const rows = groups.get(key) ?? [];
      return rows.slice(0, 1).map(({ day, network }) => ({ ...addFigures(rows), day, network }));
    });
  }

  private rows(query: FiguresQuery): CountedRow[] {
    return this.accounts(query).flatMap((account) => {
      const key = { agencyId: query.agencyId, accountId: account.id };
      const rows = query.asOf === null ? this.storage.rowsOf(key) : this.storage.rowsAt(key, query.asOf);
      return countedRowsOf(account, rows, query);
    });
  }

  private accounts({ agencyId, networks, accounts }: FiguresQuery): NetworkAccount[] {
    return [...this.storage.accounts.values()]
      .map(({ account }) => account)
      .filter((account) => account.agencyId === agencyId)
      .filter(({ network }) => networks.length === 0 || networks.includes(network))
      .filter(({ id }) => sees(accounts, id));
  }

  private converted(query: FiguresQuery, row: CountedRow): Figures | null {
    const commission = this.rate(query, row, row.commissionCurrency);
    const gross = this.rate(query, row, row.currency);
    if (commission === null) return null;
    const by = (amount: DecimalText, rate: DecimalText | null) =>
      rate === null ? '0' : (divideDecimals(amount, rate, 12) ?? '0');
    const { figures } = row;
    return {
      ...figures,
      earned: by(figures.earned, commission),
      reversed: by(figures.reversed, commission),
      pending: by(figures.pending, commission),
      gross: by(figures.gross, gross),
      refundedGross: by(figures.refundedGross, gross),
      grossKnownSales: gross === null ? 0 : figures.grossKnownSales,
    };
  }

  /** Units of the currency for one of the reporting currency; null when no rate is known for the day. */
  private rate(query: FiguresQuery, { rateDay }: CountedRow, code: Currency): DecimalText | null {
    if (code === query.reportingCurrency) return '1';
    const mine = this.perEuro(query, code, rateDay);
    const reporting = this.perEuro(query, query.reportingCurrency, rateDay);
    return mine && reporting && divideDecimals(mine, reporting, 30);
  }

  private perEuro({ asOf }: FiguresQuery, code: Currency, day: CalendarDay): DecimalText | null {
    if (code === 'EUR') return '1';
    const rates = this.rates.ratesAt(asOf);
    for (let back = 0; back <= RATE_DAYS; back += 1) {
      const rate = rates.get(`${addDays(day, -back)} ${code}`);
      if (rate) return rate.perEuro;
    }
    return null;
  }
}
