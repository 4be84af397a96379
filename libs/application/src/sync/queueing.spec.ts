import { AGENCY, Office } from '../testing/office';
import { EnqueueDueAccounts } from './enqueue-due-accounts';
import { RequestSync } from './request-sync';

let office: Office;
beforeEach(async () => {
  office = await Office.open();
});

describe('EnqueueDueAccounts', () => {
  const enqueue = (batch?: number) =>
    new EnqueueDueAccounts(office.syncAccounts, office.queue, batch).run('schedule');

  it('queues what is due, longest waiting first, and not what is paused or not due', async () => {
    const late = await office.connect({ nextDueAt: new Date('2026-03-14T11:00:00Z') });
    const later = await office.connect({ nextDueAt: new Date('2026-03-14T10:00:00Z') });
    await office.connect({ nextDueAt: new Date('2026-03-14T12:00:01Z') });
    const paused = await office.connect();
    await office.accounts.setPaused({ agencyId: AGENCY.id, accountId: paused }, true);
    expect(await enqueue()).toBe(2);
    expect(office.queue.requests).toEqual(
      [later, late].map((accountId) => ({ agencyId: AGENCY.id, accountId, trigger: 'schedule' })),
    );
  });

  it('queues nothing twice', async () => {
    await office.connect();
    expect(await enqueue()).toBe(1);
    expect(await enqueue()).toBe(0);
    expect(office.queue.requests).toHaveLength(1);
  });

  it('queues all that is due in parts, and lets agencies take turns whatever their part and size', async () => {
    const at = (second: number) => ({ nextDueAt: new Date(Date.UTC(2026, 2, 14, 10, 0, second)) });
    const big: string[] = [];
    for (const second of [0, 1, 2, 3, 4]) big.push(await office.connect(at(second)));
    const small = await office.connect({ agencyId: 'another', ...at(5) });
    expect(await enqueue(2)).toBe(6);
    const [first, ...others] = big;
    expect(office.queue.requests.map(({ accountId }) => accountId)).toEqual([first, small, ...others]);
  });
});

describe('RequestSync', () => {
  const request = (accountId: string | null, agencyId = AGENCY.id) =>
    new RequestSync(office.accounts, office.queue).run(agencyId, accountId);
  const pause = (accountId: string) => office.accounts.setPaused({ agencyId: AGENCY.id, accountId }, true);

  it('queues one account, once', async () => {
    const accountId = await office.connect();
    await office.connect();
    expect(await request(accountId)).toBe(1);
    expect(office.queue.requests).toEqual([{ agencyId: AGENCY.id, accountId, trigger: 'manual' }]);
    expect(await request(accountId)).toBe(0);
  });

  it('queues all accounts of the agency but the paused ones', async () => {
    const active = [await office.connect(), await office.connect()];
    await pause(await office.connect());
    await office.connect({ agencyId: 'another' });
    expect(await request(null)).toBe(2);
    expect(office.queue.requests.map(({ accountId }) => accountId).sort()).toEqual(active.sort());
  });

  it('says no to a paused account, an unknown one and one of another agency', async () => {
    const accountId = await office.connect({ label: 'Main' });
    await expect(request('unknown')).rejects.toMatchObject({ code: 'not-found' });
    await expect(request(accountId, 'another')).rejects.toMatchObject({ code: 'not-found' });
    await pause(accountId);
    const refused = request(accountId);
    await expect(refused).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(refused).rejects.toThrow('Main is paused');
    expect(office.queue.requests).toEqual([]);
  });
});
