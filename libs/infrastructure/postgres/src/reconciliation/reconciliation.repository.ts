import type { MikroORM } from '@mikro-orm/postgresql';
import {
  type CalendarDay,
  calendarDay,
  type ComparedAmount,
  type ComparedDay,
  currency,
  type NetworkId,
  NOTHING_STATED,
} from '@tributary/domain';
import {
  type AccountKey,
  type ComparisonQuestion,
  type NetworkDay,
  ReconciliationRepository,
  type ReconciliationResult,
  tiersBeside,
} from '@tributary/ports';
import { instant, instantOrNull, Statement } from '../statement';
import { inAgency } from '../tenancy';
import { COMPARE, type ComparedRow } from './compare-sql';
import { storeNetworkTotals } from './store-totals';

/** What a day was stated with before and is not any more. */
const FORGET_OTHERS = new Statement<object>(`
  delete from network_daily_total t
  using unnest($3::date[]) as d(day)
  where t.agency_id = $1 and t.account_id = $2 and t.day = d.day
    and not exists (
      select 1 from unnest($4::date[], $5::text[]) as told(day, currency)
      where told.day = t.day and told.currency = t.currency)`);

const STATE_DAYS = new Statement<object>(`
  insert into network_stated_day (agency_id, account_id, day, zone)
  select $1, $2, d.day, d.zone from unnest($3::date[], $4::text[]) as d(day, zone)
  on conflict (agency_id, account_id, day) do update set zone = excluded.zone, stated_at = now()`);

const COVER_DAYS = new Statement<object>(`
  with newest as (
    select zone from network_daily_total where agency_id = $1 and account_id = $2 order by day desc limit 1
  )
  insert into network_stated_day (agency_id, account_id, day, zone)
  select $1, $2, d.day, coalesce(
      (select t.zone from network_daily_total t
       where t.agency_id = $1 and t.account_id = $2 and t.day = d.day limit 1),
      newest.zone)
  from newest
  cross join lateral (
    select generate_series($3::date::timestamp, $4::date::timestamp, interval '1 day')::date as day
  ) d
  on conflict (agency_id, account_id, day) do update set zone = excluded.zone, stated_at = now()`);

const SAVE_RESULT = new Statement<object>(`
  insert into reconciliation (agency_id, account_id, checked_days, differing_days, failure)
  values ($1, $2, $3, $4, $5)
  on conflict (agency_id, account_id) do update set
    compared_at = now(), checked_days = excluded.checked_days, differing_days = excluded.differing_days,
    failure = excluded.failure`);

const RESULTS = new Statement<
  Omit<ReconciliationResult, 'comparedAt'> & {
    accountId: string;
    comparedAt: string;
  }
>(`
  select account_id as "accountId", compared_at as "comparedAt", checked_days as "checkedDays",
    differing_days as "differingDays", failure
  from reconciliation
  where agency_id = $1`);

export class PostgresReconciliationRepository extends ReconciliationRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async storeTotals(
    account: AccountKey & { readonly network: NetworkId },
    days: readonly NetworkDay[],
  ): Promise<void> {
    const { agencyId, accountId } = account;
    const totals = days.flatMap((day) => day.totals);
    const stated = days.map(({ day }) => day);
    await inAgency(this.orm, agencyId, async (em) => {
      const told = [totals.map(({ day }) => day), totals.map(({ currency: code }) => code)];
      await FORGET_OTHERS.run(em, [agencyId, accountId, stated, ...told]);
      await storeNetworkTotals(em, account, totals);
      await STATE_DAYS.run(em, [agencyId, accountId, stated, days.map(({ zone }) => zone)]);
    });
  }

  async coverDays(
    { agencyId, accountId }: AccountKey,
    { first, last }: { readonly first: CalendarDay; readonly last: CalendarDay },
  ): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => COVER_DAYS.run(em, [agencyId, accountId, first, last]));
  }

  async compareDays(
    { agencyId, accountId }: AccountKey,
    question: ComparisonQuestion,
  ): Promise<readonly ComparedDay[]> {
    const { first, last, reversalsCountOn, counts } = question;
    const parameters = [agencyId, accountId, first, last, tiersBeside('hot')];
    const rows = await inAgency(this.orm, agencyId, (em) => COMPARE[reversalsCountOn].run(em, parameters));
    const byDay = Map.groupBy(rows, (row) => row.day);
    return [...byDay.values()].flatMap((ofDay) => {
      const amounts = ofDay.flatMap((row) => amountsOf(row, counts));
      const [row] = ofDay;
      return row ? [{ ...dayOf(row), amounts }] : [];
    });
  }

  async saveResult(
    { agencyId, accountId }: AccountKey,
    { checkedDays, differingDays, failure }: Omit<ReconciliationResult, 'comparedAt'>,
  ): Promise<void> {
    const parameters = [agencyId, accountId, checkedDays, differingDays, failure];
    await inAgency(this.orm, agencyId, (em) => SAVE_RESULT.run(em, parameters));
  }

  async results(agencyId: string): Promise<ReadonlyMap<string, ReconciliationResult>> {
    const rows = await inAgency(this.orm, agencyId, (em) => RESULTS.run(em, [agencyId]));
    return new Map(
      rows.map(({ accountId, comparedAt, ...found }) => [
        accountId,
        { ...found, comparedAt: instant(comparedAt) },
      ]),
    );
  }
}

function dayOf(row: ComparedRow): Omit<ComparedDay, 'amounts'> {
  const finishedAt = instantOrNull(row.readingFinishedAt);
  return {
    day: calendarDay(row.day),
    startsAt: instant(row.startsAt),
    endsAt: instant(row.endsAt),
    statedAt: instant(row.statedAt),
    lastReading: finishedAt && row.readingOutcome ? { finishedAt, outcome: row.readingOutcome } : null,
    quarantinedRows: row.quarantinedRows,
  };
}

function amountsOf(row: ComparedRow, counts: ComparisonQuestion['counts']): ComparedAmount[] {
  if (row.currency === null) return [];
  return [
    {
      currency: currency(row.currency),
      network: row.isStated ? statedBy(row) : NOTHING_STATED,
      ours: {
        conversions: counts === 'sales' ? row.sales : row.orders,
        reversals: counts === 'sales' ? row.reversals : row.reversedOrders,
        grossCommission: row.gross,
        voidedCommission: row.voided,
        netCommission: row.net,
      },
      pendingSales: row.pendingSales,
      pendingCommission: row.pendingCommission,
      salesWithoutCommission: row.salesWithoutCommission,
      changedAt: instantOrNull(row.changedAt),
    },
  ];
}

function statedBy(row: ComparedRow): ComparedAmount['network'] {
  return {
    conversions: row.statedConversions,
    reversals: row.statedReversals,
    grossCommission: row.statedGross,
    voidedCommission: row.statedVoided,
    netCommission: row.statedNet,
  };
}
