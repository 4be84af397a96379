import { LATE_AFTER_MS, networkId } from '@tributary/domain';
import { aMember, anAgency } from '@tributary/domain/testing';
import type { DirectoryQuery } from '../../platform-directory';
import { connected, startedStorage, type StorageHarness } from './storage-harness';

const DAY = 86_400_000;
const REFUSED = { kind: 'credentials-rejected', message: 'The key was refused.', retryAt: null } as const;
const NO_ACCOUNTS = { waiting: 0, fresh: 0, late: 0, needsAttention: 0, paused: 0 };
const WINDOW = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') };

/** Each test looks for agencies and people by a word that only it uses. */
export function describePlatformDirectoryContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as a PlatformDirectory`, () => {
    const storage = startedStorage(start);
    const aWord = () => crypto.randomUUID().slice(0, 8);
    const query = (search: string, change: Partial<DirectoryQuery> = {}) => ({
      ...{ search, after: null, limit: 100, agencyId: null },
      ...change,
    });
    const agencyNamed = async (agencyName: string) => {
      const agency = anAgency({ id: crypto.randomUUID(), name: agencyName });
      await storage().agencies.add(agency);
      return agency.id;
    };
    const memberOf = async (agencyId: string, change: Parameters<typeof aMember>[0] = {}) => {
      const id = crypto.randomUUID();
      const member = aMember({ id, agencyId, email: `${id}@example.com`, ...change });
      await storage().members.add(member, 'hash');
      return member;
    };

    it('counts who can sign in, and accounts by state', async () => {
      const word = aWord();
      const agencyId = await agencyNamed(`North ${word}`);
      await memberOf(agencyId);
      await memberOf(agencyId, { isDisabled: true });
      await connected(storage(), { agencyId });
      const refused = await connected(storage(), { agencyId });
      await storage().syncAccounts.markFailed(refused, REFUSED);
      const limited = await connected(storage(), { agencyId });
      await storage().syncAccounts.markFailed(limited, { ...REFUSED, kind: 'rate-limited' });
      const paused = await connected(storage(), { agencyId });
      await storage().syncAccounts.markFailed(paused, REFUSED);
      await storage().accounts.setPaused(paused, true);
      const [found] = await storage().platform.agencies(query(word));
      expect(found).toMatchObject({ id: agencyId, name: `North ${word}`, members: 1, suspendedAt: null });
      expect(found?.accounts).toEqual({ ...NO_ACCOUNTS, waiting: 1, needsAttention: 1, late: 1, paused: 1 });
      expect(Math.abs(storage().now().getTime() - (found?.createdAt.getTime() ?? 0))).toBeLessThan(
        3650 * DAY,
      );
    });

    it('takes an account for fresh after its history is read, and for late when an hour was missed', async () => {
      const word = aWord();
      const agencyId = await agencyNamed(word);
      const key = await connected(storage(), { agencyId });
      const states = async () => (await storage().platform.agencies(query(word)))[0]?.accounts;
      const read = async (lastGoodSyncAt: Date) => {
        await storage().setHistoryRead(key, lastGoodSyncAt);
      };
      await read(storage().now());
      expect(await states()).toEqual({ ...NO_ACCOUNTS, fresh: 1 });
      await read(new Date(storage().now().getTime() - LATE_AFTER_MS - 60_000));
      expect(await states()).toEqual({ ...NO_ACCOUNTS, late: 1 });
    });

    it('lists agencies by name in any case, page after page, and never the platform itself', async () => {
      const word = aWord();
      const ids = [
        await agencyNamed(`b ${word}`),
        await agencyNamed(`A ${word.toUpperCase()}`),
        await agencyNamed(`B ${word}`),
      ];
      const first = await storage().platform.agencies(query(word, { limit: 2 }));
      expect(first).toHaveLength(2);
      expect(first[0]?.id).toBe(ids[1]);
      const last = first[1];
      const after = last ? { name: last.name, id: last.id } : null;
      const second = await storage().platform.agencies(query(word, { after }));
      expect([...first, ...second].map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
      expect(await storage().platform.agencies(query(`%${word}`))).toEqual([]);
      const platform = anAgency({ id: crypto.randomUUID(), name: `platform ${word}`, kind: 'platform' });
      await storage().agencies.add(platform);
      expect(await storage().platform.agencies(query(`platform ${word}`))).toEqual([]);
    });

    it('says since when an agency is suspended', async () => {
      const word = aWord();
      await storage().setSuspended(await agencyNamed(word), true);
      const [found] = await storage().platform.agencies(query(word));
      expect(found?.suspendedAt).toBeInstanceOf(Date);
    });

    it('lists people of all agencies by e-mail, with where they belong', async () => {
      const word = aWord();
      const [north, south] = [await agencyNamed(`N${word}`), await agencyNamed(`S${word}`)];
      const ada = await memberOf(north, { email: `b@${word}.example`, role: 'admin', name: 'Ada' });
      const eve = await memberOf(south, { email: `A@${word}.example`, role: 'viewer', isDisabled: true });
      const found = await storage().platform.users(query(word));
      expect(found).toEqual([
        {
          ...{ id: eve.id, name: eve.name, email: eve.email, role: 'viewer', isDisabled: true },
          ...{ agency: { id: south, name: `S${word}` }, lastSeenAt: null },
        },
        {
          ...{ id: ada.id, name: 'Ada', email: ada.email, role: 'admin', isDisabled: false },
          ...{ agency: { id: north, name: `N${word}` }, lastSeenAt: null },
        },
      ]);
      const ofNorth = await storage().platform.users(query(word, { agencyId: north } as object));
      expect(ofNorth.map(({ id }) => id)).toEqual([ada.id]);
      const after = { name: eve.email, id: eve.id };
      expect((await storage().platform.users(query(word, { after }))).map(({ id }) => id)).toEqual([ada.id]);
    });

    it('finds people by a part of the name as well, and says when they were seen', async () => {
      const word = aWord();
      const { id: memberId, agencyId } = await memberOf(await agencyNamed('North'), {
        name: `Grace ${word}`,
      });
      await storage().team.noteSeen({ agencyId, memberId });
      const now = storage().now();
      const [found] = await storage().platform.users(query(`grace ${word}`));
      expect(found?.id).toBe(memberId);
      expect(Math.abs((found?.lastSeenAt?.getTime() ?? 0) - now.getTime())).toBeLessThan(60_000);
    });

    it('sums up networks: accounts of all agencies by state, limits and outages', async () => {
      const network = networkId(`n${aWord()}`);
      const [one, other] = [await connected(storage(), { network }), await connected(storage(), { network })];
      const retryAt = new Date(storage().now().getTime() + DAY);
      await storage().syncAccounts.markFailed(one, { ...REFUSED, kind: 'rate-limited', retryAt });
      await storage().runs.begin(other, { trigger: 'manual', tier: 'hot', window: WINDOW });
      const state = async () =>
        (await storage().platform.networks()).find((found) => found.network === network);
      expect(await state()).toEqual({
        ...{ network, accounts: { ...NO_ACCOUNTS, waiting: 1, late: 1 }, rateLimited: 1 },
        ...{ limitedUntil: retryAt, outage: null },
      });
      const since = new Date(storage().now().getTime() - 60_000);
      await storage().outages.open(network, since);
      const { outage } = (await state()) ?? {};
      expect(outage?.since).toEqual(since);
      expect(outage?.nextProbeAt.getTime()).toBeGreaterThan(storage().now().getTime());
    });
  });
}
