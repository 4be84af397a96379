import { networkId, type Sale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import type {
  AccountKey,
  NormalizedRow,
  NotificationRequest,
  RawRow,
  ReadNotification,
} from '@tributary/ports';
import {
  aNetwork,
  CountingIdentifiers,
  EVERY_SALE,
  InMemoryNetworkAccountRepository,
  InMemoryNotificationEndpointRepository,
  InMemoryNotificationQueue,
  InMemoryNotificationRepository,
  InMemoryNotificationStorage,
  InMemoryProgressChannel,
  InMemoryRereadRequestRepository,
  InMemorySaleRepository,
  InMemoryStorage,
  InMemorySyncQueue,
  InMemorySyncRunRepository,
  ReversibleCipher,
  rowMeaning,
  ScriptedGateway,
  ScriptedNetworks,
  ScriptedNotifications,
  SettableClock,
  unreadableRow,
} from '@tributary/ports/testing';
import { ApplyNotifications } from './apply-notifications';
import { EnqueueWaitingNotifications } from './enqueue-waiting-notifications';
import { ReadNotificationSetup } from './notification-setup';
import { ReceiveNotification } from './receive-notification';
import { RemoveNotifications, SetUpNotifications } from './set-up-notifications';

const AGENCY = '0198c0de-0000-7000-8000-00000000aaaa';
const ACCOUNT = '0198c0de-0000-7000-8000-00000000bbbb';
const SIBLING = '0198c0de-0000-7000-8000-00000000cccc';
const BUYGOODS = networkId('buygoods');
const PASSPHRASE = 'quiet-river';
const KEY: AccountKey = { agencyId: AGENCY, accountId: ACCOUNT };

/** Rows have been through JSON, as those of any gateway may be: dates are texts. */
class StoredRowsGateway extends ScriptedGateway {
  override normalizeSale(raw: RawRow): NormalizedRow {
    const { sales, reversals, ...rest } = super.normalizeSale(raw);
    return {
      ...rest,
      sales: sales.map((sale) => ({ ...sale, saleDate: new Date(sale.saleDate) })),
      reversals: reversals.map((one) => ({ ...one, reversedAt: one.reversedAt && new Date(one.reversedAt) })),
    };
  }
}

/** Two accounts at a network that sends by itself, and one network that sends nothing. */
class NotificationWorld {
  readonly clock = new SettableClock('2026-03-14T12:00:00Z', 1);
  readonly storage = new InMemoryStorage(this.clock);
  readonly shared = new InMemoryNotificationStorage(this.storage);
  readonly accounts = new InMemoryNetworkAccountRepository(this.storage);
  readonly endpoints = new InMemoryNotificationEndpointRepository(this.shared);
  readonly notifications = new InMemoryNotificationRepository(this.shared);
  readonly waitingQueue = new InMemoryNotificationQueue();
  readonly queue = new InMemorySyncQueue();
  readonly rereads = new InMemoryRereadRequestRepository();
  readonly sales = new InMemorySaleRepository(this.storage);
  readonly runs = new InMemorySyncRunRepository(this.storage);
  readonly progress = new InMemoryProgressChannel();
  readonly cipher = new ReversibleCipher();
  readonly identifiers = new CountingIdentifiers();
  readonly reader = new ScriptedNotifications();
  readonly networks = new ScriptedNetworks(
    [aNetwork({ id: BUYGOODS, name: 'BuyGoods' }), new StoredRowsGateway(), this.reader],
    [aNetwork({ id: networkId('maxweb') }), new ScriptedGateway(), this.reader],
    [aNetwork({ id: networkId('silent') }), new ScriptedGateway()],
  );

  private readonly ports = {
    ...{ accounts: this.accounts, endpoints: this.endpoints, notifications: this.notifications },
    ...{ networks: this.networks, cipher: this.cipher, identifiers: this.identifiers, clock: this.clock },
    ...{ sales: this.sales, runs: this.runs, rereads: this.rereads, progress: this.progress },
  };
  readonly setUp = new SetUpNotifications(this.ports);
  readonly removal = new RemoveNotifications(this.ports);
  readonly setup = new ReadNotificationSetup(this.ports);
  readonly receipt = new ReceiveNotification({ ...this.ports, queue: this.waitingQueue });
  readonly application = new ApplyNotifications({ ...this.ports, queue: this.queue });
  readonly leftovers = new EnqueueWaitingNotifications(this.notifications, this.waitingQueue);

  static async open(): Promise<NotificationWorld> {
    const world = new NotificationWorld();
    await world.connect(ACCOUNT);
    await world.connect(SIBLING);
    return world;
  }

  connect(id: string, network = BUYGOODS): Promise<void> {
    return this.accounts.add({
      ...{ id, agencyId: AGENCY, network, label: id, backfillFrom: new Date('2026-01-01T00:00:00Z') },
      ...{ sealedCredentials: new Uint8Array(), credentialHints: {}, identityHash: id, clientId: null },
      nextDueAt: this.clock.now(),
    });
  }

  async address(accountId = ACCOUNT): Promise<string> {
    const request = { credentials: { passphrase: PASSPHRASE }, replacesAddress: true };
    return (await this.setUp.run(AGENCY, accountId, request)) ?? '';
  }

  /** What the network sends, signed unless told otherwise. */
  send(secret: string, told: ReadNotification, signature = PASSPHRASE, network = 'buygoods'): Promise<void> {
    return this.receipt.run(network, secret, aRequest(told, signature));
  }

  apply() {
    return this.application.run(KEY);
  }

  async storedSales() {
    const views = await this.sales.listSales(AGENCY, EVERY_SALE, { limit: 100, after: null });
    return views.map(({ id, status, commission }) => [id.externalOrderId, status, commission]);
  }

  tally(): Promise<Record<string, number>> {
    return this.notifications.tally(KEY).then((counts) => Object.fromEntries(counts));
  }

  get kept(): string[] {
    return [...this.storage.rowsOf(KEY).quarantined.values()].map((row) => row.reason);
  }
}

function aRequest(told: ReadNotification, signature: string): NotificationRequest {
  return {
    ...{ method: 'POST', query: [], headers: { 'x-signature': signature } },
    body: new TextEncoder().encode(JSON.stringify(told)),
  };
}

function booking(order: string, overrides: Partial<Sale> = {}): ReadNotification {
  const sale = aSale({ externalOrderId: order, ...overrides });
  return {
    kind: 'booking',
    meaning: `sale ${order}`,
    rows: [rowMeaning({ sales: [sale], isBooking: true })],
  };
}

const REFUND: ReadNotification = {
  kind: 'booking',
  meaning: 'refund a',
  rows: [
    rowMeaning({
      reversals: [aReversal({ externalReversalId: 'a:refund', linkKey: 'a' })],
      isBooking: true,
    }),
  ],
};

function hint(meaning: string, from: string, to: string): ReadNotification {
  return { kind: 'hint', meaning, periods: [{ from: new Date(from), to: new Date(to) }] };
}

describe('what a network sends by itself', () => {
  let world: NotificationWorld;
  let secret: string;
  beforeEach(async () => {
    world = await NotificationWorld.open();
    secret = await world.address();
  });

  describe('arriving', () => {
    it('is stored sealed, waits, and calls a worker', async () => {
      await world.send(secret, booking('a'));
      const [waiting] = await world.notifications.listWaiting(KEY, 10);
      expect(new TextDecoder().decode(waiting?.sealed)).not.toContain('Acme Course');
      expect(world.waitingQueue.take()).toEqual([KEY]);
      expect(await world.tally()).toEqual({ waiting: 1 });
      expect(await world.storedSales()).toEqual([]);
    });

    it('is stored once, however often it is sent, also after it was applied', async () => {
      await world.send(secret, booking('a'));
      world.waitingQueue.take();
      await world.send(secret, booking('a'));
      expect(world.waitingQueue.take()).toEqual([]);
      await world.apply();
      await world.send(secret, booking('a', { commission: '1.00' }));
      expect(await world.tally()).toEqual({ booked: 1 });
      expect(await world.storedSales()).toEqual([['a', 'completed', '40.0000']]);
    });

    it('is only counted when it means nothing', async () => {
      await world.send(secret, { kind: 'ignored', meaning: 'test', reason: 'A test.' });
      expect(world.waitingQueue.take()).toEqual([]);
      expect(await world.tally()).toEqual({ ignored: 1 });
      expect((await world.endpoints.find(KEY))?.lastReceivedAt).not.toBeNull();
    });

    it.each(['', 'not-the-passphrase'])(
      'is refused, counted and forgotten when signed "%s"',
      async (signature) => {
        await expect(world.send(secret, booking('a'), signature)).rejects.toMatchObject({
          code: 'signature-refused',
        });
        expect(await world.endpoints.find(KEY)).toMatchObject({ refused: 1, lastReceivedAt: null });
        expect(await world.tally()).toEqual({});
      },
    );

    it.each([
      ['an unknown secret', 'buygoods', 'unknown'],
      ['no secret', 'buygoods', ''],
      ['a secret of another form', 'buygoods', "' or 1=1"],
      ['another network', 'maxweb', 'the right one'],
      ['a network that sends nothing', 'silent', 'the right one'],
      ['a network that does not exist', 'nowhere', 'the right one'],
    ])('finds nothing at the address with %s, always in the same words', async (_, network, path) => {
      const sent = world.send(path === 'the right one' ? secret : path, booking('a'), PASSPHRASE, network);
      await expect(sent).rejects.toMatchObject({
        code: 'not-found',
        message: 'There is nothing at this address.',
      });
      expect(world.reader.seen).toEqual([]);
    });

    it('goes to the account whose address it was sent to', async () => {
      const other = await world.address(SIBLING);
      await world.send(other, booking('a'));
      expect(world.waitingQueue.take()).toEqual([{ agencyId: AGENCY, accountId: SIBLING }]);
      expect(await world.tally()).toEqual({});
    });

    it('is put off when one account sends more than any network would, and no other account', async () => {
      const other = await world.address(SIBLING);
      for (let sent = 0; sent < 1_200; sent += 1) await world.send(secret, booking('a'));
      await expect(world.send(secret, booking('b'))).rejects.toMatchObject({ code: 'too-many-requests' });
      await world.send(other, booking('b'));
      world.clock.advance(60_000);
      await world.send(secret, booking('b'));
      expect(await world.tally()).toEqual({ waiting: 2 });
    });
  });

  describe('being applied', () => {
    it('stores bookings under one run of their own and says so', async () => {
      await world.send(secret, REFUND);
      await world.send(secret, booking('a'));
      await world.send(secret, booking('b'));
      expect(await world.apply()).toMatchObject({
        ...{ trigger: 'postback', tier: 'postback', outcome: 'ok', created: 3, changed: 0, quarantined: 0 },
      });
      expect((await world.storedSales()).toSorted()).toEqual([
        ['a', 'refunded', '40.0000'],
        ['b', 'completed', '40.0000'],
      ]);
      expect(await world.tally()).toEqual({ booked: 3 });
      expect(world.progress.events.at(-1)).toMatchObject({ outcome: 'ok', created: 3, progress: 1 });
      expect(await world.apply()).toBeNull();
    });

    it('makes room for what a reading tells', async () => {
      await world.send(secret, booking('118204:nc6', { linkKey: '118204:nc6' }));
      await world.apply();
      const read = aSale({ externalOrderId: '10177:118204', linkKey: '118204:nc6', commission: '41.30' });
      const window = { from: new Date(0), to: new Date(1) };
      const account = { ...KEY, network: BUYGOODS };
      const runId = await world.runs.begin(account, { trigger: 'schedule', tier: 'hot', window });
      await world.sales.storePage({
        ...{ account, runId, rawPages: [], sales: [read], reversals: [], completeLinkKeys: [] },
        ...{ neverPaid: [], dailyTotals: [], quarantined: [], checkpoint: null, completedTier: null },
      });
      expect(await world.storedSales()).toEqual([['10177:118204', 'completed', '41.3000']]);
    });

    it('asks to read again what hints point at, and counts nothing by them', async () => {
      await world.send(secret, hint('one', '2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'));
      await world.send(secret, hint('two', '2026-03-14T00:00:00Z', '2026-03-15T00:00:00Z'));
      expect(await world.apply()).toBeNull();
      const pending = await world.rereads.listPending(KEY);
      expect(pending).toMatchObject([
        { trigger: 'postback', requestedBy: null, window: { from: new Date('2026-03-01T00:00:00Z') } },
        { window: { from: new Date('2026-03-14T00:00:00Z') } },
      ]);
      expect(pending[1]?.window.to.getTime()).toBeLessThan(Date.parse('2026-03-14T12:30:00Z'));
      expect(world.queue.take()).toEqual([{ ...KEY, trigger: 'postback' }]);
      expect(await world.tally()).toEqual({ 'read-again': 2 });
    });

    it('keeps aside what cannot be read, with its reason, and applies the rest', async () => {
      const bad = { failure: { message: 'no commission' } };
      world.networks.gateway(BUYGOODS).normalizeSale = (raw) => {
        if ('failure' in raw) throw (unreadableRow('no commission') as { readonly failure: Error }).failure;
        return new StoredRowsGateway().normalizeSale(raw);
      };
      await world.send(secret, { kind: 'booking', meaning: 'bad', rows: [bad] });
      await world.send(secret, { kind: 'unreadable', meaning: 'x', reason: 'no date', row: { id: 'HP1' } });
      await world.send(secret, booking('a'));
      expect(await world.apply()).toMatchObject({ created: 1, quarantined: 2 });
      expect(world.kept.toSorted()).toEqual(['no commission', 'no date']);
      expect(await world.tally()).toEqual({ booked: 1, 'kept-aside': 2 });
    });

    it('waits while the account is paused', async () => {
      await world.send(secret, booking('a'));
      await world.accounts.setPaused(KEY, true);
      expect(await world.apply()).toBeNull();
      expect(await world.leftovers.run()).toBe(0);
      await world.accounts.setPaused(KEY, false);
      expect(await world.apply()).toMatchObject({ created: 1 });
    });

    it('loses nothing when storing fails: the run says so, and the next attempt stores it once', async () => {
      await world.send(secret, booking('a'));
      world.waitingQueue.take();
      const storePage = world.sales.storePage.bind(world.sales);
      world.sales.storePage = () => Promise.reject(new Error('the database is away'));
      await expect(world.apply()).rejects.toThrow('the database is away');
      expect(await world.runs.listRuns(AGENCY, { accountId: ACCOUNT, limit: 10 })).toMatchObject([
        { outcome: 'failed', errorKind: 'internal' },
      ]);
      world.sales.storePage = storePage;
      expect(await world.leftovers.run()).toBe(1);
      expect(world.waitingQueue.take()).toEqual([KEY]);
      expect(await world.apply()).toMatchObject({ created: 1 });
    });

    it('stores nothing twice when it broke off between storing and noting it', async () => {
      await world.send(secret, booking('a'));
      const settle = world.notifications.settle.bind(world.notifications);
      world.notifications.settle = () => Promise.reject(new Error('the process ended'));
      await expect(world.apply()).rejects.toThrow('the process ended');
      world.notifications.settle = settle;
      expect(await world.apply()).toMatchObject({ created: 0, changed: 0, unchanged: 1 });
      expect(await world.storedSales()).toHaveLength(1);
    });

    it('passes over what no key opens, and keeps it', async () => {
      await world.send(secret, booking('a'));
      await world.notifications.receive(KEY, {
        ...{ hash: 'sealed elsewhere', outcome: 'waiting', sealed: new Uint8Array([1, 2, 3]) },
      });
      await world.send(secret, booking('b'));
      expect(await world.apply()).toMatchObject({ created: 2 });
      expect(await world.tally()).toEqual({ booked: 2, waiting: 1 });
      expect(await world.apply()).toBeNull();
    });

    it('applies more than fit into one page', async () => {
      for (let order = 0; order < 450; order += 1) await world.send(secret, booking(`order-${order}`));
      expect(await world.apply()).toMatchObject({ created: 450, pages: 3 });
      expect(await world.tally()).toEqual({ booked: 450 });
    });
  });

  describe('being set up', () => {
    it('gives out the secret once, and the hash of it is all that is stored', async () => {
      expect(secret).not.toBe('');
      expect(JSON.stringify([...world.shared.endpoints])).not.toContain(`"${secret}"`);
      const setup = await world.setup.run(AGENCY, ACCOUNT);
      expect(setup.endpoint).toMatchObject({ secretHints: { passphrase: '' }, refused: 0 });
      expect(JSON.stringify(setup)).not.toContain(PASSPHRASE);
    });

    it('replaces the address only when asked to, and then the former one ends', async () => {
      const kept = await world.setUp.run(AGENCY, ACCOUNT, { credentials: null, replacesAddress: false });
      expect(kept).toBeNull();
      await world.send(secret, booking('a'));
      const fresh = await world.setUp.run(AGENCY, ACCOUNT, { credentials: null, replacesAddress: true });
      await expect(world.send(secret, booking('b'))).rejects.toMatchObject({ code: 'not-found' });
      await world.send(fresh ?? '', booking('b'));
      expect(await world.tally()).toEqual({ waiting: 2 });
    });

    it('takes another passphrase and keeps the address', async () => {
      const credentials = { passphrase: 'louder-river' };
      expect(await world.setUp.run(AGENCY, ACCOUNT, { credentials, replacesAddress: false })).toBeNull();
      await expect(world.send(secret, booking('a'))).rejects.toMatchObject({ code: 'signature-refused' });
      await world.send(secret, booking('a'), 'louder-river');
    });

    it.each([
      ['missing', null],
      ['of the wrong form', { passphrase: 'No' }],
      ['unknown', { passphrase: PASSPHRASE, colour: 'red' }],
    ])('names a field that is %s and stores nothing', async (_, credentials) => {
      const request = { credentials, replacesAddress: false };
      const refused = world.setUp.run(AGENCY, SIBLING, request);
      await expect(refused).rejects.toMatchObject({ code: 'invalid-input' });
      expect(await world.endpoints.find({ agencyId: AGENCY, accountId: SIBLING })).toBeNull();
    });

    it('ends: what is sent finds nothing any more, what was received stays', async () => {
      await world.send(secret, booking('a'));
      await world.removal.run(AGENCY, ACCOUNT);
      await expect(world.send(secret, booking('b'))).rejects.toMatchObject({ code: 'not-found' });
      const { endpoint, tally } = await world.setup.run(AGENCY, ACCOUNT);
      expect([endpoint, Object.fromEntries(tally)]).toEqual([null, { waiting: 1 }]);
    });

    it('is another agency’s never, and nothing where the network sends nothing', async () => {
      const silent = '0198c0de-0000-7000-8000-00000000dddd';
      await world.connect(silent, networkId('silent'));
      const request = { credentials: { passphrase: PASSPHRASE }, replacesAddress: true };
      for (const [agency, account] of [
        ['0198c0de-0000-7000-8000-00000000ffff', ACCOUNT],
        [AGENCY, silent],
      ] as const) {
        await expect(world.setup.run(agency, account)).rejects.toMatchObject({ code: 'not-found' });
        await expect(world.setUp.run(agency, account, request)).rejects.toMatchObject({ code: 'not-found' });
        await expect(world.removal.run(agency, account)).rejects.toMatchObject({ code: 'not-found' });
      }
    });
  });
});
