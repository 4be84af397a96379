import type { MikroORM } from '@mikro-orm/postgresql';
import {
  BOOKING_CLOCKS,
  type BookingClock,
  FiguresRepository,
  type FiguresQuery,
  type NetworkFigures,
  type NetworkVisits,
  type Unconverted,
} from '@tributary/ports';
import { Statement } from '../statement';
import { figuresSql, unconvertedSql, VISITS_SQL } from './figures-sql';

function perClock<Row>(textOf: (clock: BookingClock) => string): ReadonlyMap<BookingClock, Statement<Row>> {
  return new Map(BOOKING_CLOCKS.map((clock) => [clock, new Statement<Row>(textOf(clock))]));
}

const BY_DAY = perClock<NetworkFigures>((clock) => figuresSql(clock, 'day'));
const BY_MONTH = perClock<NetworkFigures>((clock) => figuresSql(clock, 'month'));
const UNCONVERTED = perClock<Unconverted>(unconvertedSql);
const VISITS = new Statement<NetworkVisits>(VISITS_SQL);

/** Sums come with up to twelve digits after the point: round after adding, not before. */
export class PostgresFiguresRepository extends FiguresRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  byDay(query: FiguresQuery): Promise<readonly NetworkFigures[]> {
    return this.read(BY_DAY, query);
  }

  byMonth(query: FiguresQuery): Promise<readonly NetworkFigures[]> {
    return this.read(BY_MONTH, query);
  }

  unconverted(query: FiguresQuery): Promise<readonly Unconverted[]> {
    return this.read(UNCONVERTED, query);
  }

  visits(query: FiguresQuery): Promise<readonly NetworkVisits[]> {
    const { agencyId, from, until, zone, networks, accountIds } = query;
    const span = [from.toISOString(), until.toISOString(), zone];
    return VISITS.run(this.orm.em.fork(), [agencyId, ...span, networks, accountIds]);
  }

  private async read<Row>(
    statements: ReadonlyMap<BookingClock, Statement<Row>>,
    query: FiguresQuery,
  ): Promise<Row[]> {
    const { agencyId, from, until, zone, reportingCurrency, networks, accountIds, statuses } = query;
    const span = [from.toISOString(), until.toISOString(), zone];
    const filters = [networks, accountIds, statuses];
    const rows = await statements
      .get(query.clock)
      ?.run(this.orm.em.fork(), [agencyId, ...span, reportingCurrency, ...filters]);
    return rows ?? [];
  }
}
