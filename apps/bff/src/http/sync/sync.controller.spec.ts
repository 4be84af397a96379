import { InProcessBff, TRIGGER_SECRET } from '../../testing/in-process-bff';
import { SyncTriggerSecret, TRIGGER_HEADER } from './sync.controller';

describe('the external trigger', () => {
  let bff: InProcessBff;

  beforeAll(async () => {
    bff = await InProcessBff.start();
    await bff.connect();
  });

  afterAll(async () => {
    await bff.close();
  });

  const trigger = (headers: Readonly<Record<string, string>>) =>
    bff.call('POST', 'sync/trigger', { headers });

  it.each([
    ['no secret', {}],
    ['an empty secret', { [TRIGGER_HEADER]: '' }],
    ['a wrong secret', { [TRIGGER_HEADER]: 'x'.repeat(TRIGGER_SECRET.length) }],
    ['the beginning of the secret', { [TRIGGER_HEADER]: TRIGGER_SECRET.slice(0, -1) }],
    ['the secret as a bearer token', { authorization: `Bearer ${TRIGGER_SECRET}` }],
  ])('refuses %s and queues nothing', async (_, headers) => {
    const answer = await trigger(headers);
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain(TRIGGER_SECRET);
    expect(bff.queue.requests).toEqual([]);
  });

  it('queues what is due for the right secret, once', async () => {
    const first = await trigger({ [TRIGGER_HEADER]: TRIGGER_SECRET });
    const second = await trigger({ [TRIGGER_HEADER]: TRIGGER_SECRET });
    expect([first.status, await first.json(), await second.json()]).toEqual([
      202,
      { queued: 1 },
      { queued: 0 },
    ]);
    expect(bff.queue.requests).toEqual([expect.objectContaining({ trigger: 'external' })]);
  });

  it('is closed when no secret is configured', () => {
    expect(new SyncTriggerSecret(null).matches('')).toBe(false);
    expect(new SyncTriggerSecret(null).matches('null')).toBe(false);
    expect(new SyncTriggerSecret(TRIGGER_SECRET).matches(TRIGGER_SECRET)).toBe(true);
  });
});
