import { networkId } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import { UnexpectedResponse, type NormalizedRow, type RawRow, type SalePage } from '@tributary/ports';
import {
  aNetwork,
  EVERY_SALE,
  InMemoryNetworkAccountRepository,
  InMemoryProgressChannel,
  InMemoryQuarantineRepository,
  InMemoryRawPageRepository,
  InMemoryAuditTrail,
  InMemoryNetworkAccountDirectory,
  InMemorySaleRepository,
  InMemorySecondReadingQueue,
  InMemoryStorage,
  InMemorySyncRunRepository,
  newPage,
  rowMeaning,
  ScriptedGateway,
  ScriptedNetworks,
  SettableClock,
  type ConnectedAccount,
} from '@tributary/ports/testing';
import { DismissQuarantine, RestoreQuarantine } from './judge-quarantine';
import { ListQuarantine, type QuarantineQuery } from './list-quarantine';
import { RenormalizeNetwork } from './renormalize-network';
import { ReplayQuarantine } from './replay-quarantine';
import { RequestSecondReading } from './request-second-reading';

const OPEN = { state: 'open', reason: null } as const;
const AGENCY = '0198c0de-0000-7000-8000-00000000aaaa';

/** Reads no row until it has learned what it means. */
class LearningGateway extends ScriptedGateway {
  private readonly lessons = new Map<unknown, RawRow>();
  problem: Error | null = null;

  learn(row: unknown, meaning: Partial<NormalizedRow>): void {
    this.lessons.set(row, rowMeaning(meaning));
  }

  override normalizeSale(raw: RawRow): NormalizedRow {
    if (this.problem) throw this.problem;
    const lesson = this.lessons.get(raw.row);
    if (!lesson) throw new UnexpectedResponse(`row ${String(raw.row)} is still odd`, { retry: 'skip-row' });
    return super.normalizeSale(lesson);
  }
}

