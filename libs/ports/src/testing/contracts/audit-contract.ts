import type { AuditEntry, AuditFilter, RecordedAuditEntry } from '../../audit-trail';
import { startedStorage, type StorageHarness } from './storage-harness';

const EVERYTHING: AuditFilter = { memberId: null, groups: [], target: null, from: null, until: null };

/** What is written is read back as it was, newest first, by its own agency only. */
export function describeAuditContract(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} as an AuditTrail and its AuditReader`, () => {
    const storage = startedStorage(start);
    let agencyId: string;
    beforeEach(async () => {
      agencyId = await storage().addAgency();
    });

    const anEntry = (overrides: Partial<AuditEntry> = {}): AuditEntry => ({
      agencyId,
      actor: { kind: 'system', id: null, label: 'worker' },
      origin: null,
      action: 'sync.stop',
      target: null,
      outcome: 'done',
      before: null,
      after: null,
      ...overrides,
    });
    const record = async (...entries: readonly Partial<AuditEntry>[]) => {
      for (const entry of entries) await storage().audit.record(anEntry(entry));
    };
    const list = (filter: Partial<AuditFilter> = {}, page: { limit?: number; after?: string | null } = {}) =>
      storage().auditReader.list(agencyId, { ...EVERYTHING, ...filter }, { limit: 50, after: null, ...page });
    const actions = (entries: readonly RecordedAuditEntry[]) => entries.map(({ action }) => action);
    /** An instant of the storage's clock between what was written before and what is written after. */
    const pause = async (): Promise<Date> => {
      await new Promise((resolve) => setTimeout(resolve, 3));
      const now = storage().now();
      await new Promise((resolve) => setTimeout(resolve, 3));
      return now;
    };

    it('keeps every field, and says when', async () => {
      const memberId = crypto.randomUUID();
      const full = anEntry({
        actor: { kind: 'member', id: memberId, label: 'Ada <ada@agency.example>' },
        origin: { address: '2001:db8::1', userAgent: `Mozilla/5.0 "'; drop table audit_entry` },
        action: 'member.change-role',
        target: { kind: 'member', id: crypto.randomUUID(), label: 'Bo' },
        outcome: 'refused',
        reason: 'forbidden',
        before: { role: 'viewer', clientIds: [] },
        after: { role: 'admin', clientIds: ['a', 'b'], isDisabled: null },
      });
      await record({}, full);
      const [newest, first] = await list();
      expect(newest).toEqual({ ...full, id: expect.any(String) as string, at: expect.any(Date) as Date });
      expect(first).toEqual({
        ...anEntry(),
        reason: null,
        id: expect.any(String) as string,
        at: expect.any(Date) as Date,
      });
      expect(Math.abs(storage().now().getTime() - (newest?.at.getTime() ?? 0))).toBeLessThan(60_000);
    });

    it('is read newest first, a page at a time, every entry once', async () => {
      await record(
        { action: 'a.a' },
        { action: 'b.b' },
        { action: 'c.c' },
        { action: 'd.d' },
        { action: 'e.e' },
      );
      const pages: string[][] = [];
      let after: string | null = null;
      do {
        const page: readonly RecordedAuditEntry[] = await list({}, { limit: 2, after });
        pages.push(actions(page));
        after = page.at(-1)?.id ?? null;
      } while (after !== null);
      expect(pages).toEqual([['e.e', 'd.d'], ['c.c', 'b.b'], ['a.a'], []]);
    });

    it('is counted as far as asked', async () => {
      await record(
        { action: 'a.a' },
        { action: 'b.b' },
        { action: 'a.c' },
        { agencyId: await storage().addAgency() },
      );
      const count = (groups: readonly string[], most: number) =>
        storage().auditReader.countUpTo(agencyId, { ...EVERYTHING, groups }, most);
      expect([await count([], 9), await count(['a'], 9), await count([], 2)]).toEqual([3, 2, 2]);
    });

    it('goes on after no entry of another agency and none that there never was', async () => {
      const stranger = await storage().addAgency();
      await record({ agencyId: stranger }, {});
      const [theirs] = await storage().auditReader.list(stranger, EVERYTHING, { limit: 1, after: null });
      expect(await list({}, { after: theirs?.id ?? null })).toEqual([]);
      expect(await list({}, { after: crypto.randomUUID() })).toEqual([]);
    });

    it('shows what one agency did to nobody else', async () => {
      await record({ agencyId: await storage().addAgency(), action: 'theirs.only' }, { action: 'ours.only' });
      expect(actions(await list())).toEqual(['ours.only']);
    });

    it('is filtered by member, also one of another agency, who did nothing here', async () => {
      const [ada, stranger] = [crypto.randomUUID(), crypto.randomUUID()];
      const by = (id: string) => ({ kind: 'member', id, label: 'somebody' }) as const;
      await record({ actor: by(ada), action: 'client.add' }, { action: 'sync.stop' });
      await record({ actor: by(stranger), agencyId: await storage().addAgency() });
      expect(actions(await list({ memberId: ada }))).toEqual(['client.add']);
      expect(await list({ memberId: stranger })).toEqual([]);
    });

    it('is filtered by the nouns of actions, as whole words', async () => {
      await record({ action: 'member.invite' }, { action: 'member-list.read' }, { action: 'client.add' });
      expect(actions(await list({ groups: ['member'] }))).toEqual(['member.invite']);
      expect(actions(await list({ groups: ['client', 'member'] }))).toEqual(['client.add', 'member.invite']);
      expect(await list({ groups: [`member' or 'a'='a`, '%', 'mem_er'] })).toEqual([]);
    });

    it('is filtered by target, one or every one of its kind', async () => {
      const target = (kind: string, id: string) => ({ kind, id, label: null });
      await record(
        { action: 'a.a', target: target('client', '1') },
        { action: 'b.b', target: target('client', '2') },
        { action: 'c.c', target: target('member', '1') },
      );
      expect(actions(await list({ target: { kind: 'client', id: '1' } }))).toEqual(['a.a']);
      expect(actions(await list({ target: { kind: 'client', id: null } }))).toEqual(['b.b', 'a.a']);
      expect(await list({ target: { kind: `client' --`, id: null } })).toEqual([]);
    });

    it('is filtered by period, its end excluded', async () => {
      await record({ action: 'a.a' });
      const from = await pause();
      await record({ action: 'b.b' });
      const until = await pause();
      await record({ action: 'c.c' });
      expect(actions(await list({ from, until }))).toEqual(['b.b']);
      expect(actions(await list({ from }))).toEqual(['c.c', 'b.b']);
      expect(actions(await list({ until }))).toEqual(['b.b', 'a.a']);
    });
  });
}
