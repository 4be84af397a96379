import type { EntityManager } from '@mikro-orm/postgresql';
import { BOOKING_CLOCKS } from '@tributary/ports';
import { ROLLUP_LOCK } from '../../migrations/ledger/triggers';
import { Statement } from '../../statement';
import { foldSql } from './fold-sql';
import { type FoldUnit, trueFolds } from './true-folds';

/** A month is over when everything of it was told for some days; until then each hour changes it. */
const DAYS_OF_GRACE = 3;
/** The month of a year ago, which is compared to this day, and some more. Older days are read from the rollups. */
const FOLDED_DAYS = 400;
/** Whoever stores sales waits as long as they take. */
const DAYS_AT_ONCE = 31;

const MINE = `
  mine as (
    select a.time_zone, a.reporting_currency, (now() at time zone a.time_zone)::date as today
    from agency a where a.id = $1
  )`;

const isTrue = (unit: FoldUnit) =>
  trueFolds(unit, {
    agency: '$1',
    zone: '(select time_zone from mine)',
    currency: '(select reporting_currency from mine)',
  });

/** Days and months that are not folded, or not true any more: of a kind, newest first. */
const OPEN: Readonly<Record<FoldUnit, Statement<{ period: string }>>> = {
  day: new Statement(`
    with ${MINE}, begun as (
      select least((select min(d.day) from daily_sales d where d.agency_id = $1),
        (select min(d.sale_day) from daily_refunds d where d.agency_id = $1),
        (select min(d.event_day) from daily_reversals d where d.agency_id = $1)) as day
    )
    select n.day::date::text as period
    from mine
    join begun b on b.day is not null
    cross join lateral generate_series(greatest(b.day, today - ${FOLDED_DAYS})::timestamp, today::timestamp,
      interval '1 day') as n(day)
    where n.day::date not in (${isTrue('day')})
    order by n.day desc
    limit ${DAYS_AT_ONCE}`),
  month: new Statement(`
    with ${MINE}
    select m.month::date::text as period
    from mine
    cross join lateral generate_series(date_trunc('year', today - interval '1 year'),
      date_trunc('month', today - interval '${DAYS_OF_GRACE} days') - interval '1 month', interval '1 month') as m(month)
    where m.month::date not in (${isTrue('month')})
    order by m.month desc`),
};

/** Whoever stores sales of the agency holds the same lock shared until it is done: nothing changes in between. */
const LOCK = new Statement<object>(`select pg_advisory_xact_lock(${ROLLUP_LOCK}, hashtext($1::text))`);

/** Before anything is summed: rates that change while it is make it untrue, not wrong. */
const mark = (unit: FoldUnit) => `
  insert into ${unit}_fold (agency_id, ${unit}, zone, currency, rates)
  select a.id, p.period, a.time_zone, a.reporting_currency, coalesce(r.revision, 0)
  from agency a cross join unnest($2::date[]) as p(period)
  left join exchange_rate_month r on r.month = date_trunc('month', p.period::timestamp)::date
  where a.id = $1`;

const forget = (table: string, unit: FoldUnit) =>
  `delete from ${table} where agency_id = $1 and ${unit} = any($2::date[])`;

const stepsOf = (unit: FoldUnit) =>
  [
    forget(`folded_${unit}`, unit),
    forget(`stale_${unit}`, unit),
    forget(`${unit}_fold`, unit),
    mark(unit),
    ...BOOKING_CLOCKS.map((clock) => foldSql(unit, clock)),
  ].map((text) => new Statement<object>(text));

const STEPS: Readonly<Record<FoldUnit, readonly Statement<object>[]>> = {
  day: stepsOf('day'),
  month: stepsOf('month'),
};

/**
 * In a transaction of the agency. Days that have grown old are left as they are: nobody reads them.
 * @returns how many days or months were folded; when it is none, all of them are.
 */
export async function foldSome(em: EntityManager, agencyId: string, unit: FoldUnit): Promise<number> {
  const open = OPEN[unit];
  if ((await open.run(em, [agencyId])).length === 0) return 0;
  await LOCK.run(em, [agencyId]);
  const periods = (await open.run(em, [agencyId])).map(({ period }) => period);
  if (periods.length === 0) return 0;
  for (const step of STEPS[unit]) await step.run(em, [agencyId, periods]);
  return periods.length;
}
