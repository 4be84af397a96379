import { randomUUID } from 'node:crypto';
import type { BenchDatabase } from './database';

/*
 * A database that has grown, filled by the server itself: an account a statement, so that the triggers keep versions and
 * rollups as ever. Only the network's answers are missing, which no page shows.
 */

const DAYS = 730;
const SMALL_SALES = 10_000;
const BIG_ACCOUNTS = 20;
/** Accounts that are filled between two commits. */
const BATCH = 50;

const ACCOUNTS = `
  insert into network_account (agency_id, id, network, label, backfill_from, credentials_sealed, credential_hints,
    identity_hash, next_due_at, created_at, last_good_sync_at, checkpoint)
  select agency, gen_random_uuid(),
    (array['clickbank', 'digistore24', 'buygoods', 'maxweb', 'jvzoo', 'hotmart'])[1 + n % 6], 'bench ' || n,
    now() - interval '730 days', 'none', '{}', gen_random_uuid()::text, now() + interval '1 day',
    now() - interval '730 days', now(), now()
  from generate_series(1, accounts) n`;

/** Numbers that look like chance and are the same in every run. */
const SALES = `
  insert into sale (agency_id, account_id, network, external_order_id, order_number, link_key, state, status, amount,
    currency, commission, commission_currency, product_id, product_name, is_rebill, sale_date, reversed_amount,
    reversed_commission, has_refund)
  select agency, account.id, account.network, 'R' || i || ':1', 'R' || i, 'R' || i, r.state,
    case when r.is_refunded then 'refunded' else r.state end, r.amount, 'USD', r.amount / 2,
    (array['EUR', 'USD', 'USD', 'BRL'])[1 + number % 4], 'p' || i % 12, 'Product ' || i % 12, i % 3 = 0,
    now() - (sales - i) * interval '1 second' * (${DAYS} * 86400.0 / sales),
    case when r.is_refunded then r.amount else 0 end, case when r.is_refunded then r.amount / 2 else 0 end,
    r.is_refunded
  from generate_series(1, sales) i
  cross join lateral (
    select ((i::bigint * 7919) % 20000 + 500) / 100.0 as amount, (i::bigint * 104729) % 100 < 6 as is_refunded,
      case when (i::bigint * 104729) % 100 >= 98 then 'pending' else 'completed' end as state
  ) r`;

const REFUNDS = `
  insert into reversal (agency_id, account_id, network, external_reversal_id, link_key, kind, amount, currency, commission,
    commission_currency, reversed_at, observed, external_order_id, sale_date, sale_status)
  select s.agency_id, s.account_id, s.network, s.external_order_id || ':rfnd', s.link_key, 'refund', s.amount, s.currency,
    s.commission, s.commission_currency, least(now(), s.sale_date + interval '1 day' * (1 + length(s.product_id))), false,
    s.external_order_id, s.sale_date, s.status
  from sale s where s.agency_id = agency and s.account_id = account.id and s.status = 'refunded'`;

const FILL = `
create or replace procedure bench_fill(agency uuid, accounts int, sales int) language plpgsql as $$
declare
  account record;
  number int := 0;
begin
  ${ACCOUNTS};
  for account in select id, network from network_account where agency_id = agency loop
    number := number + 1;
    ${SALES};
    ${REFUNDS};
  end loop;
end $$`;

/** Agencies that are looked at. */
export interface Filled {
  readonly big: string;
  readonly small: string;
}

/** Until there are so many sales: a tenth of them of one agency, and 10,000 of each other. `big` exists already. */
export async function fill(database: BenchDatabase, big: string, sales: number): Promise<Filled> {
  const { first } = database;
  await first(FILL);
  await first(`call bench_fill('${big}', ${BIG_ACCOUNTS}, ${Math.round(sales / 10 / BIG_ACCOUNTS)})`);
  const others = Math.max(1, Math.round((sales * 0.9) / SMALL_SALES));
  let small = '';
  for (let filled = 0; filled < others; filled += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, others - filled) }, () => randomUUID());
    small = ids[0] ?? small;
    const calls = ids.map(
      (id) => `
      insert into agency (id, name, reporting_currency, time_zone, locale)
      values ('${id}', 'Bench', 'EUR', 'Europe/Berlin', 'en-GB');
      call bench_fill('${id}', 1, ${SMALL_SALES});`,
    );
    await first(`do $$ begin ${calls.join('')} end $$`);
  }
  await first('vacuum analyze');
  return { big, small };
}
