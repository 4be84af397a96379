import { ReadTotals, SyncAccount } from '@tributary/application';
import { AesGcmCredentialCipher } from '@tributary/credential-cipher';
import { networkId, type NetworkId } from '@tributary/domain';
import type { AccountKey, AccountSealContext, SyncRun } from '@tributary/ports';
import {
  PostgresAgencyRepository,
  PostgresNetworkAccountRepository,
  PostgresNetworkOutageRepository,
  PostgresReconciliationRepository,
  PostgresRereadRequestRepository,
  PostgresSaleRepository,
  PostgresSaleRhythmRepository,
  PostgresSyncAccountRepository,
  PostgresSyncRunRepository,
} from '@tributary/postgres';
import { createTestDatabase, type TestDatabase } from '@tributary/postgres/testing';
import {
  aNetwork,
  CountingIdentifiers,
  InMemoryProgressChannel,
  newAccount,
  ScriptedGateway,
  ScriptedNetworks,
  SettableClock,
} from '@tributary/ports/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { AGENCY } from '../testing/in-process-bff';

// A database of its own on a busy machine: slow is not wrong.
jest.setTimeout(60_000);

const [CLICKBANK, DIGISTORE24] = [networkId('clickbank'), networkId('digistore24')];
const KEY = randomBytes(32);
const WORDS = 'The stored key cannot be opened any more. Enter it again under Replace key.';

type Account = AccountKey & { readonly network: NetworkId };

let database: TestDatabase;
let gateway: ScriptedGateway;
let sync: SyncAccount;
const cipher = new AesGcmCredentialCipher([KEY]);

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(() => {
  const { orm } = database;
  gateway = new ScriptedGateway();
  const networks = new ScriptedNetworks(
    [aNetwork({ id: CLICKBANK }), gateway],
    [aNetwork({ id: DIGISTORE24 }), gateway],
  );
  const clock = new SettableClock(new Date());
  sync = new SyncAccount({
    accounts: new PostgresSyncAccountRepository(orm),
    runs: new PostgresSyncRunRepository(orm),
    sales: new PostgresSaleRepository(orm, cipher),
    totals: new ReadTotals({ networks, reconciliation: new PostgresReconciliationRepository(orm), clock }),
    rereads: new PostgresRereadRequestRepository(orm),
    outages: new PostgresNetworkOutageRepository(orm),
    rhythms: new PostgresSaleRhythmRepository(orm),
    progress: new InMemoryProgressChannel(),
    identifiers: new CountingIdentifiers(),
    ...{ networks, cipher, clock },
  });
});

async function anAgency(): Promise<string> {
  const id = randomUUID();
  await new PostgresAgencyRepository(database.orm).add({ ...AGENCY, id });
  return id;
}

const contextOf = (
  account: Account,
  purpose: AccountSealContext['purpose'] = 'credentials',
): AccountSealContext => ({ ...account, purpose });
const plainOf = ({ accountId }: Account) => Buffer.from(JSON.stringify({ apiKey: `API-OF-${accountId}` }));
const sealedFor = (account: Account, by = cipher) =>
  Buffer.from(by.seal(plainOf(account), contextOf(account)));

async function connect(agencyId: string, network = CLICKBANK): Promise<Account> {
  const added = newAccount(agencyId, { network });
  const account = { agencyId, accountId: added.id, network };
  await new PostgresNetworkAccountRepository(database.orm).add({
    ...added,
    sealedCredentials: sealedFor(account),
  });
  return account;
}

const query = <Row>(sql: string, parameters: readonly unknown[]) =>
  database.owner.em.getConnection().execute<Row[]>(sql, [...parameters]);

/** As somebody would who can write to the database but has no key. */
async function write({ accountId }: Account, sealed: Uint8Array): Promise<void> {
  await query('update network_account set credentials_sealed = ? where id = ?', [
    Buffer.from(sealed),
    accountId,
  ]);
}

