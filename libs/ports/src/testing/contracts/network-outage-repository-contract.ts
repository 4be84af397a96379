import { networkId } from '@tributary/domain';
import type { NetworkVisit } from '../../network-outage-repository';
import {
  connected,
  endWell,
  startedStorage,
  type ConnectedAccount,
  type StorageHarness,
} from './storage-harness';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NO_ANSWER = { kind: 'network-unavailable', message: 'No answer.', retryAt: null } as const;
const REFUSED = { kind: 'credentials-rejected', message: 'The key was refused.', retryAt: null } as const;

export function describeNetworkOutageRepositoryContract(
  name: string,
  start: () => Promise<StorageHarness>,
): void {
  describe(`${name} as a NetworkOutageRepository`, () => {
    const storage = startedStorage(start);
    const outages = () => storage().outages;
    const fromNow = (milliseconds: number) => new Date(storage().now().getTime() + milliseconds);
    const account = async (key: ConnectedAccount) => {
      const found = await storage().accounts.find(key);
      if (!found) throw new Error('The account is gone');
      return found;
    };
    const wait = async (key: ConnectedAccount) => {
      const { nextDueAt } = await account(key);
      return nextDueAt.getTime() - storage().now().getTime();
    };
    const visit = (key: ConnectedAccount, jobId = key.accountId): NetworkVisit => ({ ...key, jobId });

    /** Outages are every agency's: each test has a network of its own. */
    let network = networkId('network-0');
    let count = 0;
    beforeEach(() => {
      network = networkId(`network-${(count += 1)}`);
    });
    const someAccounts = async (number: number) => {
      const keys: ConnectedAccount[] = [];
      for (let made = 0; made < number; made += 1) {
        keys.push(await connected(storage(), { network, nextDueAt: fromNow(HOUR) }));
      }
      return keys as [ConnectedAccount, ...ConnectedAccount[]];
    };
    const open = async () => {
      const since = fromNow(-5 * MINUTE);
      await outages().open(network, since);
      return since;
    };

    it('lets everybody through while nothing is open', async () => {
      const [key] = await someAccounts(1);
      const before = await account(key);
      expect(await outages().admit(visit(key))).toBe('free');
      expect(await account(key)).toEqual(before);
    });

    it('puts off who asks while it is open, without a failure of their own, until after the next probe', async () => {
      const [key, other] = await someAccounts(2);
      const since = await open();
      await storage().syncAccounts.claim(key, { jobId: 'job', force: true, nextDueAt: fromNow(HOUR) });
      expect(await outages().admit(visit(key, 'job'))).toBe('put-off');
      expect(await account(key)).toMatchObject({ outageSince: since, lastFailure: null });
      expect(await wait(key)).toBeGreaterThan(4 * MINUTE);
      expect(await wait(key)).toBeLessThanOrEqual(6 * MINUTE);
      const again = { jobId: 'job', force: false, nextDueAt: fromNow(HOUR) };
      expect(await storage().syncAccounts.claim(key, again)).toBeNull();
      expect(other && (await account(other)).outageSince).toBeNull();
    });

    it('puts off those who got no answer, and leaves other networks alone', async () => {
      const [key, paused] = await someAccounts(2);
      const elsewhere = await connected(storage());
      for (const one of [key, paused ?? key, elsewhere])
        await storage().syncAccounts.markFailed(one, NO_ANSWER);
      await storage().accounts.setPaused(paused ?? key, true);
      const since = await open();
      expect(await account(key)).toMatchObject({ outageSince: since, lastFailure: { attempts: 1 } });
      expect(await wait(key)).toBeLessThanOrEqual(6 * MINUTE);
      expect((await account(paused ?? key)).outageSince).toBeNull();
      expect((await account(elsewhere)).outageSince).toBeNull();
      expect(await outages().admit(visit(elsewhere))).toBe('free');
    });

    it('lets one job try when it is time, also after a crash, and the next one only after that', async () => {
      const [first, second = first] = await someAccounts(2);
      await open();
      await storage().skipProbeWait(network);
      expect(await outages().admit(visit(first))).toBe('probe');
      expect(await outages().admit(visit(first))).toBe('probe');
      await storage().skipProbeWait(network);
      expect(await outages().admit(visit(second))).toBe('put-off');
      await outages().endProbe(visit(second));
      await outages().endProbe(visit(first));
      expect(await account(first)).toMatchObject({ lastFailure: null });
      expect((await account(first)).outageSince).not.toBeNull();
      expect(await wait(first)).toBeGreaterThan(4 * MINUTE);
      expect(await outages().admit(visit(second))).toBe('put-off');
      await storage().skipProbeWait(network);
      expect(await outages().admit(visit(second))).toBe('probe');
    });

    it('lets only one of two jobs try that ask at once', async () => {
      const keys = await someAccounts(4);
      await open();
      await storage().skipProbeWait(network);
      const answers = await Promise.all(keys.map((key) => outages().admit(visit(key))));
      expect(answers.toSorted()).toEqual(['probe', 'put-off', 'put-off', 'put-off']);
    });

    it('tries with no account whose key was refused', async () => {
      const [key] = await someAccounts(1);
      await storage().syncAccounts.markFailed(key, REFUSED);
      await open();
      await storage().skipProbeWait(network);
      expect(await outages().admit(visit(key))).toBe('put-off');
    });

    it('is open once: a second opening only puts off who got no answer meanwhile', async () => {
      const [key, late = key] = await someAccounts(2);
      const since = await open();
      await storage().skipProbeWait(network);
      await storage().syncAccounts.markFailed(late, NO_ANSWER);
      await outages().open(network, fromNow(0));
      expect((await account(late)).outageSince).toEqual(since);
      expect(await outages().admit(visit(key))).toBe('probe');
      await outages().endProbe(visit(key));
      expect((await account(key)).outageSince).toEqual(since);
    });

    it.each([
      ['a refused key', REFUSED],
      ['a limit', { kind: 'rate-limited', message: 'Too many requests.', retryAt: null } as const],
    ])('leaves a probe its own time that ended with %s', async (_, failure) => {
      const [key] = await someAccounts(1);
      await open();
      await storage().skipProbeWait(network);
      expect(await outages().admit(visit(key))).toBe('probe');
      const retryAt = fromNow(3 * HOUR);
      await storage().syncAccounts.markFailed(key, { ...failure, retryAt });
      await outages().endProbe(visit(key));
      expect(await account(key)).toMatchObject({ outageSince: null, nextDueAt: retryAt });
    });

    it('ends with an answer: the others catch up within minutes, the one that was answered keeps its hour', async () => {
      const keys = await someAccounts(5);
      const [answered, ...others] = keys;
      await open();
      for (const key of keys) await outages().admit(visit(key));
      const nextDueAt = fromNow(HOUR);
      await storage().syncAccounts.claim(answered, { jobId: 'j', force: true, nextDueAt });
      await outages().close(answered);
      expect(await account(answered)).toMatchObject({ outageSince: null, nextDueAt });
      const waits = await Promise.all(others.map(wait));
      expect(waits.every((milliseconds) => milliseconds <= 10 * MINUTE)).toBe(true);
      expect(new Set(waits.map((milliseconds) => Math.round(milliseconds / 1000))).size).toBeGreaterThan(1);
      for (const key of others) expect((await account(key)).outageSince).toBeNull();
      expect(await outages().admit(visit(answered))).toBe('free');
      await outages().close(answered);
    });

    it('gathers how the accounts of the network fared', async () => {
      const [good, silent = good, refused = good, paused = good] = await someAccounts(4);
      expect(await outages().evidence(network)).toEqual({ accounts: 4, lastGoodAt: null, unansweredAt: [] });
      await endWell(storage(), good);
      for (const key of [silent, paused]) await storage().syncAccounts.markFailed(key, NO_ANSWER);
      await storage().syncAccounts.markFailed(refused, REFUSED);
      await storage().accounts.setPaused(paused, true);
      const { lastGoodSyncAt } = await account(good);
      const { lastFailure } = await account(silent);
      const unansweredAt = [lastFailure?.since];
      expect(await outages().evidence(network)).toEqual({
        ...{ accounts: 2, lastGoodAt: lastGoodSyncAt, unansweredAt },
      });
    });

    it('dates an account without an answer by its newest try, until it is read well', async () => {
      const [silent] = await someAccounts(1);
      const unanswered = async () =>
        (await outages().evidence(network)).unansweredAt.map((at) => at.getTime());
      await storage().syncAccounts.markFailed(silent, NO_ANSWER);
      const first = await unanswered();
      expect(first).toHaveLength(1);
      await storage().syncAccounts.markFailed(silent, NO_ANSWER);
      expect(Math.max(...(await unanswered()))).toBeGreaterThan(Math.max(...first));
      await endWell(storage(), silent);
      expect(await unanswered()).toEqual([]);
    });
  });
}
