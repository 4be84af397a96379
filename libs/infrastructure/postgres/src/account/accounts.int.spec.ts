import { networkId } from '@tributary/domain';
import { AccountAlreadyConnected, type NewNetworkAccount } from '@tributary/ports';
import { endWell } from '@tributary/ports/testing';
import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../testing';
import { anAccount, anAgency, rowsOf, type TestAccount } from '../testing/world';
import { PostgresNetworkAccountRepository } from './network-account.repository';
import { PostgresSyncAccountRepository } from './sync-account.repository';
import { PostgresSyncRunRepository } from './sync-run.repository';

const HOUR = 3_600_000;

let database: TestDatabase;
let accounts: PostgresNetworkAccountRepository;
let syncs: PostgresSyncAccountRepository;
let agencyId: string;
let account: TestAccount;

beforeAll(async () => {
  database = await createTestDatabase();
  accounts = new PostgresNetworkAccountRepository(database.orm);
  syncs = new PostgresSyncAccountRepository(database.orm);
});
afterAll(() => database.drop());
beforeEach(async () => {
  agencyId = await anAgency(database.orm);
  account = await anAccount(database.orm, agencyId);
});
afterEach(() => rowsOf(database.owner, 'delete from agency'));

function newAccount(overrides: Partial<NewNetworkAccount> = {}): NewNetworkAccount {
  return {
    id: randomUUID(),
    agencyId,
    network: networkId('hotmart'),
    label: 'southbank',
    clientId: null,
    backfillFrom: new Date('2026-01-01T00:00:00Z'),
    sealedCredentials: Uint8Array.of(1, 2, 255),
    credentialHints: { clientId: 'ab12' },
    identityHash: 'f'.repeat(64),
    nextDueAt: new Date('2026-03-14T12:34:56.789Z'),
    ...overrides,
  };
}

const inAnHour = () => new Date(Date.now() + HOUR);

describe('PostgresNetworkAccountRepository', () => {
  it('keeps an account as it was added, with the sealed bytes for the sync only', async () => {
    const added = newAccount();
    await accounts.add(added);
    const key = { agencyId, accountId: added.id };
    const found = await accounts.find(key);
    expect(found).toMatchObject({
      id: added.id,
      agencyId,
      network: 'hotmart',
      label: 'southbank',
      isPaused: false,
      backfillFrom: added.backfillFrom,
      history: { checkpoint: null, lastWarmAt: null, lastColdAt: null },
      lastGoodSyncAt: null,
      nextDueAt: added.nextDueAt,
      lastFailure: null,
      credentialHints: { clientId: 'ab12' },
      identityHash: added.identityHash,
    });
    const claimed = await syncs.claim(key, { jobId: 'j', force: true, nextDueAt: inAnHour() });
    expect([...(claimed?.sealedCredentials ?? [])]).toEqual([1, 2, 255]);
    expect(JSON.stringify(found)).not.toContain('sealed');
  });

  it('refuses the same identity of one network twice in an agency, and names the account that has it', async () => {
    const first = newAccount();
    await accounts.add(first);
    const refused = accounts.add(newAccount({ label: 'again' }));
    await expect(refused).rejects.toEqual(new AccountAlreadyConnected(first.id, 'southbank'));
    await accounts.add(newAccount({ network: networkId('jvzoo') }));
    await accounts.add(newAccount({ agencyId: await anAgency(database.orm) }));
    expect(await accounts.listOf(agencyId)).toHaveLength(3);
  });

  it('shows an account to its own agency only', async () => {
    const stranger = await anAgency(database.orm);
    const key = { agencyId: stranger, accountId: account.accountId };
    expect(await accounts.find(key)).toBeNull();
    expect(await accounts.listOf(stranger)).toEqual([]);
    await accounts.setPaused(key, true);
    await syncs.markFailed(key, { kind: 'internal', message: 'x', retryAt: null });
    expect(await syncs.claim(key, { jobId: 'j', force: true, nextDueAt: inAnHour() })).toBeNull();
    expect(await accounts.find(account)).toMatchObject({ isPaused: false, lastFailure: null });
  });

  it('replaces credentials, clears the failure and makes the account due at once', async () => {
    await syncs.markFailed(account, { kind: 'credentials-rejected', message: 'no', retryAt: inAnHour() });
    expect((await syncs.listDue(10)).accounts).toEqual([]);
    const change = {
      sealedCredentials: Uint8Array.of(9),
      credentialHints: { apiKey: 'NEW1' },
      identityHash: 'new',
    };
    await accounts.replaceCredentials(account, change);
    expect(await accounts.find(account)).toMatchObject({
      lastFailure: null,
      credentialHints: { apiKey: 'NEW1' },
      identityHash: 'new',
    });
    expect((await syncs.listDue(10)).accounts).toEqual([account]);
    await accounts.replaceCredentials(account, change);
  });

  it('does not replace credentials by those of another connected account', async () => {
    const twin = await anAccount(database.orm, agencyId);
    const change = { sealedCredentials: Uint8Array.of(9), credentialHints: {}, identityHash: twin.accountId };
    await expect(accounts.replaceCredentials(account, change)).rejects.toThrow(AccountAlreadyConnected);
    expect((await accounts.find(account))?.identityHash).toBe(account.accountId);
    await accounts.replaceCredentials({ agencyId, accountId: randomUUID() }, change);
  });
});

