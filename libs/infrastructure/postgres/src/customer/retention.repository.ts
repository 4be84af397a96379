import type { MikroORM } from '@mikro-orm/postgresql';
import { RetentionRepository } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency, inNoAgency } from '../tenancy';

const MONTHS = new Statement<{ months: number | null }>(
  'select personal_data_months as months from agency where id = $1',
);
const SET_MONTHS = new Statement<object>('update agency set personal_data_months = $2 where id = $1');
const LIMITED = new Statement<{ agencyId: string; months: number }>(
  'select agency_id as "agencyId", months from directory.agencies_with_retention()',
);

/** In batches: a lock on each row for as long as one of them takes. */
const BATCH = 1_000;

const FORGET_CUSTOMERS = new Statement<object>(`
  delete from sale_customer c using (
    select c.account_id, c.external_order_id from sale_customer c
    join sale s on s.agency_id = $1 and s.account_id = c.account_id and s.external_order_id = c.external_order_id
    where c.agency_id = $1 and s.sale_date < $2::timestamptz
    limit ${BATCH}
  ) old
  where c.agency_id = $1 and c.account_id = old.account_id and c.external_order_id = old.external_order_id
  returning 1`);

const FORGET_PAGES = new Statement<object>(`
  with old as (
    select s.account_id, s.hash from raw_page_sighting s
    where s.agency_id = $1 and s.seen_at < $2::timestamptz limit ${BATCH}
  ), sightings as (
    delete from raw_page_sighting s using old
    where s.agency_id = $1 and s.account_id = old.account_id and s.hash = old.hash
  )
  delete from raw_page p using old
  where p.agency_id = $1 and p.account_id = old.account_id and p.hash = old.hash
  returning 1`);

const FORGET_ROWS = new Statement<object>(`
  delete from quarantined_row q using (
    select account_id, hash from quarantined_row
    where agency_id = $1 and set_aside_at < $2::timestamptz limit ${BATCH}
  ) old
  where q.agency_id = $1 and q.account_id = old.account_id and q.hash = old.hash
  returning 1`);

const FORGET_NOTIFICATIONS = new Statement<object>(`
  delete from received_notification n using (
    select account_id, hash from received_notification
    where agency_id = $1 and received_at < $2::timestamptz limit ${BATCH}
  ) old
  where n.agency_id = $1 and n.account_id = old.account_id and n.hash = old.hash
  returning 1`);

export class PostgresRetentionRepository extends RetentionRepository {
  constructor(private readonly orm: MikroORM) {
    super();
  }

  async months(agencyId: string): Promise<number | null> {
    const agency = await inAgency(this.orm, agencyId, (em) => MONTHS.first(em, [agencyId]));
    return agency?.months ?? null;
  }

  async setMonths(agencyId: string, months: number | null): Promise<void> {
    await inAgency(this.orm, agencyId, (em) => SET_MONTHS.run(em, [agencyId, months]));
  }

  agenciesWithLimit(): Promise<readonly { readonly agencyId: string; readonly months: number }[]> {
    return LIMITED.run(inNoAgency(this.orm), []);
  }

  async forgetBefore(agencyId: string, before: Date) {
    const forget = (statement: Statement<object>) => this.inBatches(statement, agencyId, before);
    const customers = await forget(FORGET_CUSTOMERS);
    const answers =
      (await forget(FORGET_PAGES)) + (await forget(FORGET_ROWS)) + (await forget(FORGET_NOTIFICATIONS));
    return { customers, answers };
  }

  private async inBatches(statement: Statement<object>, agencyId: string, before: Date): Promise<number> {
    let all = 0;
    let batch = BATCH;
    while (batch === BATCH) {
      const parameters = [agencyId, before.toISOString()];
      batch = (await inAgency(this.orm, agencyId, (em) => statement.run(em, parameters))).length;
      all += batch;
    }
    return all;
  }
}
