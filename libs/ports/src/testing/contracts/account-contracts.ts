import { AccountAlreadyConnected, type DueAccounts } from '../../network-account-repository';
import { describeReadingsAsOf } from './readings-as-of-contract';
import {
  connected,
  endWell,
  newAccount,
  newPage,
  startedStorage,
  type StorageHarness,
} from './storage-harness';

const HOUR = 3_600_000;
const REFUSED = { kind: 'credentials-rejected', message: 'The key was refused.' } as const;

export function describeNetworkAccountRepositoryContract(
  name: string,
  start: () => Promise<StorageHarness>,
): void {
  describe(`${name} as a NetworkAccountRepository`, () => {
    const storage = startedStorage(start);

    it('gives back what was added, never synced', async () => {
      const account = newAccount(await storage().addAgency());
      await storage().accounts.add(account);
      const { sealedCredentials, ...rest } = account;
      const found = await storage().accounts.find({ agencyId: account.agencyId, accountId: account.id });
      expect(found).toMatchObject({
        ...rest,
        isPaused: false,
        history: { checkpoint: null, lastWarmAt: null, lastColdAt: null },
        lastGoodSyncAt: null,
        lastFailure: null,
      });
      expect(Object.keys(found ?? {})).not.toContain('sealedCredentials');
      expect(sealedCredentials.length).toBeGreaterThan(0);
    });

    it('knows no account of another agency', async () => {
      const key = await connected(storage());
      const stranger = { ...key, agencyId: await storage().addAgency() };
      expect(await storage().accounts.find(stranger)).toBeNull();
      await storage().accounts.setPaused(stranger, true);
      await storage().accounts.replaceCredentials(stranger, replacement('stolen'));
      expect(await storage().accounts.find(key)).toMatchObject({
        isPaused: false,
        identityHash: key.accountId,
      });
      expect(await storage().accounts.listOf(stranger.agencyId)).toEqual([]);
    });

    it('refuses the same identity at the same network of one agency, naming the account', async () => {
      const agencyId = await storage().addAgency();
      const key = await connected(storage(), { agencyId, identityHash: 'same', label: 'first' });
      const twin = storage().accounts.add(newAccount(agencyId, { identityHash: 'same' }));
      await expect(twin).rejects.toMatchObject({ accountId: key.accountId, label: 'first' });
      await expect(twin).rejects.toBeInstanceOf(AccountAlreadyConnected);
      expect(await storage().accounts.listOf(agencyId)).toHaveLength(1);
      await connected(storage(), { identityHash: 'same' });
    });

    it('lists the accounts of an agency, first connected first', async () => {
      const agencyId = await storage().addAgency();
      const keys = [await connected(storage(), { agencyId }), await connected(storage(), { agencyId })];
      const listed = await storage().accounts.listOf(agencyId);
      expect(listed.map((account) => account.id)).toEqual(keys.map((key) => key.accountId));
    });

    it('replaces credentials: keeps the history, clears the failure, is due at once', async () => {
      const key = await connected(storage());
      const page = await newPage(storage(), key, { checkpoint: new Date('2026-03-05T00:00:00Z') });
      await storage().sales.storePage(page);
      const tomorrow = new Date(storage().now().getTime() + 24 * HOUR);
      await storage().syncAccounts.markFailed(key, { ...REFUSED, retryAt: tomorrow });
      await storage().accounts.replaceCredentials(key, replacement('new'));
      const account = await storage().accounts.find(key);
      expect(account).toMatchObject({
        identityHash: 'new',
        credentialHints: { apiKey: 'NEW1' },
        lastFailure: null,
        history: { checkpoint: new Date('2026-03-05T00:00:00Z') },
      });
      expect(account?.nextDueAt.getTime()).toBeLessThanOrEqual(storage().now().getTime());
      const claim = await storage().syncAccounts.claim(key, {
        jobId: 'j',
        force: false,
        nextDueAt: tomorrow,
      });
      expect([...(claim?.sealedCredentials ?? [])]).toEqual([1, 2, 3]);
    });

    it('refuses to replace credentials by those of a connected account, but not by its own', async () => {
      const key = await connected(storage(), { identityHash: 'own' });
      await connected(storage(), { agencyId: key.agencyId, identityHash: 'other', label: 'the other' });
      const refused = storage().accounts.replaceCredentials(key, replacement('other'));
      await expect(refused).rejects.toMatchObject({ name: 'AccountAlreadyConnected', label: 'the other' });
      await storage().accounts.replaceCredentials(key, replacement('own'));
      const account = await storage().accounts.find(key);
      expect(account).toMatchObject({ identityHash: 'own', credentialHints: { apiKey: 'NEW1' } });
    });
  });
}

