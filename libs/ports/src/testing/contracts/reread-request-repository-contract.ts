import type { NewRereadRequest } from '../../reread-request-repository';
import { connected, startedStorage, type StorageHarness } from './storage-harness';

const MEMBER = '0198c0de-0000-4000-8000-00000000cccc';

function asked(from: string, to: string, overrides: Partial<NewRereadRequest> = {}): NewRereadRequest {
  const window = { from: new Date(`2026-03-${from}T00:00:00Z`), to: new Date(`2026-03-${to}T00:00:00Z`) };
  return { window, trigger: 'postback', requestedBy: null, ...overrides };
}

export function describeRereadRequestRepositoryContract(
  name: string,
  start: () => Promise<StorageHarness>,
): void {
  describe(`${name} as a RereadRequestRepository`, () => {
    const storage = startedStorage(start);
    const rereads = () => storage().rereads;

    it('lists what was asked for, longest waiting first, until it is complete', async () => {
      const key = await connected(storage());
      const byHand = asked('10', '12', { trigger: 'manual', requestedBy: MEMBER });
      await rereads().add(key, byHand);
      await rereads().add(key, asked('01', '03'));
      const pending = await rereads().listPending(key);
      expect(pending).toMatchObject([byHand, asked('01', '03')]);
      await rereads().complete(
        key,
        pending.slice(0, 1).map(({ id }) => id),
      );
      expect(await rereads().listPending(key)).toEqual(pending.slice(1));
    });

    it('merges windows that overlap or touch into one, which a person asked for if one of them was', async () => {
      const key = await connected(storage());
      await rereads().add(key, asked('01', '03', { trigger: 'manual', requestedBy: MEMBER }));
      await rereads().add(key, asked('20', '21'));
      await rereads().add(key, asked('05', '08'));
      await rereads().add(key, asked('03', '06'));
      const merged = asked('01', '08', { trigger: 'manual', requestedBy: MEMBER });
      const pending = await rereads().listPending(key);
      expect(pending).toHaveLength(2);
      expect(pending).toMatchObject([merged, asked('20', '21')]);
    });

    it('keeps what was asked for while its window was being read', async () => {
      const key = await connected(storage());
      await rereads().add(key, asked('01', '03'));
      const [read] = await rereads().listPending(key);
      await rereads().add(key, asked('02', '02'));
      await rereads().complete(key, [read?.id ?? '']);
      expect(await rereads().listPending(key)).toMatchObject([asked('01', '03')]);
    });

    it('keeps the requests of accounts and agencies apart', async () => {
      const key = await connected(storage());
      const sibling = await connected(storage(), { agencyId: key.agencyId });
      await rereads().add(key, asked('01', '03'));
      await rereads().add(sibling, asked('02', '04'));
      const [own] = await rereads().listPending(key);
      const stranger = { ...key, agencyId: await storage().addAgency() };
      expect(await rereads().listPending(stranger)).toEqual([]);
      for (const other of [sibling, stranger]) await rereads().complete(other, [own?.id ?? '']);
      await rereads().complete(key, [crypto.randomUUID()]);
      expect(await rereads().listPending(key)).toEqual([own]);
      expect(await rereads().listPending(sibling)).toMatchObject([asked('02', '04')]);
    });
  });
}
