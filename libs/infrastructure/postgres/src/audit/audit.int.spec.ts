import type { AuditTrail } from '@tributary/ports';
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

  it('takes its time from the database', async () => {
    const [row] = await rowsOf(
      database.owner,
      'select now() - at < interval \'1 minute\' as "isNow" from audit_entry where agency_id = $1',
      [agencyId],
    );
    expect(row?.isNow).toBe(true);
  });
});