function replacement(identityHash: string) {
  return { sealedCredentials: Uint8Array.of(1, 2, 3), credentialHints: { apiKey: 'NEW1' }, identityHash };
}

export function describeSyncAccountRepositoryContract(
  name: string,
  start: () => Promise<StorageHarness>,
): void {
  describe(`${name} as a SyncAccountRepository`, () => {
    const storage = startedStorage(start);
    const fromNow = (milliseconds: number) => new Date(storage().now().getTime() + milliseconds);
    const job = (jobId: string, force = false) => ({ jobId, force, nextDueAt: fromNow(HOUR) });

    it('lists due accounts of all agencies, longest waiting first, without paused ones', async () => {
      const late = await connected(storage(), { nextDueAt: new Date('1970-01-03T00:00:00Z') });
      const later = await connected(storage(), { nextDueAt: new Date('1970-01-02T00:00:00Z') });
      const paused = await connected(storage(), { nextDueAt: new Date('1970-01-01T00:00:00Z') });
      await storage().accounts.setPaused(paused, true);
      await connected(storage(), { nextDueAt: fromNow(HOUR) });
      expect((await storage().syncAccounts.listDue(2)).accounts).toEqual([later, late]);
      const due = await storage().syncAccounts.listDue(1000);
      expect(due.accounts.map((one) => one.accountId)).not.toContain(paused.accountId);
    });

    it('lists them part by part, each once, also those that are due at the same instant', async () => {
      const nextDueAt = new Date('1971-01-01T00:00:00Z');
      const first = await connected(storage(), { nextDueAt });
      const { agencyId } = first;
      const rest = await Promise.all([1, 2, 3, 4].map(() => connected(storage(), { agencyId, nextDueAt })));
      const listed: string[] = [];
      let next: string | null = null;
      do {
        const part: DueAccounts = await storage().syncAccounts.listDue(2, next ?? undefined);
        expect(part.accounts.length).toBeLessThanOrEqual(2);
        listed.push(...part.accounts.map(({ accountId }) => accountId));
        next = part.next;
      } while (next !== null);
      expect(new Set(listed).size).toBe(listed.length);
      expect(listed).toEqual(expect.arrayContaining([first, ...rest].map(({ accountId }) => accountId)));
    });

    it('gives a due account to one job and moves its due time', async () => {
      const key = await connected(storage());
      const first = job('first');
      const claim = await storage().syncAccounts.claim(key, first);
      expect(claim?.account).toMatchObject({ id: key.accountId, nextDueAt: first.nextDueAt });
      expect(new TextDecoder().decode(claim?.sealedCredentials)).toBe(`sealed for ${key.accountId}`);
      expect(await storage().syncAccounts.claim(key, job('second'))).toBeNull();
    });

    it('gives it again to the same job, which may have crashed, until that one finished well', async () => {
      const key = await connected(storage());
      await storage().syncAccounts.claim(key, job('first'));
      expect(await storage().syncAccounts.claim(key, job('first'))).not.toBeNull();
      await endWell(storage(), key);
      expect(await storage().syncAccounts.claim(key, job('first'))).toBeNull();
    });

    it('gives an account that is not due only when forced, and a paused or unknown one never', async () => {
      const key = await connected(storage(), { nextDueAt: fromNow(HOUR) });
      expect(await storage().syncAccounts.claim(key, job('a'))).toBeNull();
      expect(await storage().syncAccounts.claim(key, job('a', true))).not.toBeNull();
      const stranger = { ...key, agencyId: await storage().addAgency() };
      expect(await storage().syncAccounts.claim(stranger, job('a', true))).toBeNull();
      await storage().accounts.setPaused(key, true);
      expect(await storage().syncAccounts.claim(key, job('a', true))).toBeNull();
    });

    it('reads nothing of a suspended agency until it is at work again', async () => {
      const key = await connected(storage());
      const isDue = async () =>
        (await storage().syncAccounts.listDue(1000)).accounts.some(
          ({ accountId }) => accountId === key.accountId,
        );
      await storage().setSuspended(key.agencyId, true);
      expect(await isDue()).toBe(false);
      expect(await storage().syncAccounts.claim(key, job('a', true))).toBeNull();
      expect(await storage().syncAccounts.open(key)).toBeNull();
      await storage().setSuspended(key.agencyId, false);
      expect(await isDue()).toBe(true);
      expect(await storage().syncAccounts.claim(key, job('a'))).not.toBeNull();
    });

    it('opens an account without claiming it, but no paused or unknown one', async () => {
      const key = await connected(storage());
      const before = await storage().accounts.find(key);
      const opened = await storage().syncAccounts.open(key);
      expect(opened?.account).toEqual(before);
      expect(new TextDecoder().decode(opened?.sealedCredentials)).toBe(`sealed for ${key.accountId}`);
      expect(await storage().syncAccounts.claim(key, job('first'))).not.toBeNull();
      const stranger = { ...key, agencyId: await storage().addAgency() };
      expect(await storage().syncAccounts.open(stranger)).toBeNull();
      await storage().accounts.setPaused(key, true);
      expect(await storage().syncAccounts.open(key)).toBeNull();
    });

    it('counts the failures of one spell, dates it by the first, and ends it with a good sync', async () => {
      const key = await connected(storage());
      const retryAt = fromNow(2 * HOUR);
      await storage().syncAccounts.markFailed(key, { ...REFUSED, retryAt });
      const first = await storage().accounts.find(key);
      expect(first).toMatchObject({ lastFailure: { ...REFUSED, attempts: 1 }, nextDueAt: retryAt });
      const outage = { kind: 'network-unavailable', message: 'No answer.' } as const;
      await storage().syncAccounts.markFailed(key, { ...outage, retryAt: null });
      const second = await storage().accounts.find(key);
      const since = first?.lastFailure?.since;
      expect(second).toMatchObject({ lastFailure: { ...outage, attempts: 2, since }, nextDueAt: retryAt });
      expect(second?.lastGoodSyncAt).toBeNull();
      await endWell(storage(), key);
      const good = await storage().accounts.find(key);
      expect(good?.lastFailure).toBeNull();
      const age = storage().now().getTime() - (good?.lastGoodSyncAt?.getTime() ?? 0);
      expect(Math.abs(age)).toBeLessThan(60_000);
    });

    it('remembers an empty answer since its first, until a reading brings rows', async () => {
      const key = await connected(storage());
      const emptyAnswer = async () => (await storage().accounts.find(key))?.emptyAnswer;
      const { runId } = await newPage(storage(), key);
      const warn = (message: string) => storage().runs.warn(key, runId, { kind: 'empty-answer', message });
      await warn('first');
      const first = await emptyAnswer();
      expect(first).toMatchObject({ message: 'first' });
      await warn('second');
      await endWell(storage(), key, { hasRows: false });
      await endWell(storage(), key);
      expect(await emptyAnswer()).toEqual({ since: first?.since, message: 'second' });
      await endWell(storage(), key, { hasRows: true });
      expect(await emptyAnswer()).toBeNull();
    });
  });
}

export function describeSyncRunRepositoryContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as a SyncRunRepository`, () => {
    const storage = startedStorage(start);
    const run = {
      trigger: 'manual',
      tier: 'warm',
      window: { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') },
    } as const;

    it('is running until it is finished, then ok without an error', async () => {
      const key = await connected(storage());
      const id = await storage().runs.begin(key, run);
      const filter = { accountId: null, limit: 9 };
      const [open] = await storage().runs.listRuns(key.agencyId, filter);
      const { accountId, network } = key;
      const counts = { pages: 0, created: 0, changed: 0, unchanged: 0, quarantined: 0 };
      const noError = { errorKind: null, errorMessage: null, warning: null };
      expect(open).toEqual({
        ...{ id, accountId, network, ...run, ...counts, ...noError },
        ...{ outcome: 'running', startedAt: open?.startedAt, finishedAt: null },
      });
      const done = await storage().runs.finish(key, id, null);
      expect(done).toEqual({ ...open, outcome: 'ok', finishedAt: done.finishedAt });
      expect(done.finishedAt).not.toBeNull();
      expect(await storage().runs.listRuns(key.agencyId, filter)).toEqual([done]);
    });

    it('is failed with an error before the first page, partial after it', async () => {
      const key = await connected(storage());
      const error = { kind: 'network-unavailable', message: 'No answer.' } as const;
      const first = await storage().runs.begin(key, run);
      expect(await storage().runs.finish(key, first, error)).toMatchObject({
        outcome: 'failed',
        errorKind: 'network-unavailable',
        errorMessage: 'No answer.',
      });
      const page = await newPage(storage(), key);
      await storage().sales.storePage(page);
      expect(await storage().runs.finish(key, page.runId, error)).toMatchObject({
        outcome: 'partial',
        pages: 1,
      });
    });

    it('keeps a warning, of the right account only, however the run ends', async () => {
      const key = await connected(storage());
      const id = await storage().runs.begin(key, run);
      const warning = { kind: 'empty-answer', message: 'No row where 12 sales are stored.' } as const;
      await storage().runs.warn(await connected(storage()), id, { ...warning, message: 'of a stranger' });
      await storage().runs.warn(key, id, warning);
      expect(await storage().runs.finish(key, id, null)).toMatchObject({ outcome: 'ok', warning });
    });

    it('ends what a killed worker left open, of the same account only', async () => {
      const key = await connected(storage());
      const sibling = await connected(storage(), { agencyId: key.agencyId });
      const open = await storage().runs.begin(key, run);
      const others = await storage().runs.begin(sibling, run);
      const next = await storage().runs.begin(key, run);
      const runs = await storage().runs.listRuns(key.agencyId, { accountId: null, limit: 9 });
      const outcomes = Object.fromEntries(runs.map((one) => [one.id, one.outcome]));
      expect(outcomes).toEqual({ [open]: 'failed', [others]: 'running', [next]: 'running' });
      expect(runs.find((one) => one.id === open)).toMatchObject({ errorKind: 'internal' });
    });

    it('lets a replay and a reading of one account run side by side', async () => {
      const key = await connected(storage());
      const reading = await storage().runs.begin(key, run);
      const abandoned = await storage().runs.begin(key, { ...run, tier: 'replay' });
      const replay = await storage().runs.begin(key, { ...run, tier: 'replay' });
      const runs = await storage().runs.listRuns(key.agencyId, { accountId: null, limit: 9 });
      const outcomes = Object.fromEntries(runs.map((one) => [one.id, one.outcome]));
      expect(outcomes).toEqual({ [reading]: 'running', [abandoned]: 'failed', [replay]: 'running' });
      expect(runs.find((one) => one.id === replay)?.tier).toBe('replay');
    });

    it('lists the newest first, of one account when asked, no more than asked for', async () => {
      const key = await connected(storage());
      const sibling = await connected(storage(), { agencyId: key.agencyId });
      const [first, theirs, last] = [
        await storage().runs.begin(key, run),
        await storage().runs.begin(sibling, run),
        await storage().runs.begin(key, run),
      ];
      const ids = async (accountId: string | null, limit: number) =>
        (await storage().runs.listRuns(key.agencyId, { accountId, limit })).map((one) => one.id);
      expect(await ids(null, 9)).toEqual([last, theirs, first]);
      expect(await ids(key.accountId, 9)).toEqual([last, first]);
      expect(await ids(null, 2)).toEqual([last, theirs]);
    });

    describeReadingsAsOf(storage);

    it('finishes no run of another agency or account', async () => {
      const key = await connected(storage());
      const id = await storage().runs.begin(key, run);
      const stranger = await connected(storage());
      await expect(storage().runs.finish(stranger, id, null)).rejects.toThrow(RangeError);
      await expect(storage().runs.finish(key, crypto.randomUUID(), null)).rejects.toThrow(RangeError);
    });
  });
}
