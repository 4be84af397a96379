import type { AuditTrail } from '@tributary/ports';
import { Statement } from '../statement';
import { inAgency } from '../tenancy';
import { createTestDatabase, type TestDatabase } from '../testing';
import { anAgency, rowsOf } from '../testing/world';
import { PostgresAuditTrail } from './audit-trail.repository';

let database: TestDatabase;
let trail: AuditTrail;
let agencyId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  trail = new PostgresAuditTrail(database.orm);
});
afterAll(() => database.drop());
beforeEach(async () => {
  agencyId = await anAgency(database.orm);
  await trail.record({
    agencyId,
    actor: { kind: 'operator', id: null, label: 'set-password' },
    origin: null,
    action: 'member.set-password',
    target: null,
    outcome: 'done',
    before: null,
    after: null,
  });
});

const sql = (text: string) => rowsOf(database.owner, text);
const count = async () => {
  const [row] = await rowsOf(
    database.owner,
    'select count(*)::int as rows from audit_entry where agency_id = $1',
    [agencyId],
  );
  return row?.rows;
};

describe('the table of the audit trail', () => {
  it.each([
    ['changed', `update audit_entry set action = 'nothing.happened'`],
    ['removed', 'delete from audit_entry'],
    ['emptied', 'truncate audit_entry'],
    ['emptied along with its agency', 'truncate agency cascade'],
  ])('is not %s, not even by a superuser', async (_, attempt) => {
    await expect(sql(attempt)).rejects.toThrow(/only added to/);
    expect(await count()).toBe(1);
  });

  it('leaves with its whole agency', async () => {
    await rowsOf(database.owner, 'delete from agency where id = $1', [agencyId]);
    expect(await count()).toBe(0);
  });

  it('can be read and added to by the application, and no more', async () => {
    const granted = await sql(
      `select privilege_type as right from information_schema.role_table_grants
       where grantee = 'tributary_app' and table_name = 'audit_entry' order by 1`,
    );
    expect(granted.map(({ right }) => right)).toEqual(['INSERT', 'SELECT']);
  });

  it.each([
    ['changes nothing', `update audit_entry set action = 'nothing.happened'`, '42501'],
    ['removes nothing', 'delete from audit_entry', '42501'],
    ['empties nothing', 'truncate audit_entry', '42501'],
    ['switches no trigger off', 'alter table audit_entry disable trigger all', '42501'],
    ['goes past no trigger', 'set session_replication_role = replica', '42501'],
    [
      'writes into the trail of no other agency',
      `insert into audit_entry (agency_id, actor_kind, actor_label, action, outcome)
       values (gen_random_uuid(), 'system', 'x', 'x.x', 'done')`,
      '42501',
    ],
  ])("%s as the product's login", async (_, attempt, code) => {
    const tried = inAgency(database.orm, agencyId, (em) => new Statement<object>(attempt).run(em, []));
    await expect(tried).rejects.toMatchObject({ code });
    expect(await count()).toBe(1);
  });

  it("writes no past as the product's login", async () => {
    const backdated = new Statement<{ isNow: boolean }>(`
      insert into audit_entry (agency_id, at, actor_kind, actor_label, action, outcome)
      values ($1, '2020-01-01', 'system', 'x', 'x.x', 'done')
      returning now() - at < interval '1 minute' as "isNow"`);
    const written = await inAgency(database.orm, agencyId, (em) => backdated.first(em, [agencyId]));
    expect(written).toEqual({ isNow: true });
  });

  it('takes its time from the database', async () => {
    const [row] = await rowsOf(
      database.owner,
      'select now() - at < interval \'1 minute\' as "isNow" from audit_entry where agency_id = $1',
      [agencyId],
    );
    expect(row?.isNow).toBe(true);
  });
});