async function read({ accountId }: Account): Promise<Buffer> {
  const [row] = await query<{ sealed: Buffer }>(
    'select credentials_sealed as sealed from network_account where id = ?',
    [accountId],
  );
  if (!row) throw new Error('There is no such account');
  return row.sealed;
}

async function runOf({ agencyId, accountId }: Account): Promise<SyncRun | undefined> {
  const request = { agencyId, accountId, trigger: 'manual' } as const;
  const [run] = await sync.run({ id: randomUUID(), request, signal: new AbortController().signal });
  return run;
}

const REFUSED = { outcome: 'failed', errorKind: 'credentials-unreadable', errorMessage: WORDS };

/** A text that an attacker without a key makes out of what is there. */
const forgeries: readonly (readonly [
  string,
  (victim: Account, sealed: Buffer) => Promise<Uint8Array> | Uint8Array,
])[] = [
  ['nothing', () => Buffer.alloc(0)],
  ['one byte too few', (_, sealed) => sealed.subarray(0, -1)],
  ['only its header', (_, sealed) => sealed.subarray(0, 33)],
  ['a flipped bit of the text', (_, sealed) => flipped(sealed, sealed.length - 1)],
  ['a flipped bit of the initialisation vector', (_, sealed) => flipped(sealed, 5)],
  ['a flipped bit of the tag', (_, sealed) => flipped(sealed, 17)],
  ['another version', (_, sealed) => flipped(sealed, 0)],
  ['the id of another key', (_, sealed) => flipped(sealed, 1)],
  ['a key that nobody has', (victim) => sealedFor(victim, new AesGcmCredentialCipher([randomBytes(32)]))],
  [
    'the right tag, cut to four bytes',
    (victim) => cipher.seal(new Uint8Array(), contextOf(victim)).subarray(0, 21),
  ],
  ['the key of another account', async ({ agencyId }) => sealedFor(await connect(agencyId))],
  ['the key of another network', async ({ agencyId }) => sealedFor(await connect(agencyId, DIGISTORE24))],
  ['the key of another agency', async () => sealedFor(await connect(await anAgency()))],
  ['a stored page', (victim) => cipher.seal(plainOf(victim), contextOf(victim, 'raw-page'))],
  [
    'a passphrase for notifications',
    (victim) => cipher.seal(plainOf(victim), contextOf(victim, 'notification-secrets')),
  ],
  [
    'something of a member',
    ({ agencyId, accountId }) =>
      cipher.seal(Buffer.from('{}'), { agencyId, memberId: accountId, purpose: 'second-factor' }),
  ],
];

describe('credentials that somebody changed in the database', () => {
  it.each(forgeries)(
    'are refused when they are %s, with one error and before any request',
    async (_, forge) => {
      const victim = await connect(await anAgency());
      await write(victim, await forge(victim, await read(victim)));
      expect(await runOf(victim)).toMatchObject(REFUSED);
      expect(gateway.requests).toEqual([]);
    },
  );

  it('are refused on both sides when two accounts changed places, and read again once they are back', async () => {
    const agencyId = await anAgency();
    const [one, two] = [await connect(agencyId), await connect(agencyId)];
    const [ofOne, ofTwo] = [await read(one), await read(two)];
    await write(one, ofTwo);
    await write(two, ofOne);
    expect([await runOf(one), await runOf(two)]).toMatchObject([REFUSED, REFUSED]);
    expect(gateway.requests).toEqual([]);
    await write(one, ofOne);
    expect(await runOf(one)).toMatchObject({ outcome: 'ok' });
    expect(gateway.requests.map(({ credentials }) => credentials.apiKey)).toContain(
      `API-OF-${one.accountId}`,
    );
  });

  it('are refused when the row says that it is of another network', async () => {
    const victim = await connect(await anAgency());
    await query('update network_account set network = ? where id = ?', [DIGISTORE24, victim.accountId]);
    expect(await runOf(victim)).toMatchObject(REFUSED);
    expect(gateway.requests).toEqual([]);
  });
});

function flipped(sealed: Uint8Array, at: number): Uint8Array {
  return sealed.map((byte, place) => (place === at ? byte ^ 1 : byte));
}