describe('PostgresSyncAccountRepository', () => {
  it('lists the due accounts of all agencies, longest waiting first, without paused ones', async () => {
    const other = await anAccount(database.orm, await anAgency(database.orm), 'hotmart');
    const paused = await anAccount(database.orm, agencyId);
    await accounts.setPaused(paused, true);
    const later = newAccount({ nextDueAt: inAnHour() });
    await accounts.add(later);
    await rowsOf(
      database.owner,
      `update network_account set next_due_at = now() - interval '1 day' where id = $1`,
      [other.accountId],
    );
    expect((await syncs.listDue(10)).accounts).toEqual([other, account]);
    expect((await syncs.listDue(1)).accounts).toEqual([other]);
  });

  it('lets one of two jobs claim an account that is due', async () => {
    const claims = await Promise.all(
      ['job-1', 'job-2'].map((jobId) => syncs.claim(account, { jobId, force: false, nextDueAt: inAnHour() })),
    );
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    expect((await syncs.listDue(10)).accounts).toEqual([]);
  });

  it('gives the same job its claim again after a crash, but not after its work was done', async () => {
    const job = { jobId: 'job-1', force: false, nextDueAt: inAnHour() };
    expect(await syncs.claim(account, job)).not.toBeNull();
    expect(await syncs.claim(account, job)).not.toBeNull();
    expect(await syncs.claim(account, { ...job, jobId: 'job-2' })).toBeNull();
    await endWell({ runs: new PostgresSyncRunRepository(database.orm) }, account);
    expect(await syncs.claim(account, job)).toBeNull();
  });

  it('claims before the time when forced, but never a paused account', async () => {
    const job = { jobId: 'job-1', force: true, nextDueAt: inAnHour() };
    await syncs.claim(account, job);
    const claimed = await syncs.claim(account, { ...job, jobId: 'job-2' });
    expect(claimed?.account).toMatchObject({ id: account.accountId, nextDueAt: job.nextDueAt });
    await accounts.setPaused(account, true);
    expect(await syncs.claim(account, { ...job, jobId: 'job-3' })).toBeNull();
  });

  it('keeps the beginning of a spell of failures and counts the attempts, until a good sync', async () => {
    const failure = { kind: 'network-unavailable', message: 'no answer', retryAt: inAnHour() } as const;
    await syncs.markFailed(account, failure);
    const first = (await accounts.find(account))?.lastFailure;
    await syncs.markFailed(account, { ...failure, kind: 'rate-limited', message: 'later', retryAt: null });
    expect(await accounts.find(account)).toMatchObject({
      lastFailure: { kind: 'rate-limited', message: 'later', since: first?.since, attempts: 2 },
      nextDueAt: failure.retryAt,
    });
    await endWell({ runs: new PostgresSyncRunRepository(database.orm) }, account);
    const good = await accounts.find(account);
    expect(good?.lastFailure).toBeNull();
    expect(Math.abs((good?.lastGoodSyncAt?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });
});

describe('PostgresSyncRunRepository', () => {
  const window = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-02T00:00:00Z') };
  const plan = { trigger: 'schedule', tier: 'hot', window } as const;

  it('records how a run went', async () => {
    const runs = new PostgresSyncRunRepository(database.orm);
    const good = await runs.begin(account, plan);
    expect(await runs.listRuns(agencyId, { accountId: null, limit: 5 })).toMatchObject([
      { id: good, outcome: 'running', finishedAt: null, window, trigger: 'schedule', tier: 'hot', pages: 0 },
    ]);
    expect(await runs.finish(account, good, null)).toMatchObject({ outcome: 'ok', errorKind: null });
    const error = { kind: 'network-unavailable', message: 'no answer' } as const;
    const failed = await runs.finish(account, await runs.begin(account, plan), error);
    expect(failed).toMatchObject({
      outcome: 'failed',
      errorKind: 'network-unavailable',
      errorMessage: 'no answer',
    });
    const third = await runs.begin(account, plan);
    await rowsOf(database.owner, 'update sync_run set pages = 2 where id = $1', [third]);
    expect(await runs.finish(account, third, error)).toMatchObject({ outcome: 'partial', pages: 2 });
    expect(await runs.listRuns(agencyId, { accountId: account.accountId, limit: 2 })).toHaveLength(2);
    expect(await runs.listRuns(agencyId, { accountId: randomUUID(), limit: 2 })).toEqual([]);
    expect(await runs.listRuns(randomUUID(), { accountId: null, limit: 2 })).toEqual([]);
  });

  it('ends what a killed worker left open, of the same account only', async () => {
    const runs = new PostgresSyncRunRepository(database.orm);
    const sibling = await anAccount(database.orm, agencyId);
    const [abandoned, other] = [await runs.begin(account, plan), await runs.begin(sibling, plan)];
    const current = await runs.begin(account, plan);
    const all = await runs.listRuns(agencyId, { accountId: null, limit: 9 });
    const outcomes = Object.fromEntries(all.map((run) => [run.id, run.outcome]));
    expect(outcomes).toEqual({ [abandoned]: 'failed', [other]: 'running', [current]: 'running' });
  });
});
