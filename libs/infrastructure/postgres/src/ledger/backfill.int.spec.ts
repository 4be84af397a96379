import { randomUUID } from 'node:crypto';
import { migrate } from '../migrate';
import { createOrm } from '../orm';
import { createTestDatabase, loginsOf, type TestDatabase } from '../testing';
import { rowsOf } from '../testing/world';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A database of before the ledger, with the sales and reversals that `fill` puts into it, brought up to date. */
async function migrated(fill: string): Promise<Record<string, unknown>> {
  const name = `tributary_backfill_${randomUUID().replaceAll('-', '')}`;
  const logins = loginsOf(name);
  await rowsOf(database.owner, `create database ${name}`);
  const orm = createOrm(logins.owner, { poolSize: 2 });
  try {
    await orm.migrator.up({ to: 'Migration20261121000000_initial' });
    for (const statement of fill.split(';')) await rowsOf(orm, statement);
    await migrate(logins);
    return {
      sales: await rowsOf(orm, 'select external_order_id as id, has_refund from sale order by 1'),
      reversals: await rowsOf(
        orm,
        'select external_reversal_id as id, sale_status, sale_tells_amount from reversal order by 1',
      ),
      days: await rowsOf(
        orm,
        'select day::text as day, completed_count, refunded_count from daily_sales order by 1',
      ),
      versions: await rowsOf(orm, 'select 1 from sale_version union all select 1 from reversal_version'),
      differences: await rowsOf(orm, 'select d.* from agency a, rollup_differences(a.id) d'),
    };
  } finally {
    await orm.close();
    await rowsOf(database.owner, `drop database ${name} with (force)`);
  }
}

const AGENCY = `'0198c0de-0000-4000-8000-00000000aaaa'`;
const SALE = `insert into sale (agency_id, account_id, external_order_id, network, order_number, link_key, state, status,
  amount, currency, commission, commission_currency, is_rebill, sale_date)
  select ${AGENCY}, ${AGENCY}, id, 'clickbank', id, id, 'completed', status, amount, 'USD', 40, 'USD', false,
    timestamptz '2026-03-14 23:30:00Z'`;
const REVERSAL = `insert into reversal (agency_id, account_id, external_reversal_id, network, link_key, kind, amount,
  currency, commission, commission_currency, reversed_at, observed, external_order_id, sale_date)
  select ${AGENCY}, ${AGENCY}, id, 'clickbank', id, kind, 10, 'USD', 4, 'USD', timestamptz '2026-03-16 12:00:00Z',
    false, sale, case when sale is not null then timestamptz '2026-03-14 23:30:00Z' end`;

describe('rows of before the ledger', () => {
  it('learn what they count for and are summed up, without a version of what nobody changed', async () => {
    const after = await migrated(`
      insert into agency (id, name, reporting_currency, time_zone, locale)
        values (${AGENCY}, 'Northbank', 'USD', 'Europe/Berlin', 'en-GB');
      ${SALE} from (values ('plain', 'completed', 100), ('refunded', 'refunded', null), ('voided', 'completed', 100))
        as s(id, status, amount);
      ${REVERSAL} from (values ('refunded:r', 'refund', 'refunded'), ('voided:r', 'void', 'voided'),
        ('early', 'refund', null)) as r(id, kind, sale)`);
    expect(after).toEqual({
      sales: [
        { id: 'plain', has_refund: false },
        { id: 'refunded', has_refund: true },
        { id: 'voided', has_refund: false },
      ],
      reversals: [
        { id: 'early', sale_status: null, sale_tells_amount: true },
        { id: 'refunded:r', sale_status: 'refunded', sale_tells_amount: false },
        { id: 'voided:r', sale_status: 'completed', sale_tells_amount: true },
      ],
      days: [{ day: '2026-03-15', completed_count: 2, refunded_count: 1 }],
      versions: [],
      differences: [],
    });
  });
});
