import { aSale } from '@tributary/domain/testing';
import { ClaimLost } from '@tributary/ports';
import { setTimeout as delay } from 'node:timers/promises';
import { PostgresSaleRepository } from '../sale/sale.repository';
import { Statement } from '../statement';
import { createTestDatabase, type TestDatabase } from '../testing';
import { anAccount, anAgency, aPage, MirrorCipher, rowsOf } from '../testing/world';
import { PostgresSyncAccountRepository } from './sync-account.repository';
import { PostgresSyncRunRepository } from './sync-run.repository';

const TAKE_OVER = new Statement<object>(
  'update network_account set claim_number = claim_number + 1 where id = $1',
);

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A run of a claim, and a claim that is made but not committed before `release` is called. */
async function underATakeOver() {
  const { orm, owner } = database;
  const account = await anAccount(orm, await anAgency(orm));
  const job = { jobId: 'job', force: true, nextDueAt: new Date() };
  const opened = await new PostgresSyncAccountRepository(orm).claim(account, job);
  const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') };
  const plan = { trigger: 'schedule', tier: 'hot', window } as const;
  const claimed = { ...account, claim: opened?.claim ?? -1 };
  const draft = await aPage(orm, account, { sales: [aSale()] });
  const runId = await new PostgresSyncRunRepository(orm).begin(claimed, plan);
  const page = { ...draft, runId };
  const locked = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<undefined>();
  const takeOver = owner.em.fork().transactional(async (em) => {
    await TAKE_OVER.run(em, [account.accountId]);
    locked.resolve(undefined);
    await released.promise;
  });
  await locked.promise;
  return {
    ...{ claimed, runId, page },
    release: async () => {
      // Long enough for the late one to have asked for the account's lock.
      await delay(200);
      released.resolve(undefined);
      await takeOver;
    },
  };
}

describe('a claim that is committed while somebody waits for the account', () => {
  it('makes the waiting page late', async () => {
    const { page, release } = await underATakeOver();
    const storing = new PostgresSaleRepository(database.orm, new MirrorCipher()).storePage(page);
    const refused = expect(storing).rejects.toThrow(ClaimLost);
    await release();
    await refused;
    const { agencyId } = page.account;
    expect(await rowsOf(database.owner, 'select 1 from sale where agency_id = $1', [agencyId])).toEqual([]);
  });

  it('makes the waiting end of a run late', async () => {
    const { claimed, runId, release } = await underATakeOver();
    const finishing = new PostgresSyncRunRepository(database.orm).finish(claimed, runId, null);
    const refused = expect(finishing).rejects.toThrow(ClaimLost);
    await release();
    await refused;
    expect(await rowsOf(database.owner, 'select finished_at from sync_run where id = $1', [runId])).toEqual([
      { finished_at: null },
    ]);
  });
});
