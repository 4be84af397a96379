import { keyIdOf, type SealedValue, StorageNotMigrated } from '@tributary/ports';
import { newAccount, ReversibleCipher } from '@tributary/ports/testing';
import { randomUUID } from 'node:crypto';
import { PostgresNetworkAccountRepository } from '../account/network-account.repository';
import { PostgresSyncAccountRepository } from '../account/sync-account.repository';
import { createOrm } from '../orm';
import { createTestDatabase, type TestDatabase } from '../testing';
import { anAgency, rowsOf } from '../testing/world';
import { PostgresSealedValueRepository } from './sealed-value.repository';

const old = new ReversibleCipher(['01010101']);
const turned = new ReversibleCipher(['0e0e0e0e', ...old.keyIds]);

let database: TestDatabase;
let values: PostgresSealedValueRepository;

beforeAll(async () => {
  database = await createTestDatabase();
  values = new PostgresSealedValueRepository(database.orm);
});
afterAll(() => database.drop());

async function accounts(count: number) {
  const agencyId = await anAgency(database.orm);
  const repository = new PostgresNetworkAccountRepository(database.orm);
  const added = Array.from({ length: count }, () => newAccount(agencyId));
  for (const account of added) {
    const context = {
      agencyId,
      accountId: account.id,
      network: account.network,
      purpose: 'credentials',
    } as const;
    await repository.add({
      ...account,
      sealedCredentials: old.seal(new TextEncoder().encode('key'), context),
    });
  }
  return { agencyId, ids: added.map(({ id }) => id) };
}

async function resealed(agencyId: string) {
  const found: SealedValue[] = [];
  for await (const batch of values.sealedByOthers(agencyId, turned.keyIds[0])) found.push(...batch);
  return found.map((value) => ({
    ...value,
    resealed: turned.seal(turned.open(value.sealed, value.context), value.context),
  }));
}

describe('the keys in use', () => {
  it('cannot be told of a database that has not been migrated', async () => {
    const name = `tributary_empty_${randomUUID().replaceAll('-', '')}`;
    const url = Object.assign(new URL(database.ownerUrl), { pathname: `/${name}` }).href;
    await rowsOf(database.owner, `create database ${name}`);
    const orm = createOrm(url, { poolSize: 1 });
    try {
      const keys = new PostgresSealedValueRepository(orm).keysInUse();
      await expect(keys).rejects.toThrow(StorageNotMigrated);
    } finally {
      await orm.close();
      await rowsOf(database.owner, `drop database ${name} with (force)`);
    }
  });
});

describe('replacing what was sealed with an older key', () => {
  it('waits for no row that somebody else is changing, and changes the others', async () => {
    const { agencyId, ids } = await accounts(3);
    const found = await resealed(agencyId);
    await database.owner.em.fork().transactional(async (em) => {
      const lock = 'select 1 from network_account where id = ? for update';
      await em.getConnection().execute(lock, [ids[0]], 'all', em.getTransactionContext());
      expect(await values.replace(agencyId, found)).toBe(2);
    });
    expect(await values.replace(agencyId, await resealed(agencyId))).toBe(1);
    expect(await resealed(agencyId)).toEqual([]);
  });

  it('keeps the row otherwise as it is', async () => {
    const { agencyId, ids } = await accounts(1);
    const state = () =>
      rowsOf(
        database.owner,
        `select (to_jsonb(a) - 'credentials_sealed')::text as row from network_account a where id = $1`,
        ids,
      );
    const before = await state();
    await values.replace(agencyId, await resealed(agencyId));
    expect(await state()).toEqual(before);
    const opened = await new PostgresSyncAccountRepository(database.orm).open({
      agencyId,
      accountId: ids[0] ?? '',
    });
    expect(opened && keyIdOf(opened.sealedCredentials)).toBe(turned.keyIds[0]);
  });

  it('refuses a place that is in no list', async () => {
    const { agencyId } = await accounts(1);
    const [value] = await resealed(agencyId);
    const elsewhere = { ...value, place: JSON.stringify({ column: 'member.name', key: '[]' }) };
    await expect(values.replace(agencyId, [elsewhere as never])).rejects.toThrow(
      'No sealed column is named "member.name"',
    );
  });
});
