import { networkOutages } from './network-outages';

const account = (network: string, outageSince: string | null, nextSyncAt: string | null = null) => ({
  ...{ network, outageSince, nextSyncAt },
  health: 'late' as const,
});

describe('networkOutages', () => {
  it('folds the waiting accounts of a network into one entry', () => {
    expect(
      networkOutages([
        account('jvzoo', '2026-11-20T13:20:00.000Z', '2026-11-20T13:40:00.000Z'),
        account('digistore24', '2026-11-20T13:10:00.000Z', '2026-11-20T13:27:00.000Z'),
        account('digistore24', '2026-11-20T13:10:00.000Z', '2026-11-20T13:25:00.000Z'),
        account('digistore24', null, '2026-11-20T13:11:00.000Z'),
      ]),
    ).toEqual([
      {
        network: 'digistore24',
        since: '2026-11-20T13:10:00.000Z',
        waiting: 2,
        nextTryAt: '2026-11-20T13:25:00.000Z',
      },
      {
        network: 'jvzoo',
        since: '2026-11-20T13:20:00.000Z',
        waiting: 1,
        nextTryAt: '2026-11-20T13:40:00.000Z',
      },
    ]);
  });

  it('leaves out paused accounts, and knows no try of a past moment', () => {
    expect(networkOutages([{ ...account('jvzoo', '2026-11-20T13:20:00.000Z'), health: 'paused' }])).toEqual(
      [],
    );
    expect(networkOutages([account('jvzoo', '2026-11-20T13:20:00.000Z')])[0]?.nextTryAt).toBeNull();
  });
});
