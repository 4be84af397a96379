import { randomUUID } from 'node:crypto';
import { migrate } from './migrate';
import { MIGRATIONS } from './migrations';
import { createTestDatabase, loginsOf, type TestDatabase } from './testing';
import { rowsOf } from './testing/world';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What the schemas do not know: see the end of the migration. */
const BY_HAND =
  /^alter table "\w+" drop constraint "\w+_(agency|sale|member|account|client|family|factor|invitation)_fkey"$/;

/** Looked up before any agency is known: whoever signs in, the cookie of a session and the links of mails. */
const GLOBAL_KEYS = [
  'invitation_token_hash_unique',
  'member_email_unique',
  'member_identity_subject_unique',
  'password_reset_token_hash_unique',
  'refresh_session_token_hash_unique',
];

describe('migrate', () => {
  it('runs once when three replicas start together, and then finds nothing to do', async () => {
    const name = `tributary_migrate_${randomUUID().replaceAll('-', '')}`;
    const logins = loginsOf(name);
    await rowsOf(database.owner, `create database ${name}`);
    try {
      const runs = await Promise.all([migrate(logins), migrate(logins), migrate(logins)]);
      expect(runs.map((run) => run.length).toSorted()).toEqual([0, 0, MIGRATIONS.length]);
      expect(await migrate(logins)).toEqual([]);
    } finally {
      await rowsOf(database.owner, `drop database ${name} with (force)`);
    }
  });

  it('leaves the database as the schemas describe it, but for the foreign keys written by hand', async () => {
    const drift = await database.owner.schema.getUpdateSchemaSQL();
    const statements = drift
      .split(';')
      .map((statement) => statement.trim())
      .filter((statement) => statement !== '' && !statement.startsWith('set names'));
    expect(statements.filter((statement) => !BY_HAND.test(statement))).toEqual([]);
    expect(statements).toHaveLength(44);
  });
});

describe('the catalogue', () => {
  const keys = () =>
    rowsOf(
      database.owner,
      `select t.relname as "table", i.relname as key, pg_get_indexdef(x.indexrelid, 1, true) as first
       from pg_index x
       join pg_class i on i.oid = x.indexrelid
       join pg_class t on t.oid = x.indrelid
       join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
       where x.indisunique and not t.relispartition and t.relname not in ('agency', 'exchange_rate', 'exchange_rate_month', 'superseded_exchange_rate', 'network_outage', 'attempt_limit', 'remembered_subject', 'mikro_orm_migrations')
       order by 1, 2`,
    );

  it('starts every primary and unique key of a tenant table with the agency', async () => {
    const found = await keys();
    expect(found.length).toBeGreaterThanOrEqual(13);
    const others = found.filter((key) => key.first !== 'agency_id').map((key) => key.key);
    expect(others).toEqual(GLOBAL_KEYS);
  });

  it('starts every foreign key with the agency', async () => {
    const found = await rowsOf(
      database.owner,
      `select c.conname as key, a.attname as first
       from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype = 'f' and c.conparentid = 0`,
    );
    expect(found).toHaveLength(44);
    expect(found.filter((key) => key.first !== 'agency_id')).toEqual([]);
  });

  it('has no table without an agency but those of every agency', async () => {
    const found = await rowsOf(
      database.owner,
      `select t.relname as name from pg_class t
       join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
       where t.relkind in ('r', 'p') and not t.relispartition and not exists (
         select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'agency_id' and a.attnotnull)
       order by 1`,
    );
    expect(found.map((row) => row.name)).toEqual([
      'agency',
      'attempt_limit',
      'exchange_rate',
      'exchange_rate_month',
      'mikro_orm_migrations',
      'network_outage',
      'remembered_subject',
      'superseded_exchange_rate',
    ]);
  });

  it('spreads sales and reversals over 16 partitions by agency', async () => {
    const found = await rowsOf(
      database.owner,
      `select parent.relname as name, pg_get_partkeydef(parent.oid) as spread, count(*)::int as partitions
       from pg_inherits h join pg_class parent on parent.oid = h.inhparent
       where parent.relkind = 'p' group by parent.oid, parent.relname order by 1`,
    );
    expect(found).toEqual([
      { name: 'reversal', spread: 'HASH (agency_id)', partitions: 16 },
      { name: 'reversal_version', spread: 'HASH (agency_id)', partitions: 16 },
      { name: 'sale', spread: 'HASH (agency_id)', partitions: 16 },
      { name: 'sale_version', spread: 'HASH (agency_id)', partitions: 16 },
    ]);
  });
});
