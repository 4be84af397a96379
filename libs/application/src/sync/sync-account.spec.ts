import { currency, type NetworkAccount, type Sale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import {
  ClaimLost,
  CredentialsRejected,
  NetworkUnavailable,
  RateLimited,
  UnexpectedResponse,
  type RawRow,
  type SyncRequest,
} from '@tributary/ports';
import { rowMeaning, unreadableRow, type Script } from '@tributary/ports/testing';
import { SyncWorld } from '../testing/sync-world';

const HOUR = 3_600_000;

function row(externalOrderId: string, overrides: Partial<Sale> = {}): RawRow {
  return rowMeaning({ sales: [aSale({ externalOrderId, ...overrides })] });
}

describe('SyncAccount', () => {
  let world: SyncWorld;
  /** 45 days of history in slices of ten days. */
  const start = async (script: Script) => {
    world = await SyncWorld.with(script);
  };

  describe('reading well', () => {
    it('reads slice by slice to the end and moves the checkpoint with the last page of each', async () => {
      const seen: (Date | null | undefined)[] = [];
      const look = () => seen.push(world.account.history.checkpoint);
      await start((window) => [
        [row(`${window.from.toISOString()} a`)],
        // The second page is stored only after this ran: reading goes one page ahead of storing.
        look,
        [row(`${window.from.toISOString()} b`), row(`${window.from.toISOString()} c`)],
      ]);
      const run = await world.sync();
      expect(run).toMatchObject({ outcome: 'ok', tier: 'backfill', pages: 10, created: 15, errorKind: null });
      const windows = world.gateway.requests.map(({ window }) => window);
      expect(windows.map(({ from }) => from.toISOString().slice(0, 10))).toEqual([
        '2026-01-28',
        '2026-02-07',
        '2026-02-17',
        '2026-02-27',
        '2026-03-09',
      ]);
      expect(windows.at(-1)?.to).toEqual(world.clock.now());
      expect(seen).toEqual([null, ...windows.slice(0, -1).map(({ to }) => to)]);
      expect(world.account).toMatchObject({
        history: {
          checkpoint: windows.at(-1)?.to,
          lastWarmAt: world.clock.now(),
          lastColdAt: world.clock.now(),
        },
        lastGoodSyncAt: world.clock.now(),
        lastFailure: null,
      });
      expect(await world.sales()).toHaveLength(15);
    });

    it('asks with the opened credentials and stores what each row means', async () => {
      const total = {
        day: '2026-03-14' as never,
        zone: 'UTC',
        currency: currency('USD'),
        grossCommission: '40.00',
        voidedCommission: null,
        netCommission: null,
        conversions: 1,
        reversals: null,
        visits: 12,
      };
      await start((_, request) =>
        request === 0
          ? [
              [
                rowMeaning({ sales: [aSale()], reversals: [aReversal()], dailyTotals: [total] }),
                rowMeaning({ sales: [aSale({ externalOrderId: 'unpaid', state: 'pending' })] }),
              ],
              [rowMeaning({ neverPaid: ['unpaid'] })],
            ]
          : [[]],
      );
      await world.sync();
      expect(world.gateway.requests[0]?.credentials).toEqual(world.credentials);
      expect(await world.sales()).toMatchObject([
        { id: { externalOrderId: 'order-1' }, status: 'refunded', reversedCommission: '40.0000' },
      ]);
      expect([...world.storage.rowsOf(world.key).dailyTotals.values()]).toEqual([total]);
    });

    it('withdraws what an in-place network tells no more', async () => {
      const told = (reversals: readonly ReturnType<typeof aReversal>[]) =>
        rowMeaning({ sales: [aSale()], reversals, reversalsAreComplete: true });
      await start(() => [[told([aReversal({ kind: 'chargeback' })])]]);
      await world.sync();
      expect(await world.sales()).toMatchObject([{ status: 'chargeback' }]);
      world.gateway.script = () => [[told([])]];
      await world.sync({ trigger: 'manual' });
      expect(await world.sales()).toMatchObject([{ status: 'completed', reversals: [] }]);
    });

    it('reads only the last days once the history is there', async () => {
      await start(() => [[]]);
      await world.sync();
      world.clock.advance(HOUR);
      const run = await world.sync();
      expect(run).toMatchObject({ tier: 'hot', outcome: 'ok', pages: 1 });
      expect(run?.window.from).toEqual(new Date('2026-03-11T12:00:00Z'));
    });

    it('reads no row again that an hourly reading is told again, and every row once a day', async () => {
      await start(() => [[row('a')], [row('b')]]);
      await world.sync();
      const normalized = jest.spyOn(world.gateway, 'normalizeSale');
      world.clock.advance(HOUR);
      expect(await world.sync()).toMatchObject({
        tier: 'hot',
        pages: 2,
        created: 0,
        changed: 0,
        unchanged: 2,
      });
      expect(normalized).not.toHaveBeenCalled();
      world.clock.advance(25 * HOUR);
      expect(await world.sync()).toMatchObject({ tier: 'warm', created: 0, changed: 0 });
      expect(normalized).toHaveBeenCalled();
    });

    it('tells whoever watches how far it is, and the outcome last', async () => {
      await start(() => [[row('a')], [row('b')]]);
      await world.sync();
      const told = world.progress.events.map(({ outcome, progress, pages }) => [outcome, progress, pages]);
      expect(told.slice(0, 3)).toEqual([
        ['running', 0, 0],
        ['running', 0.2, 2],
        ['running', 0.4, 4],
      ]);
      expect(told.at(-1)).toEqual(['ok', 1, 10]);
      expect(world.progress.events.at(-1)).toMatchObject({ ...world.key, created: 2, unchanged: 8 });
    });

    it('puts a malformed row into quarantine and keeps the rest of its page', async () => {
      const bad = unreadableRow('no currency');
      await start((_, request) => [request === 0 ? [row('a'), bad, row('b')] : []]);
      expect(await world.sync()).toMatchObject({ outcome: 'ok', created: 2, quarantined: 1 });
      const quarantined = [...world.storage.rowsOf(world.key).quarantined.values()];
      expect(quarantined).toMatchObject([{ reason: 'no currency', raw: bad, resolvedAt: null }]);
    });
  });

  describe('claiming', () => {
    const notDue = { nextDueAt: new Date('2026-03-14T13:00:00Z') };

    it.each<{
      readonly account: string;
      readonly trigger: SyncRequest['trigger'];
      readonly change: Partial<NetworkAccount>;
      readonly isRun: boolean;
    }>([
      { account: 'a due account', trigger: 'schedule', change: {}, isRun: true },
      { account: 'an account that is not due', trigger: 'schedule', change: notDue, isRun: false },
      { account: 'an account that is not due', trigger: 'external', change: notDue, isRun: false },
      { account: 'one that a person asks for', trigger: 'manual', change: notDue, isRun: true },
      { account: 'one just connected', trigger: 'connect', change: notDue, isRun: true },
      { account: 'a paused one', trigger: 'manual', change: { isPaused: true }, isRun: false },
    ])('of $account by $trigger: $isRun', async ({ trigger, change, isRun }) => {
      await start(() => [[]]);
      world.change(change);
      const run = await world.sync({ trigger });
      expect(run !== null).toBe(isRun);
      expect(world.gateway.requests.length > 0).toBe(isRun);
      expect(world.progress.events.length > 0).toBe(isRun);
    });

    it('does nothing for an account that is gone', async () => {
      await start(() => [[]]);
      expect(await world.sync({ accountId: 'gone' })).toBeNull();
    });

    it('is due again in the next hour, not sooner', async () => {
      await start(() => [[]]);
      await world.sync();
      const wait = world.account.nextDueAt.getTime() - world.clock.now().getTime();
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(HOUR);
    });
  });

  describe('failing', () => {
    it('keeps the pages before the failing one, and the checkpoint where it was', async () => {
      await start((_, request) =>
        request === 1
          ? [[row('c')], new NetworkUnavailable('ClickBank did not answer.')]
          : [[row('a')], [row('b')]],
      );
      const run = await world.sync();
      expect(run).toMatchObject({
        outcome: 'partial',
        pages: 3,
        errorKind: 'network-unavailable',
        errorMessage: 'ClickBank did not answer.',
      });
      expect((await world.sales()).map((sale) => sale.id.externalOrderId).sort()).toEqual(['a', 'b', 'c']);
      expect(world.account).toMatchObject({
        history: { checkpoint: world.gateway.requests[0]?.window.to, lastColdAt: null },
        lastGoodSyncAt: null,
        lastFailure: { kind: 'network-unavailable', attempts: 1, since: world.clock.now() },
        nextDueAt: new Date(world.clock.now().getTime() + 5 * 60_000),
      });
      expect(world.progress.events.at(-1)).toMatchObject({ outcome: 'partial', progress: 0.2, pages: 3 });
    });

    it('does not move the checkpoint for a slice whose first page fails', async () => {
      await start(() => [new UnexpectedResponse('ClickBank sent a web page.')]);
      expect(await world.sync()).toMatchObject({ outcome: 'failed', pages: 0 });
      expect(world.account.history.checkpoint).toBeNull();
    });

    it('does not take silence for "no sales": a slice without any page is a failure', async () => {
      await start((_, request) => (request === 1 ? [] : [[row('a')]]));
      expect(await world.sync()).toMatchObject({ outcome: 'partial', errorKind: 'unexpected-response' });
      expect(world.account.history.checkpoint).toEqual(world.gateway.requests[0]?.window.to);
      expect(world.gateway.requests).toHaveLength(2);
    });

    it('comes back when the network says so', async () => {
      const retryAt = new Date('2026-03-14T12:17:00Z');
      await start(() => [new RateLimited('Too many requests.', retryAt)]);
      expect(await world.sync()).toMatchObject({ outcome: 'failed', errorKind: 'rate-limited' });
      expect(world.account.nextDueAt).toEqual(retryAt);
    });

    it('asks ever more rarely with a refused key, and says that a person is needed', async () => {
      await start(() => [new CredentialsRejected('The API key is not valid.')]);
      const waits: number[] = [];
      for (const attempt of [1, 2, 3, 4, 5, 6]) {
        expect(await world.sync()).toMatchObject({ errorKind: 'credentials-rejected' });
        waits.push((world.account.nextDueAt.getTime() - world.clock.now().getTime()) / HOUR);
        expect(world.account.lastFailure).toMatchObject({
          kind: 'credentials-rejected',
          message: 'The API key is not valid.',
          attempts: attempt,
          since: new Date('2026-03-14T12:00:00Z'),
        });
        expect(world.health).toBe('needs-attention');
        world.clock.set(world.account.nextDueAt);
      }
      expect(waits).toEqual([1, 2, 4, 8, 16, 24]);
    });

    it('forgets the failure with the next good run', async () => {
      await start((_, request) => (request === 0 ? [new NetworkUnavailable('No answer.')] : [[]]));
      await world.sync();
      await world.sync({ trigger: 'manual' });
      expect(world.account).toMatchObject({ lastFailure: null, lastGoodSyncAt: world.clock.now() });
    });

    it('sends no request when the stored credentials cannot be opened', async () => {
      await start(() => [[row('a')]]);
      world.tamper();
      const run = await world.sync();
      expect(run).toMatchObject({ outcome: 'failed', errorKind: 'credentials-unreadable' });
      expect(world.gateway.requests).toEqual([]);
      expect(world.health).toBe('needs-attention');
    });

    it('records a fault of our own without its words, and throws it for the queue to try again', async () => {
      const fault = new TypeError('secret-looking detail of our own code');
      await start(() => [[row('a')], [unreadableRow('', fault)]]);
      await expect(world.sync()).rejects.toBe(fault);
      const [run] = await world.runs();
      expect(run).toMatchObject({ outcome: 'partial', errorKind: 'internal', pages: 1 });
      expect(run?.errorMessage).not.toContain('secret-looking');
      expect(world.account.lastFailure?.kind).toBe('internal');
      expect(world.account.history.checkpoint).toBeNull();
    });

    it('does not quarantine what fails otherwise than by its row', async () => {
      const answer = new UnexpectedResponse('The answer is no list.');
      await start(() => [[unreadableRow('', answer)]]);
      expect(await world.sync()).toMatchObject({ outcome: 'failed', errorKind: 'unexpected-response' });
    });

    it('lets the same job finish what its crash left open', async () => {
      await start(() => [[row('a')]]);
      world.failOnce('finishReading');
      await expect(world.sync({ jobId: 'job' })).rejects.toThrow('the database is away');
      expect(await world.sync({ jobId: 'another' })).toBeNull();
      expect(await world.sync({ jobId: 'job' })).toMatchObject({ outcome: 'ok', created: 0 });
      expect((await world.runs()).map((run) => run.outcome).sort()).toEqual(['failed', 'ok']);
    });
  });

  describe('stopping', () => {
    it.each([
      ['with an error', false],
      ['without a word', true],
    ])('stores the page in hand and nothing further, when the network ends %s', async (_, endsQuietly) => {
      const controller = new AbortController();
      await start(() => [
        [row('a')],
        () => {
          controller.abort(new Error('the process stops'));
        },
        [row('b')],
      ]);
      world.gateway.endsQuietly = endsQuietly;
      await expect(world.sync({ signal: controller.signal })).rejects.toThrow('the process stops');
      expect((await world.sales()).map((sale) => sale.id.externalOrderId)).toEqual(['a']);
      expect(world.gateway.requests).toHaveLength(1);
      expect(world.account).toMatchObject({ lastFailure: null, lastGoodSyncAt: null });
      expect(world.account.history.checkpoint).toBeNull();
      expect(await world.runs()).toMatchObject([{ outcome: 'partial', pages: 1 }]);
    });

    it('asks for nothing when it is stopped before it starts', async () => {
      await start(() => [[row('a')]]);
      world.gateway.endsQuietly = true;
      const signal = AbortSignal.abort(new Error('the process stops'));
      await expect(world.sync({ signal })).rejects.toThrow('the process stops');
      expect(await world.sales()).toEqual([]);
      expect(world.account).toMatchObject({ lastFailure: null, history: { checkpoint: null } });
    });

    it('is continued by the same job', async () => {
      const controller = new AbortController();
      await start((_, request) =>
        request === 1
          ? [
              [row('b')],
              () => {
                controller.abort();
              },
              [row('c')],
            ]
          : [[row('a')]],
      );
      await expect(world.sync({ jobId: 'job', signal: controller.signal })).rejects.toThrow();
      const stopped = world.account.history.checkpoint;
      world.gateway.requests.length = 0;
      world.gateway.script = () => [[row('b')], [row('c')]];
      expect(await world.sync({ jobId: 'job' })).toMatchObject({ outcome: 'ok' });
      expect(world.gateway.requests[0]?.window.from).toEqual(stopped);
      expect(await world.sales()).toHaveLength(3);
    });
  });

  describe('a worker that was frozen while another one took its account over', () => {
    const takeOver = () =>
      world.syncAccounts.claim(world.key, { jobId: 'job-1', force: true, nextDueAt: world.clock.now() });

    it('stops at its next page, stores nothing of it, and leaves the run and the account alone', async () => {
      await start((window) => [
        [row(`${window.from.toISOString()} a`)],
        () => void takeOver(),
        [row('late')],
      ]);
      await expect(world.syncAll()).rejects.toThrow(ClaimLost);
      const [run] = await world.runs();
      expect(run).toMatchObject({ outcome: 'running', finishedAt: null });
      expect(world.account).toMatchObject({ lastFailure: null, lastGoodSyncAt: null });
      expect(world.account.history.checkpoint).toBeNull();
      expect((await world.sales()).map(({ orderNumber }) => orderNumber)).not.toContain('late');
    });

    it('does not fail the account when its network fails after that', async () => {
      await start(() => [() => void takeOver(), new NetworkUnavailable('No answer.')]);
      await expect(world.syncAll()).rejects.toThrow(ClaimLost);
      expect(world.account.lastFailure).toBeNull();
    });

    it('reads nothing else that was asked for', async () => {
      await start(() => [[row('a')]]);
      const window = { from: new Date('2026-02-01T00:00:00Z'), to: new Date('2026-02-03T00:00:00Z') };
      await world.rereads.add(world.key, { window, trigger: 'manual', requestedBy: null });
      const finishReading = world.runRepository.finishReading.bind(world.runRepository);
      world.runRepository.finishReading = async (...args) => {
        const run = await finishReading(...args);
        await takeOver();
        return run;
      };
      expect(await world.syncAll()).toMatchObject([{ tier: 'backfill', outcome: 'ok' }]);
      expect(await world.rereads.listPending(world.key)).toHaveLength(1);
    });
  });
});
