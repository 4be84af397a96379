import {
  addFigures,
  calendarDay,
  dayInZone,
  NO_FIGURES,
  type CalendarDay,
  type Figures,
  type NetworkId,
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

interface DayVisits extends NetworkVisits {
  readonly day: CalendarDay;
}

/** Figures of whole days as a spec states them; a query cuts them at its days, never inside of one. */
export class InMemoryFigures extends FiguresRepository {
  readonly queries: FiguresQuery[] = [];
  readonly notConverted: Unconverted[] = [];
  private readonly days: NetworkFigures[] = [];
  private readonly dayVisits: DayVisits[] = [];

  add(day: string, network: NetworkId, figures: Partial<Figures>): this {
    this.days.push({ ...NO_FIGURES, ...figures, day: calendarDay(day), network });
    return this;
  }

  addVisits(day: string, network: NetworkId, visits: number): this {
    this.dayVisits.push({ day: calendarDay(day), network, visits });
    return this;
  }

  byDay(query: FiguresQuery): Promise<readonly NetworkFigures[]> {
    this.queries.push(query);
    return Promise.resolve(inside(this.days, query));
  }

  byMonth(query: FiguresQuery): Promise<readonly NetworkFigures[]> {
    this.queries.push(query);
    const months = Map.groupBy(inside(this.days, query), (row) => `${row.day.slice(0, 7)}-01 ${row.network}`);
    return Promise.resolve(
      [...months.values()].flatMap((rows) => {
        const [first] = rows;
        const day = first && calendarDay(`${first.day.slice(0, 7)}-01`);
        return day ? [{ ...addFigures(rows), day, network: first.network }] : [];
      }),
    );
  }

  unconverted(query: FiguresQuery): Promise<readonly Unconverted[]> {
    this.queries.push(query);
    return Promise.resolve(this.notConverted);
  }

  dashboard(query: DashboardQuery, spans: DashboardSpans): Promise<DashboardSums> {
    return this.askEach(query, spans);
  }

  visits(query: FiguresQuery): Promise<readonly NetworkVisits[]> {
    this.queries.push(query);
    return Promise.resolve(inside(this.dayVisits, query).map(({ network, visits }) => ({ network, visits })));
  }
}

function inside<Row extends { readonly day: CalendarDay; readonly network: NetworkId }>(
  rows: readonly Row[],
  query: FiguresQuery,
): Row[] {
  const first = dayInZone(query.from, query.zone);
  const last = dayInZone(new Date(query.until.getTime() - 1), query.zone);
  return rows.filter(
    ({ day, network }) =>
      day >= first && day <= last && (query.networks.length === 0 || query.networks.includes(network)),
  );
}
