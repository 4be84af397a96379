import type { AuditPage } from '@tributary/api-contract';
import type { AuditEntry } from '@tributary/ports';
import { AGENCY, InProcessBff } from '../../testing/in-process-bff';

const ADA = '0198c0de-0000-4000-8000-0000000000ad';
const FOREIGN_MEMBER = '0198c0de-0000-4000-8000-0000000000ff';

describe('reading the audit trail', () => {
  let bff: InProcessBff;
  let token: string;

  const anEntry = (overrides: Partial<AuditEntry> = {}): AuditEntry => ({
    agencyId: AGENCY.id,
    actor: { kind: 'member', id: ADA, label: 'Ada <ada@agency.example>' },
    origin: { address: '198.51.100.7', userAgent: 'Firefox' },
    action: 'client.rename',
    target: { kind: 'client', id: '7', label: 'Acme' },
    outcome: 'done',
    before: { name: 'Acme Ltd' },
    after: { name: 'Acme' },
    ...overrides,
  });

  beforeEach(async () => {
    bff = await InProcessBff.start();
    token = (await bff.signIn('admin')).token;
    bff.audit.clear();
  });
  afterEach(() => bff.close());

  const list = async (query = '') => {
    const answer = await bff.call('GET', `audit?${query}`, { token });
    return { status: answer.status, page: (await answer.json()) as AuditPage };
  };
  const download = (query = '') => bff.call('GET', `audit/export?${query}`, { token });

  it('tells everything of an entry', async () => {
    bff.clock.set('2026-11-14T09:00:00Z');
    await bff.audit.record(anEntry());
    const { page } = await list();
    expect(page).toEqual({
      items: [
        {
          id: expect.any(String) as string,
          at: '2026-11-14T09:00:00.000Z',
          actor: { kind: 'member', id: ADA, label: 'Ada <ada@agency.example>' },
          address: '198.51.100.7',
          userAgent: 'Firefox',
          action: 'client.rename',
          target: { kind: 'client', id: '7', label: 'Acme' },
          outcome: 'done',
          reason: null,
          before: { name: 'Acme Ltd' },
          after: { name: 'Acme' },
        },
      ],
      nextCursor: null,
    });
  });

  it('goes page after page', async () => {
    for (const action of ['a.a', 'b.b', 'c.c']) await bff.audit.record(anEntry({ action }));
    const first = await list('limit=2');
    const second = await list(`limit=2&cursor=${first.page.nextCursor ?? ''}`);
    const actions = [first, second].map(({ page }) => page.items.map(({ action }) => action));
    expect(actions).toEqual([['c.c', 'b.b'], ['a.a']]);
    expect(second.page.nextCursor).toBeNull();
  });

  it('is filtered by member, group, target and days of the zone of the agency', async () => {
    bff.clock.set('2026-11-13T22:59:59Z');
    await bff.audit.record(anEntry({ action: 'member.invite', target: null }));
    bff.clock.set('2026-11-13T23:00:00Z');
    await bff.audit.record(anEntry({ actor: { kind: 'system', id: null, label: 'worker' } }));
    const actions = async (query: string) => (await list(query)).page.items.map(({ action }) => action);
    expect(await actions(`member=${ADA}`)).toEqual(['member.invite']);
    expect(await actions('group=member&group=agency')).toEqual(['member.invite']);
    expect(await actions('targetKind=client&target=7')).toEqual(['client.rename']);
    expect(await actions('from=2026-11-14')).toEqual(['client.rename']);
    expect(await actions('to=2026-11-13')).toEqual(['member.invite']);
  });

  it("shows nothing of another agency, and of its members' ids as little as of nobody's", async () => {
    const actor = { kind: 'member', id: FOREIGN_MEMBER, label: 'Eve' } as const;
    const theirs = '0198c0de-0000-4000-8000-00000000bbbb';
    await bff.audit.record(anEntry({ agencyId: theirs, actor }));
    expect((await list()).page.items).toEqual([]);
    expect((await list(`member=${FOREIGN_MEMBER}`)).page).toEqual({ items: [], nextCursor: null });
    const [entry] = bff.audit.recorded.filter(({ agencyId }) => agencyId === theirs);
    await bff.audit.record(anEntry());
    expect((await list(`cursor=${entry?.id ?? ''}`)).page.items).toEqual([]);
    expect(await (await download(`member=${FOREIGN_MEMBER}`)).text()).not.toContain('Eve');
  });

  it.each([
    `member=1' or '1'='1`,
    'member=1',
    `group=client' --`,
    'group=%25',
    `from=2026-11-14' or true --`,
    'from=1969-13-99',
    'cursor=1;drop table audit_entry',
    'limit=1000000000',
    'limit=0',
    'agency=0198c0de-0000-4000-8000-00000000bbbb',
    `targetKind=${'x'.repeat(41)}`,
    Array.from({ length: 101 }, () => 'group=client').join('&'),
  ])('refuses %s', async (query) => {
    expect((await list(encodeURI(query))).status).toBe(400);
  });

  describe('as a file', () => {
    it('is a download of its own type that nobody keeps a copy of', async () => {
      const { status, headers } = await download();
      expect(status).toBe(200);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="audit-Northbank-Media.csv"',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
    });

    it('holds exactly what is filtered, with times of the zone of the agency', async () => {
      bff.clock.set('2026-11-14T09:00:00Z');
      await bff.audit.record(anEntry({ action: 'member.invite' }));
      await bff.audit.record(anEntry());
      const answer = await download('group=client');
      // (`text()` would take the byte order mark off.)
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
      const [head = '', ...rows] = text.split('\r\n');
      expect(head).toMatch(/^\uFEFFTime \(Europe\/Berlin\),Who,Kind,Member ID,Action,Outcome,Reason,/);
      expect(rows).toEqual([
        [
          '2026-11-14T10:00:00+01:00',
          ...['Ada <ada@agency.example>', 'member', ADA, 'client.rename', 'done', '', 'client', 'Acme', '7'],
          ...['"{""name"":""Acme Ltd""}"', '"{""name"":""Acme""}"', '198.51.100.7', 'Firefox'],
        ].join(','),
        '',
      ]);
    });

    it('runs nothing in a spreadsheet, whatever a name, a label or a browser says', async () => {
      await bff.audit.record(
        anEntry({
          actor: { kind: 'member', id: ADA, label: `=HYPERLINK("https://evil.example","x") <a@b.example>` },
          origin: { address: '198.51.100.7', userAgent: `@SUM(1+1)*cmd|' /C calc'!A0` },
          target: { kind: 'client', id: '+1+cmd', label: '-2+3' },
        }),
      );
      const [, row = ''] = (await (await download()).text()).split('\r\n');
      expect(row).toContain(`"'=HYPERLINK(""https://evil.example"",""x"") <a@b.example>"`);
      expect(row).toContain(`'@SUM(1+1)*cmd|' /C calc'!A0`);
      expect(row).toContain(`,'-2+3,'+1+cmd,`);
    });

    it('is itself an entry, with what was filtered', async () => {
      await download(`group=client&from=2026-11-01&member=${ADA}`);
      expect(bff.audit.entries.at(-1)).toMatchObject({
        action: 'audit.export',
        outcome: 'done',
        after: { group: 'client', from: '2026-11-01', member: ADA },
      });
    });

    it('is not given when its entry cannot be written', async () => {
      await bff.audit.record(anEntry());
      bff.audit.isBroken = true;
      const answer = await download();
      expect(answer.status).toBe(500);
      expect(await answer.text()).not.toContain('Acme');
    });
  });
});
