import type { MikroORM } from '@mikro-orm/postgresql';
import {
  BOOKING_CLOCKS,
  type BookingClock,
  type DashboardQuery,
  type DashboardSpans,
  type DashboardSums,
  FiguresRepository,
  type FiguresQuery,
  type NetworkFigures,
  type NetworkVisits,
  type Unconverted,
} from '@tributary/ports';
import { accountsParameter, Statement } from '../statement';
import { inAgency, inAgencyOverSums } from '../tenancy';
import { DASHBOARD, spanParameters, sumsOf } from './dashboard-statement';
import { figuresSql, MOMENTS, type Moment, unconvertedSql, VISITS_SQL } from './figures-sql';

type Statements<Row> = ReadonlyMap<string, Statement<Row>>;

const keyOf = (clock: BookingClock, moment: Moment) => `${clock} ${moment}`;

function perClock<Row>(textOf: (clock: BookingClock, moment: Moment) => string): Statements<Row> {
  return new Map(
    BOOKING_CLOCKS.flatMap((clock) =>
      MOMENTS.map((moment) => [keyOf(clock, moment), new Statement<Row>(textOf(clock, moment))] as const),
    ),
  );
}

const BY_DAY = perClock<NetworkFigures>((clock, moment) => figuresSql(clock, moment, 'day'));
const BY_MONTH = perClock<NetworkFigures>((clock, moment) => figuresSql(clock, moment, 'month'));
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

  async visits(query: FiguresQuery): Promise<readonly NetworkVisits[]> {
    if (query.asOf !== null) return [];
    const { agencyId, from, until, zone, networks, accounts } = query;
    const span = [from.toISOString(), until.toISOString(), zone];
    return inAgency(this.orm, agencyId, (em) =>
      VISITS.run(em, [agencyId, ...span, networks, accountsParameter(accounts)]),
    );
  }

  /** Of now in one statement; what that cannot tell (a past moment, a zone that has just changed), one by one. */
  async dashboard(query: DashboardQuery, spans: DashboardSpans): Promise<DashboardSums> {
    const sums = query.asOf === null ? await this.readTogether(query, spans) : null;
    return sums ?? this.askEach(query, spans);
  }

  private async readTogether(query: DashboardQuery, spans: DashboardSpans): Promise<DashboardSums | null> {
    const { agencyId, zone, reportingCurrency, networks, accounts } = query;
    const parameters = [agencyId, zone, reportingCurrency, networks, accountsParameter(accounts)];
    const row = await inAgencyOverSums(this.orm, agencyId, (em) =>
      DASHBOARD[query.clock].first(em, [...parameters, ...spanParameters(spans)]),
    );
    return row && sumsOf(row);
  }

  private async read<Row>(statements: Statements<Row>, query: FiguresQuery): Promise<Row[]> {
    const { agencyId, from, until, zone, reportingCurrency, networks, accounts, statuses, asOf } = query;
    const span = [from.toISOString(), until.toISOString(), zone];
    const filters = [networks, accountsParameter(accounts), statuses];
    const statement = statements.get(keyOf(query.clock, asOf === null ? 'now' : 'past'));
    const moment = asOf === null ? [] : [asOf.toISOString()];
    const parameters = [agencyId, ...span, reportingCurrency, ...filters, ...moment];
    if (!statement) return [];
    return inAgency(this.orm, agencyId, (em) => statement.run(em, parameters));
  }
}
