import { AGENCY, InProcessBff } from '../../testing/in-process-bff';

describe('reading a period again', () => {
  let bff: InProcessBff;
  let token: string;

  beforeAll(async () => {
    bff = await InProcessBff.start();
    token = (await bff.signIn('analyst')).token;
  });
  afterAll(async () => {
    await bff.close();
  });

  const ask = (id: string, body: object, as = token) =>
    bff.call('POST', `network-accounts/${id}/rereads`, { token: as, body });

  it("is queued for whole days of the agency's zone", async () => {
    const id = await bff.connect();
    const answer = await ask(id, { from: '2026-01-01', until: '2026-01-02' });
    expect([answer.status, await answer.json()]).toEqual([202, { queued: 1 }]);
    const window = { from: new Date('2025-12-31T23:00:00Z'), to: new Date('2026-01-02T23:00:00Z') };
    expect(await bff.rereads.listPending({ agencyId: AGENCY.id, accountId: id })).toMatchObject([
      { window, trigger: 'manual' },
    ]);
    expect(await (await ask(id, { from: '2026-01-05', until: '2026-01-05' })).json()).toEqual({ queued: 0 });
  });

  it.each([
    [{ from: '2026-01-02', until: '2026-01-01' }, 'until'],
    [{ from: '2026-1-2', until: '2026-01-01' }, 'from'],
    [{ from: '2026-01-02' }, 'until'],
    [{ from: '2026-01-01', until: '2999-01-01' }, 'until'],
  ])('refuses %j, naming the field', async (body, field) => {
    const answer = await ask(await bff.connect(), body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { errors: unknown[] }).errors).toMatchObject([{ field }]);
  });

  it('does not exist for another agency, and says what a paused account needs', async () => {
    const id = await bff.connect({ label: 'Main' });
    const days = { from: '2026-01-01', until: '2026-01-02' };
    expect((await ask(id, days, (await bff.signInElsewhere('owner')).token)).status).toBe(404);
    await bff.accounts.setPaused({ agencyId: AGENCY.id, accountId: id }, true);
    const answer = await ask(id, days);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      detail: 'Main is paused. Resume it first, then read the period again.',
    });
  });
});