describe('the quarantine', () => {
  const clock = new SettableClock('2026-03-14T12:00:00Z', 1);
  let gateway: LearningGateway;
  let storage: InMemoryStorage;
  let accounts: InMemoryNetworkAccountRepository;
  let quarantine: InMemoryQuarantineRepository;
  let sales: InMemorySaleRepository;
  let runs: InMemorySyncRunRepository;
  let replay: ReplayQuarantine;
  let progress: InMemoryProgressChannel;
  let account: ConnectedAccount;

  beforeEach(async () => {
    gateway = new LearningGateway();
    storage = new InMemoryStorage(clock);
    accounts = new InMemoryNetworkAccountRepository(storage);
    quarantine = new InMemoryQuarantineRepository(storage);
    sales = new InMemorySaleRepository(storage);
    runs = new InMemorySyncRunRepository(storage);
    const networks = new ScriptedNetworks([aNetwork(), gateway]);
    progress = new InMemoryProgressChannel();
    const rawPages = new InMemoryRawPageRepository(storage);
    const ports = { accounts, quarantine, rawPages, sales, runs, networks, progress, clock };
    replay = new ReplayQuarantine(ports);
    account = { agencyId: AGENCY, accountId: 'account-1', network: networkId('clickbank') };
    await accounts.add({
      ...{ id: account.accountId, agencyId: AGENCY, network: account.network, label: 'northbank' },
      ...{ backfillFrom: new Date('2026-01-01T00:00:00Z'), nextDueAt: clock.now(), identityHash: 'x' },
      ...{ sealedCredentials: new Uint8Array(), credentialHints: {}, clientId: null },
    });
  });

  const store = async (page: Partial<SalePage>) => sales.storePage(await newPage({ runs }, account, page));
  const setAside = (row: string, more: RawRow = {}) =>
    store({ quarantined: [{ reason: `row ${row} is odd`, raw: { row, ...more } }] });
  const run = (rowIds: readonly string[] | null = null, signal = new AbortController().signal) =>
    replay.run({ agencyId: AGENCY, accountId: account.accountId, rowIds, reason: null }, signal);
  const entries = () => quarantine.list(account, OPEN, { limit: 1000, after: null });
  const stored = () => sales.listSales(AGENCY, EVERY_SALE, { limit: 100, after: null });
  const open = async () => (await entries()).map((row) => row.reason);
  const newestRun = async () => (await runs.listRuns(AGENCY, { accountId: null, limit: 1 }))[0];
  const checkpoint = async () => (await accounts.find(account))?.history.checkpoint;
  const order = (externalOrderId: string, amount = '100.00') => aSale({ externalOrderId, amount });

  describe('replayed', () => {
    it('stores the rows that read now, under a run of its own, and moves no checkpoint', async () => {
      await store({ checkpoint: new Date('2026-03-10T00:00:00Z') });
      await setAside('a');
      await setAside('b');
      gateway.learn('a', { sales: [order('a')], reversals: [aReversal({ linkKey: 'a' })] });
      const finished = await run();
      expect(finished).toMatchObject({ outcome: 'ok', pages: 2, created: 2, quarantined: 1 });
      expect((await stored()).map((sale) => sale.id.externalOrderId)).toEqual(['a']);
      expect(await open()).toEqual(['row b is still odd']);
      expect(await newestRun()).toMatchObject({
        ...{ tier: 'replay', trigger: 'manual', outcome: 'ok', created: 2, quarantined: 1 },
        ...{ errorKind: null },
      });
      expect(await checkpoint()).toEqual(new Date('2026-03-10T00:00:00Z'));
      expect(gateway.requests).toEqual([]);
    });

    it('changes nothing the second time, and says so', async () => {
      await setAside('a');
      gateway.learn('a', { sales: [order('a')] });
      await run();
      const before = await stored();
      expect(await run()).toBeNull();
      expect(await stored()).toEqual(before);
    });

    it('begins no run when nothing waits', async () => {
      expect(await run()).toBeNull();
      expect(await newestRun()).toBeUndefined();
    });

    it('tries every row once, however many there are', async () => {
      const rows = Array.from({ length: 230 }, (_, index) => `r${index}`);
      await store({ quarantined: rows.map((row) => ({ reason: 'odd', raw: { row } })) });
      for (const row of rows.slice(0, 150)) gateway.learn(row, { sales: [order(row)] });
      expect(await run()).toMatchObject({ pages: 230, created: 150, quarantined: 80 });
      expect(await open()).toHaveLength(80);
      expect(await stored()).toHaveLength(100);
      expect(await run()).toMatchObject({ pages: 80, created: 0, quarantined: 80 });
    });

    it('does not undo what was read well since', async () => {
      await setAside('old');
      await store({ sales: [order('a', '70.00')] });
      gateway.learn('old', { sales: [order('a', '100.00'), order('b')] });
      expect(await run()).toMatchObject({ created: 1, changed: 0 });
      expect(await open()).toEqual([]);
      const amounts = (await stored()).map((sale) => [sale.id.externalOrderId, sale.amount]);
      expect(amounts.toSorted()).toEqual([
        ['a', '70.0000'],
        ['b', '100.0000'],
      ]);
    });

    it('takes a newer row over what was stored before it', async () => {
      await store({ sales: [order('a', '100.00')] });
      await setAside('new');
      gateway.learn('new', { sales: [order('a', '70.00')] });
      await run();
      expect((await stored())[0]?.amount).toBe('70.0000');
    });

    it('takes the newest of several rows of one sale', async () => {
      for (const row of ['1', '2', '3']) {
        await setAside(row);
        gateway.learn(row, { sales: [order('a', `${row}0.00`)] });
      }
      expect(await run()).toMatchObject({ created: 1, changed: 0 });
      expect(await open()).toEqual([]);
      expect((await stored())[0]?.amount).toBe('30.0000');
    });

    it('takes no reversal back that was told later, where rows tell all of them', async () => {
      await store({ sales: [order('order-1')] });
      await setAside('old');
      await store({ reversals: [aReversal()] });
      gateway.learn('old', { sales: [order('order-1')], reversalsAreComplete: true });
      await run();
      expect((await stored())[0]?.reversals).toHaveLength(1);
    });

    it('leaves rows alone that no key opens', async () => {
      await setAside('a');
      gateway.learn('a', { sales: [order('a')] });
      const [row] = await entries();
      quarantine.unreadable.add(row?.id ?? '');
      expect(await run()).toMatchObject({ outcome: 'ok', pages: 0 });
      expect(await open()).toEqual(['row a is odd']);
    });

    it('records a fault of our own and passes it on', async () => {
      await setAside('a');
      gateway.problem = new TypeError('a bug');
      await expect(run()).rejects.toThrow('a bug');
      expect(await newestRun()).toMatchObject({ outcome: 'failed', errorKind: 'internal' });
      expect(await open()).toEqual(['row a is odd']);
    });

    it('reads only the rows that were chosen', async () => {
      for (const row of ['a', 'b']) {
        await setAside(row);
        gateway.learn(row, { sales: [order(row)] });
      }
      const chosen = (await entries()).filter(({ reason }) => reason.startsWith('row a'));
      await run(chosen.map(({ id }) => id));
      expect((await stored()).map((sale) => sale.id.externalOrderId)).toEqual(['a']);
      expect(await open()).toEqual(['row b is odd']);
    });

    it('reads only the rows with one reason, when that was asked for', async () => {
      for (const row of ['a', 'b']) {
        await setAside(row);
        gateway.learn(row, { sales: [order(row)] });
      }
      const key = { agencyId: AGENCY, accountId: account.accountId };
      await replay.run({ ...key, rowIds: null, reason: 'row b is odd' }, new AbortController().signal);
      expect(await open()).toEqual(['row a is odd']);
    });

    it('leaves dismissed rows alone', async () => {
      await setAside('a');
      await quarantine.mark(account, OPEN, { as: 'dismissed', reason: 'a test order', by: 'Mara' });
      gateway.learn('a', { sales: [order('a')] });
      expect(await run()).toBeNull();
      expect(await stored()).toEqual([]);
    });

    it('tells how far it is, and what came of it', async () => {
      for (const row of ['a', 'b']) await setAside(row);
      gateway.learn('a', { sales: [order('a')] });
      await run();
      const told = progress.events.map(({ outcome, progress: share }) => [outcome, share]);
      expect(told).toEqual([
        ['running', 0],
        ['running', 0.5],
        ['running', 1],
        ['ok', 1],
      ]);
      expect(progress.events.at(-1)).toMatchObject({ created: 1, quarantined: 1 });
    });

    it('stops when the process does, and is taken up again', async () => {
      await setAside('a');
      gateway.learn('a', { sales: [order('a')] });
      await expect(run(null, AbortSignal.abort(new Error('ending')))).rejects.toThrow('ending');
      expect(await newestRun()).toMatchObject({ outcome: 'failed', errorKind: 'internal' });
      await run();
      expect(await stored()).toHaveLength(1);
    });

    it('does nothing for an account that is gone, or of another agency', async () => {
      const request = { agencyId: 'another', accountId: account.accountId, rowIds: null, reason: null };
      expect(await replay.run(request, new AbortController().signal)).toBeNull();
    });
  });

  describe('listed', () => {
    const list = (showsRaw: boolean, query: Partial<QuarantineQuery> = {}) =>
      new ListQuarantine(accounts, quarantine).run(AGENCY, account.accountId, {
        ...{ ...OPEN, limit: 100, after: null, showsRaw },
        ...query,
      });

    it('shows the newest rows with their reason, masked, and how many there are', async () => {
      for (const row of ['a', 'b', 'c']) await setAside(row, { buyer: { email: `${row}da@example.com` } });
      await store({ quarantined: [{ reason: 'the buyer eve@example.com has no order', raw: { row: 'd' } }] });
      const { rows, groups } = await list(true, { limit: 2 });
      expect(groups.reduce((sum, group) => sum + group.open, 0)).toBe(4);
      expect(rows).toMatchObject([
        { reason: 'the buyer e•••@example.com has no order', raw: { row: 'd' } },
        { reason: 'row c is odd', raw: { row: 'c', buyer: { email: 'c•••@example.com' } } },
      ]);
    });

    it('shows what the network sent only to those who may see it', async () => {
      await setAside('a');
      expect((await list(false)).rows).toMatchObject([{ reason: 'row a is odd', raw: null }]);
    });

    it('shows a row that does not open any more without its content', async () => {
      await setAside('a');
      const [row] = await entries();
      quarantine.unreadable.add(row?.id ?? '');
      expect((await list(true)).rows).toMatchObject([{ reason: 'row a is odd', raw: null }]);
    });

    it('goes on where the page before ended, and says when nothing follows', async () => {
      for (const row of ['a', 'b', 'c']) await setAside(row);
      const first = await list(false, { limit: 2 });
      expect(first.rows.map(({ reason }) => reason)).toEqual(['row c is odd', 'row b is odd']);
      const second = await list(false, { limit: 2, after: first.next });
      expect(second.rows.map(({ reason }) => reason)).toEqual(['row a is odd']);
      expect(second.next).toBeNull();
      expect((await list(false, { limit: 3 })).next).toBeNull();
    });

    it('refuses an account of another agency', async () => {
      const other = new ListQuarantine(accounts, quarantine);
      const asked = other.run('another', account.accountId, {
        ...{ ...OPEN, limit: 1, after: null, showsRaw: true },
      });
      await expect(asked).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('judged', () => {
    const key = () => ({ agencyId: AGENCY, accountId: account.accountId });
    const dismiss = (reason: string) =>
      new DismissQuarantine(accounts, quarantine).run(key(), OPEN, { reason, by: 'Mara' });

    it('is left out with a reason, and can be taken back', async () => {
      await setAside('a');
      expect(await dismiss('  test orders ')).toBe(1);
      expect(await open()).toEqual([]);
      const shown = { state: 'dismissed', reason: null } as const;
      const [row] = await quarantine.list(account, shown, { limit: 9, after: null });
      expect(row?.dismissal).toMatchObject({ reason: 'test orders', by: 'Mara' });
      expect(await new RestoreQuarantine(accounts, quarantine).run(key(), shown)).toBe(1);
      expect(await open()).toEqual(['row a is odd']);
    });

    it.each([[''], ['   '], ['x'.repeat(301)]])('needs words that say why', async (reason) => {
      await setAside('a');
      await expect(dismiss(reason)).rejects.toMatchObject({
        code: 'invalid-input',
        fields: [{ field: 'reason' }],
      });
      expect(await open()).toHaveLength(1);
    });

    it('is refused for an account of another agency', async () => {
      const theirs = { ...key(), agencyId: 'another' };
      const words = { reason: 'x', by: 'Mara' };
      const refused = { code: 'not-found' };
      const judge = new DismissQuarantine(accounts, quarantine);
      await expect(judge.run(theirs, OPEN, words)).rejects.toMatchObject(refused);
      const restore = new RestoreQuarantine(accounts, quarantine);
      await expect(restore.run(theirs, OPEN)).rejects.toMatchObject(refused);
    });
  });

  describe('asked to be read again', () => {
    const queue = new InMemorySecondReadingQueue();
    const ask = (agencyId: string) =>
      new RequestSecondReading(accounts, queue).run({
        ...{ agencyId, accountId: account.accountId, kind: 'replay', rowIds: null, reason: null },
      });

    it('is queued once, for accounts of the agency only', async () => {
      expect([await ask(AGENCY), await ask(AGENCY)]).toEqual([true, false]);
      expect(queue.take()).toHaveLength(1);
      await expect(ask('another')).rejects.toMatchObject({ code: 'not-found' });
    });

    it('may be asked for every account of a network, for all agencies', async () => {
      const networks = new ScriptedNetworks([aNetwork(), gateway]);
      const directory = new InMemoryNetworkAccountDirectory(storage);
      const audit = new InMemoryAuditTrail();
      const renormalize = new RenormalizeNetwork({ networks, directory, queue, audit });
      expect(await renormalize.run('clickbank')).toEqual({ accounts: 1, queued: 1 });
      expect(queue.take()).toEqual([{ agencyId: AGENCY, accountId: account.accountId, kind: 'raw-pages' }]);
      expect(audit.entries).toMatchObject([
        {
          agencyId: AGENCY,
          actor: { kind: 'operator', label: 'renormalise' },
          target: { kind: 'network-account', id: account.accountId },
        },
      ]);
      await expect(renormalize.run('acme')).rejects.toThrow(
        'There is no network "acme". Known are: clickbank.',
      );
    });
  });
});
