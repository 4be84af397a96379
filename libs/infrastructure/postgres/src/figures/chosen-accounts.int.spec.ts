import { currency } from '@tributary/domain';
import { BOOKING_CLOCKS, type AccountKey, type SaleChange } from '@tributary/ports';
import { randomUUID } from 'node:crypto';
import { PostgresNetworkAccountRepository } from '../account/network-account.repository';
import { PostgresSaleHistoryRepository } from '../history/sale-history.repository';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { createTestDatabase, type TestDatabase } from '../testing';
import { chance, storeRandomHistory } from '../testing/random-history';
import { anAccount, anAgency, MirrorCipher, type TestAccount } from '../testing/world';
import { PostgresFiguresRepository } from './figures.repository';

const SPAN = [new Date('2026-02-20T00:00:00Z'), new Date('2026-05-20T00:00:00Z')] as const;
const EVER = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2027-01-01T00:00:00Z') };
const WITHOUT_FILTER = { networks: [], statuses: [] };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The same accounts by their ids, in an agency of their own. */
async function alone(accounts: readonly TestAccount[]): Promise<TestAccount[]> {
  const agencyId = await anAgency(database.orm, { timeZone: 'Europe/Berlin', reportingCurrency: 'EUR' });
  const repository = new PostgresNetworkAccountRepository(database.orm);
  for (const { accountId, network } of accounts) {
    await repository.add({
      ...{ id: accountId, agencyId, network, label: `label of ${accountId}`, clientId: null },
      ...{ backfillFrom: SPAN[0], nextDueAt: SPAN[0], identityHash: randomUUID() },
      ...{ sealedCredentials: Buffer.from('sealed'), credentialHints: {} },
    });
  }
  return accounts.map((account) => ({ ...account, agencyId }));
}

/** What happens to an account depends on nothing but its place in the list. */
async function live(accounts: readonly TestAccount[]): Promise<void> {
  for (const [index, account] of accounts.entries()) {
    const history = { random: chance(41 + index), span: SPAN, pages: 4 };
    await storeRandomHistory(database.orm, [account], history);
  }
}

/** When and by which run something was stored differs between two agencies, and nothing else does. */
const withoutTimes = ({ changedAt, lastGoodSyncAt, run, ...change }: SaleChange) => change;
const byKey = (a: SaleChange, b: SaleChange) => (keyOf(a) < keyOf(b) ? -1 : 1);
const keyOf = (change: SaleChange) => JSON.stringify(withoutTimes(change));

async function everything({ agencyId }: Pick<AccountKey, 'agencyId'>, accounts: 'all' | readonly string[]) {
  const { orm } = database;
  const figures = new PostgresFiguresRepository(orm);
  const history = new PostgresSaleHistoryRepository(orm);
  const money = { zone: 'Europe/Berlin', reportingCurrency: currency('EUR') };
  const read: unknown[] = [];
  for (const asOf of [null, new Date()]) {
    for (const clock of BOOKING_CLOCKS) {
      const query = { agencyId, ...money, clock, asOf, accounts, ...EVER, ...WITHOUT_FILTER };
      read.push(await figures.byDay(query), await figures.byMonth(query), await figures.unconverted(query));
    }
    const filter = { from: null, until: null, search: null, accounts, asOf, ...WITHOUT_FILTER };
    const sales = new PostgresSaleRepository(orm, new MirrorCipher());
    read.push(await sales.listSales(agencyId, filter, { limit: 1000, after: null }));
  }
  const span = { since: null, until: null, networks: [], accounts };
  const changes = await history.listChanges(agencyId, span, { limit: 1000, after: null });
  read.push([...changes].sort(byKey).map(withoutTimes));
  read.push(await history.summarizeChanges({ ...span, agencyId, ...money }));
  return read;
}

describe('questions about some accounts', () => {
  it('are answered as in an agency that has only these, whatever happened to the others', async () => {
    const agencyId = await anAgency(database.orm, { timeZone: 'Europe/Berlin', reportingCurrency: 'EUR' });
    const theirs = [
      await anAccount(database.orm, agencyId),
      await anAccount(database.orm, agencyId, 'hotmart'),
    ];
    await live([
      ...theirs,
      await anAccount(database.orm, agencyId),
      await anAccount(database.orm, agencyId, 'jvzoo'),
    ]);
    const copies = await alone(theirs);
    await live(copies);
    const scoped = await everything(
      { agencyId },
      theirs.map(({ accountId }) => accountId),
    );
    expect(scoped).toEqual(await everything(copies[0] ?? { agencyId: '' }, 'all'));
    expect(scoped).not.toEqual(await everything({ agencyId }, 'all'));
    expect(await everything({ agencyId }, [])).toEqual(await everything({ agencyId: randomUUID() }, 'all'));
  });
});
