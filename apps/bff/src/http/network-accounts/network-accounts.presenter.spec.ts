import type { NetworkAccount } from '@tributary/domain';
import { aNetworkAccount } from '@tributary/domain/testing';
import { InProcessBff } from '../../testing/in-process-bff';
import { networkAccountView } from './network-accounts.presenter';

const FAILED = {
  kind: 'credentials-rejected',
  message: 'It answered "Invalid key".',
  since: new Date('2026-03-14T08:00:00Z'),
  attempts: 3,
} as const;

const MATCHES = {
  state: 'matches',
  checkedDays: 31,
  differingDays: 0,
  comparedAt: new Date('2026-03-14T10:00:00Z'),
  failure: null,
} as const;

const view = (
  account: Partial<NetworkAccount>,
  health: 'backfilling' | 'fresh' | 'needs-attention' = 'fresh',
) =>
  networkAccountView(
    {
      account: aNetworkAccount(account),
      health,
      recentRuns: [],
      quarantinedRows: 2,
      reconciliation: MATCHES,
      notices: [],
    },
    'Europe/Berlin',
  );

describe('networkAccountView', () => {
  it('holds these fields and no other', () => {
    expect(Object.keys(view({})).toSorted()).toEqual([
      'backfillFrom',
      'clientId',
      'credentialHints',
      'failure',
      'health',
      'id',
      'isPaused',
      'label',
      'lastGoodSyncAt',
      'network',
      'nextSyncAt',
      'notices',
      'outageSince',
      'quarantinedRows',
      'readUntil',
      'recentRuns',
      'reconciliation',
    ]);
  });

  it("tells the first day in the agency's zone", () => {
    expect(view({ backfillFrom: new Date('2025-12-31T23:00:00Z') }).backfillFrom).toBe('2026-01-01');
  });

  it('tells how far it has read only while it reads the past', () => {
    const history = { checkpoint: new Date('2026-02-01T00:00:00Z'), lastWarmAt: null, lastColdAt: null };
    expect(view({ history }, 'backfilling').readUntil).toBe('2026-02-01T00:00:00.000Z');
    expect(view({ history }, 'fresh').readUntil).toBeNull();
    expect(view({}, 'backfilling').readUntil).toBeNull();
  });

  it('tells why it fails and since when', () => {
    expect(view({ lastFailure: FAILED }, 'needs-attention').failure).toEqual({
      ...FAILED,
      since: '2026-03-14T08:00:00.000Z',
    });
    expect(view({}).failure).toBeNull();
  });
});

describe('what a person should know', () => {
  it('is told with its instants as text', () => {
    const since = new Date('2026-03-14T08:00:00Z');
    const notice = { kind: 'network-outage', since, message: 'Down.', nextStep: 'Nothing to do.' } as const;
    const state = { health: 'late', recentRuns: [], quarantinedRows: 0, notices: [notice] } as const;
    const account = aNetworkAccount({ outageSince: since });
    const reconciliation = MATCHES;
    expect(networkAccountView({ account, reconciliation, ...state }, 'UTC')).toMatchObject({
      outageSince: '2026-03-14T08:00:00.000Z',
      notices: [{ ...notice, since: '2026-03-14T08:00:00.000Z' }],
    });
  });
});

describe('a connected account', () => {
  let bff: InProcessBff;

  beforeAll(async () => {
    bff = await InProcessBff.start();
  });

  afterAll(async () => {
    await bff.close();
  });

  it('never shows a credential again, in no answer', async () => {
    const { token } = await bff.signIn('owner');
    const credentials = { apiKey: 'API-MARKEDSECRET' };
    const body = { network: 'clickbank', credentials, label: 'northbank', backfillFrom: '2026-01-01' };
    const tested = await bff.call('POST', 'network-accounts/test', {
      token,
      body: { network: 'clickbank', credentials },
    });
    const connected = await bff.call('POST', 'network-accounts', { token, body });
    const { id } = (await connected.clone().json()) as { id: string };
    const answers = [
      tested,
      connected,
      await bff.call('POST', 'network-accounts', { token, body }),
      await bff.call('PUT', `network-accounts/${id}/credentials`, { token, body: { credentials } }),
      await bff.call('PATCH', `network-accounts/${id}`, { token, body: { isPaused: true } }),
      await bff.call('GET', 'network-accounts', { token }),
      await bff.call('GET', `network-accounts/${id}`, { token }),
      await bff.call('GET', 'dashboard', { token }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 201, 409, 200, 200, 200, 200, 200]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(texts.join()).not.toContain('MARKEDSECRET');
    expect(texts[6]).toContain('"credentialHints":{"apiKey":"CRET"}');
  });

  it('does not exist for another agency', async () => {
    const id = await bff.connect({ label: 'ours' });
    const { token } = await bff.signInElsewhere('owner');
    const answers = [
      await bff.call('GET', `network-accounts/${id}`, { token }),
      await bff.call('GET', `network-accounts/${id}/runs`, { token }),
      await bff.call('POST', `network-accounts/${id}/sync`, { token }),
      await bff.call('PATCH', `network-accounts/${id}`, { token, body: { isPaused: true } }),
      await bff.call('PUT', `network-accounts/${id}/credentials`, {
        token,
        body: { credentials: { apiKey: 'API-OTHER' } },
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(await (await bff.call('GET', 'network-accounts', { token })).json()).toEqual([]);
  });

  it('tells how it stands beside the network’s own totals', () => {
    expect(view({}).reconciliation).toEqual({ ...MATCHES, comparedAt: '2026-03-14T10:00:00.000Z' });
  });
});
