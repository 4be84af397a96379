import { networkId } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import { UnexpectedResponse, type NormalizedRow, type RawRow } from '@tributary/ports';
import {
  aNetwork,
  EVERY_SALE,
  InMemoryNetworkAccountRepository,
  InMemoryProgressChannel,
  InMemoryQuarantineRepository,
  InMemoryRawPageRepository,
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
import { readPage } from '../sync/read-page';
import { RenormalizeAccount } from './renormalize-account';

const AGENCY = '0198c0de-0000-7000-8000-00000000aaaa';
const OPEN = { state: 'open', reason: null } as const;
const ALL = { limit: 100, after: null };

/** Reads `{ id, amount }`; how it does so can be changed like by an update. */
class ChangingGateway extends ScriptedGateway {
  factor = 1;
  readonly odd = new Set<unknown>();
  problem: Error | null = null;

  override normalizeSale(raw: RawRow): NormalizedRow {
    if (this.problem) throw this.problem;
    if (this.odd.has(raw.amount)) throw new UnexpectedResponse('the amount is odd', { retry: 'skip-row' });
    const sale = aSale({ externalOrderId: String(raw.id), amount: String(Number(raw.amount) * this.factor) });
    return rowMeaning({ sales: [sale] }) as unknown as NormalizedRow;
  }

  override identifyRow(raw: RawRow): string | null {
    return raw.anonymous === true ? null : String(raw.id);
  }
}

describe('RenormalizeAccount', () => {
  const clock = new SettableClock('2026-03-14T12:00:00Z', 1);
  let gateway: ChangingGateway;
  let sales: InMemorySaleRepository;
  let quarantine: InMemoryQuarantineRepository;
  let rawPages: InMemoryRawPageRepository;
  let runs: InMemorySyncRunRepository;
  let progress: InMemoryProgressChannel;
  let useCase: RenormalizeAccount;
  let account: ConnectedAccount;

  beforeEach(async () => {
    const storage = new InMemoryStorage(clock);
    const accounts = new InMemoryNetworkAccountRepository(storage);
    gateway = new ChangingGateway();
    sales = new InMemorySaleRepository(storage);
    quarantine = new InMemoryQuarantineRepository(storage);
    rawPages = new InMemoryRawPageRepository(storage);
    runs = new InMemorySyncRunRepository(storage);
    progress = new InMemoryProgressChannel();
    const networks = new ScriptedNetworks([aNetwork(), gateway]);
    useCase = new RenormalizeAccount({
      ...{ accounts, quarantine, rawPages, sales, runs, networks, progress, clock },
    });
    account = { agencyId: AGENCY, accountId: 'account-1', network: networkId('clickbank') };
    await accounts.add({
      ...{ id: account.accountId, agencyId: AGENCY, network: account.network, label: 'northbank' },
      ...{ backfillFrom: new Date('2026-01-01T00:00:00Z'), nextDueAt: clock.now(), identityHash: 'x' },
      ...{ sealedCredentials: new Uint8Array(), credentialHints: {}, clientId: null },
    });
  });

  async function read(...rows: readonly RawRow[]): Promise<void> {
    const content = readPage(gateway, rows);
    await sales.storePage({ ...(await newPage({ runs }, account)), ...content });
  }

  const run = (signal = new AbortController().signal) => useCase.run(account, signal);
  const amounts = async () =>
    (await sales.listSales(AGENCY, EVERY_SALE, ALL)).map(
      ({ id, amount }) => `${id.externalOrderId} ${amount ?? ''}`,
    );
  const waiting = async () => (await quarantine.list(account, OPEN, ALL)).length;

  it('asks no network, takes the newest page of each order, and tells how far it is', async () => {
    await read({ id: 'a', amount: 1 });
    await read({ id: 'a', amount: 2 }, { id: 'b', amount: 3 });
    gateway.factor = 10;
    expect(await run()).toMatchObject({ tier: 'raw-pages', outcome: 'ok', pages: 1, changed: 2 });
    expect((await amounts()).toSorted()).toEqual(['a 20.0000', 'b 30.0000']);
    expect(gateway.requests).toEqual([]);
    expect(progress.events.map(({ outcome, progress: share }) => [outcome, share])).toEqual([
      ['running', 0],
      ['running', 0.25],
      ['running', 0.5],
      ['ok', 1],
    ]);
  });

  it('settles rows of the quarantine that it understands now', async () => {
    gateway.odd.add('x1');
    await read({ id: 'a', amount: 'x1' });
    expect(await waiting()).toBe(1);
    gateway.odd.clear();
    gateway.normalizeSale = () => rowMeaning({ sales: [aSale()] }) as unknown as NormalizedRow;
    await run();
    expect(await waiting()).toBe(0);
    expect(await amounts()).toEqual(['order-1 100.0000']);
  });

  it('sets aside a row that it understands no more, and leaves alone what was stored of it', async () => {
    await read({ id: 'a', amount: 1 });
    await read({ id: 'a', amount: 2 }, { id: 'c', amount: 4 });
    gateway.odd.add(2);
    gateway.factor = 10;
    await run();
    expect(await waiting()).toBe(1);
    expect(await amounts()).toContain('c 40.0000');
    expect(await amounts()).toHaveLength(2);
  });

  it('does not set aside an outdated row that it understands no more', async () => {
    await read({ id: 'a', amount: 1 });
    await read({ id: 'a', amount: 2 });
    gateway.odd.add(1);
    await run();
    expect(await waiting()).toBe(0);
  });

  it.each([
    ['every page opens', () => undefined, ['new 1.0000']],
    [
      'a page opens no more',
      () => rawPages.unreadable.add(JSON.stringify([{ id: 'b', amount: 2 }])),
      ['a 1.0000', 'b 2.0000', 'new 1.0000'],
    ],
  ])('removes what no page tells any more only when %s', async (_, happen, expected) => {
    await read({ id: 'a', amount: 1 });
    await read({ id: 'b', amount: 2 });
    happen();
    gateway.normalizeSale = () =>
      rowMeaning({ sales: [aSale({ externalOrderId: 'new', amount: '1' })] }) as unknown as NormalizedRow;
    await run();
    expect((await amounts()).toSorted()).toEqual(expected);
  });

  it('removes nothing while some row may be anything', async () => {
    await read({ id: 'a', amount: 1 });
    await read({ id: 'b', amount: 2, anonymous: true });
    gateway.odd.add(2);
    await run();
    expect(await amounts()).toHaveLength(2);
    expect(await waiting()).toBe(1);
  });

  it('records a fault of our own, and the end of the process, and passes them on', async () => {
    await read({ id: 'a', amount: 1 });
    gateway.problem = new TypeError('a bug');
    await expect(run()).rejects.toThrow('a bug');
    gateway.problem = null;
    await expect(run(AbortSignal.abort(new Error('ending')))).rejects.toThrow('ending');
    const found = (await runs.listRuns(AGENCY, { accountId: null, limit: 2 })).map(
      ({ outcome, errorKind }) => [outcome, errorKind],
    );
    expect(found).toEqual([
      ['failed', 'internal'],
      ['failed', 'internal'],
    ]);
  });

  it('does nothing for an account that is gone, or of another agency', async () => {
    const theirs = { ...account, agencyId: 'another' };
    expect(await useCase.run(theirs, new AbortController().signal)).toBeNull();
  });
});
