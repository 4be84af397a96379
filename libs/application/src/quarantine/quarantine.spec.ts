import { networkId } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import { UnexpectedResponse, type NormalizedRow, type RawRow, type SalePage } from '@tributary/ports';
import {
  aNetwork,
  EVERY_SALE,
  InMemoryNetworkAccountRepository,
  InMemoryQuarantineRepository,
  InMemorySaleRepository,
  InMemoryStorage,
  InMemorySyncRunRepository,
  newPage,
  rowMeaning,
  ScriptedGateway,
  ScriptedNetworks,
  SettableClock,
  type ConnectedAccount,
} from '@tributary/ports/testing';
import { ListQuarantine } from './list-quarantine';
import { ReplayQuarantine } from './replay-quarantine';

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
  let account: ConnectedAccount;

  beforeEach(async () => {
    gateway = new LearningGateway();
    storage = new InMemoryStorage(clock);
    accounts = new InMemoryNetworkAccountRepository(storage);
    quarantine = new InMemoryQuarantineRepository(storage);
    sales = new InMemorySaleRepository(storage);
    runs = new InMemorySyncRunRepository(storage);
    const networks = new ScriptedNetworks([aNetwork(), gateway]);
    replay = new ReplayQuarantine({ accounts, quarantine, sales, runs, networks, clock });
    account = { agencyId: AGENCY, accountId: 'account-1', network: networkId('clickbank') };
    await accounts.add({
      ...{ id: account.accountId, agencyId: AGENCY, network: account.network, label: 'northbank' },
      ...{ backfillFrom: new Date('2026-01-01T00:00:00Z'), nextDueAt: clock.now(), identityHash: 'x' },
      ...{ sealedCredentials: new Uint8Array(), credentialHints: {} },
    });
  });

  const store = async (page: Partial<SalePage>) => sales.storePage(await newPage({ runs }, account, page));
  const setAside = (row: string, more: RawRow = {}) =>
    store({ quarantined: [{ reason: `row ${row} is odd`, raw: { row, ...more } }] });
  const run = () => replay.run(AGENCY, account.accountId);
  const stored = () => sales.listSales(AGENCY, EVERY_SALE, { limit: 100, after: null });
  const open = async () =>
    (await quarantine.listOpen(account, { limit: 1000, after: null })).map((row) => row.reason);
  const newestRun = async () => (await runs.listRuns(AGENCY, { accountId: null, limit: 1 }))[0];
  const checkpoint = async () => (await accounts.find(account))?.history.checkpoint;
  const order = (externalOrderId: string, amount = '100.00') => aSale({ externalOrderId, amount });

  describe('replayed', () => {
    it('stores the rows that read now, under a run of its own, and moves no checkpoint', async () => {
      await store({ checkpoint: new Date('2026-03-10T00:00:00Z') });
      await setAside('a');
      await setAside('b');
      gateway.learn('a', { sales: [order('a')], reversals: [aReversal({ linkKey: 'a' })] });
      expect(await run()).toEqual({ replayed: 2, resolved: 1, remaining: 1 });
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
      expect(await run()).toEqual({ replayed: 0, resolved: 0, remaining: 0 });
      expect(await stored()).toEqual(before);
    });

    it('begins no run when nothing waits', async () => {
      expect(await run()).toEqual({ replayed: 0, resolved: 0, remaining: 0 });
      expect(await newestRun()).toBeUndefined();
    });

    it('tries every row once, however many there are', async () => {
      const rows = Array.from({ length: 230 }, (_, index) => `r${index}`);
      await store({ quarantined: rows.map((row) => ({ reason: 'odd', raw: { row } })) });
      for (const row of rows.slice(0, 150)) gateway.learn(row, { sales: [order(row)] });
      expect(await run()).toEqual({ replayed: 230, resolved: 150, remaining: 80 });
      expect(await stored()).toHaveLength(100);
      expect(await run()).toEqual({ replayed: 80, resolved: 0, remaining: 80 });
    });

    it('does not undo what was read well since', async () => {
      await setAside('old');
      await store({ sales: [order('a', '70.00')] });
      gateway.learn('old', { sales: [order('a', '100.00'), order('b')] });
      expect(await run()).toMatchObject({ resolved: 1, remaining: 0 });
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
      expect(await run()).toEqual({ replayed: 3, resolved: 3, remaining: 0 });
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
      const [row] = await quarantine.listOpen(account, { limit: 1, after: null });
      quarantine.unreadable.add(row?.id ?? '');
      expect(await run()).toEqual({ replayed: 1, resolved: 0, remaining: 1 });
      expect(await open()).toEqual(['row a is odd']);
    });

    it('records a fault of our own and passes it on', async () => {
      await setAside('a');
      gateway.problem = new TypeError('a bug');
      await expect(run()).rejects.toThrow('a bug');
      expect(await newestRun()).toMatchObject({ outcome: 'failed', errorKind: 'internal' });
      expect(await open()).toEqual(['row a is odd']);
    });

    it('refuses an account of another agency', async () => {
      await expect(replay.run('another', account.accountId)).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('listed', () => {
    const list = (showsRaw: boolean, limit = 100) =>
      new ListQuarantine(accounts, quarantine).run(AGENCY, account.accountId, { limit, showsRaw });

    it('shows the newest rows with their reason, masked, and how many there are', async () => {
      for (const row of ['a', 'b', 'c']) await setAside(row, { buyer: { email: `${row}da@example.com` } });
      await store({ quarantined: [{ reason: 'the buyer eve@example.com has no order', raw: { row: 'd' } }] });
      const { rows, total } = await list(true, 2);
      expect(total).toBe(4);
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
      const [row] = await quarantine.listOpen(account, { limit: 1, after: null });
      quarantine.unreadable.add(row?.id ?? '');
      expect((await list(true)).rows).toMatchObject([{ reason: 'row a is odd', raw: null }]);
    });

    it('refuses an account of another agency', async () => {
      const other = new ListQuarantine(accounts, quarantine);
      const asked = other.run('another', account.accountId, { limit: 1, showsRaw: true });
      await expect(asked).rejects.toMatchObject({ code: 'not-found' });
    });
  });
});
