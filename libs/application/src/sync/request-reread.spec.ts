import { InMemoryRereadRequestRepository } from '@tributary/ports/testing';
import { AGENCY, Office } from '../testing/office';
import { RequestReread } from './request-reread';

const MEMBER = '0198c0de-0000-7000-8000-00000000cccc';

describe('RequestReread', () => {
  let office: Office;
  let rereads: InMemoryRereadRequestRepository;
  let accountId: string;
  beforeEach(async () => {
    office = await Office.open();
    rereads = new InMemoryRereadRequestRepository();
    accountId = await office.connect({ label: 'Main' });
  });

  const request = (from: string, until: string, change: { agencyId?: string; accountId?: string } = {}) => {
    const { accounts, queue, clock } = office;
    const agency = { ...AGENCY, id: change.agencyId ?? AGENCY.id };
    const order = { accountId: change.accountId ?? accountId, from, until, requestedBy: MEMBER };
    return new RequestReread({ accounts, rereads, queue, clock }).run(agency, order);
  };
  const pending = () => rereads.listPending({ agencyId: AGENCY.id, accountId });

  it("asks for whole days of the agency's zone, and queues the account for nothing else", async () => {
    expect(await request('2026-03-01', '2026-03-03')).toBe(true);
    expect(await pending()).toMatchObject([
      {
        window: { from: new Date('2026-02-28T23:00:00Z'), to: new Date('2026-03-03T23:00:00Z') },
        trigger: 'manual',
        requestedBy: MEMBER,
      },
    ]);
    expect(office.queue.requests).toEqual([
      { agencyId: AGENCY.id, accountId, trigger: 'manual', rereadsOnly: true },
    ]);
  });

  it('cuts today at the present moment', async () => {
    await request('2026-03-14', '2026-03-14');
    expect((await pending())[0]?.window.to).toEqual(office.clock.now());
  });

  it('keeps the request also when the account is queued already', async () => {
    await office.queue.enqueue({ agencyId: AGENCY.id, accountId, trigger: 'schedule' });
    expect(await request('2026-03-01', '2026-03-03')).toBe(false);
    expect(await pending()).toHaveLength(1);
  });

  it.each([
    ['2026-03-15', '2026-03-16', 'from', 'has not begun'],
    ['2026-03-14', '2026-03-15', 'until', 'has not begun'],
    ['2026-03-10', '2026-03-09', 'until', 'before the first'],
    ['2021-03-13', '2026-03-09', 'from', 'more than five years'],
    ['2026-02-30', '2026-03-09', 'from', 'existing day'],
    ['2026-03-01', 'yesterday', 'until', 'existing day'],
  ])('refuses %s to %s, naming %s', async (from, until, field, words) => {
    const refused = request(from, until);
    await expect(refused).rejects.toMatchObject({ code: 'invalid-input', fields: [{ field }] });
    await expect(refused).rejects.toThrow(words);
    expect([await pending(), office.queue.requests]).toEqual([[], []]);
  });

  it('reaches back five years', async () => {
    expect(await request('2021-03-14', '2021-03-14')).toBe(true);
  });

  it('says no to a paused account, an unknown one and one of another agency', async () => {
    await office.accounts.setPaused({ agencyId: AGENCY.id, accountId }, true);
    await expect(request('2026-03-01', '2026-03-03')).rejects.toThrow('Main is paused. Resume it first');
    for (const change of [{ accountId: 'unknown' }, { agencyId: 'another' }]) {
      await expect(request('2026-03-01', '2026-03-03', change)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect([await pending(), office.queue.requests]).toEqual([[], []]);
  });
});
