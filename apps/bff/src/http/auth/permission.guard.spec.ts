import { ROLES, type Role } from '@tributary/domain';
import { InProcessBff } from '../../testing/in-process-bff';

const ID = '0198c0de-0000-4000-8000-000000000099';
const IMPORT = '0198c0de-0000-4000-8000-000000000077';
const MEMBER = '0198c0de-0000-4000-8000-000000000055';
const SESSION = '0198c0de-0000-4000-8000-000000000066';
/** They see figures: everybody but the operator of the installation. */
const READERS: readonly Role[] = ['owner', 'admin', 'analyst', 'viewer', 'client'];
/** They see how figures come in. */
const TEAM: readonly Role[] = ['owner', 'admin', 'analyst', 'viewer'];
const SYNCERS: readonly Role[] = ['owner', 'admin', 'analyst'];
const OPERATORS: readonly Role[] = ['platform-admin'];
const MANAGERS: readonly Role[] = ['owner', 'admin'];
/** Each of the agency they are a member of. */
const AUDITORS: readonly Role[] = ['owner', 'admin', 'platform-admin'];

/** Every closed route with the roles it is open to. */
const ROUTES: readonly (readonly [string, string, readonly Role[]])[] = [
  ['GET', 'me', ROLES],
  ['GET', 'me/two-factor', ROLES],
  ['POST', 'me/two-factor/enrol', ROLES],
  ['POST', 'me/two-factor/confirm', ROLES],
  ['POST', 'me/two-factor/recovery-codes', ROLES],
  ['POST', 'me/two-factor/disable', ROLES],
  ['PATCH', 'me', ROLES],
  ['PUT', 'me/password', ROLES],
  ['GET', 'me/sessions', ROLES],
  ['POST', 'me/sessions/revoke-others', ROLES],
  ['DELETE', `me/sessions/${ID}`, ROLES],
  ['GET', 'members', MANAGERS],
  ['PATCH', `members/${ID}`, MANAGERS],
  ['DELETE', `members/${ID}`, MANAGERS],
  ['GET', 'invitations', MANAGERS],
  ['POST', 'invitations', MANAGERS],
  ['POST', `invitations/${ID}/resend`, MANAGERS],
  ['DELETE', `invitations/${ID}`, MANAGERS],
  ['GET', `members/${ID}/sessions`, MANAGERS],
  ['DELETE', `members/${ID}/sessions/${SESSION}`, MANAGERS],
  ['DELETE', `members/${ID}/two-factor`, MANAGERS],
  ['GET', 'agency/two-factor', MANAGERS],
  ['PUT', 'agency/two-factor', MANAGERS],
  ['GET', 'networks', ROLES],
  ['PATCH', 'agency', MANAGERS],
  ['GET', 'audit', AUDITORS],
  ['GET', 'audit/export', AUDITORS],
  ['GET', 'platform/agencies', OPERATORS],
  ['POST', `platform/agencies/${ID}/suspend`, OPERATORS],
  ['POST', `platform/agencies/${ID}/resume`, OPERATORS],
  ['POST', 'platform/agencies', OPERATORS],
  ['POST', `platform/agencies/${ID}/owner-invitation`, OPERATORS],
  ['GET', 'platform/users', OPERATORS],
  ['POST', `platform/agencies/${ID}/members/${MEMBER}/disable`, OPERATORS],
  ['POST', `platform/agencies/${ID}/members/${MEMBER}/enable`, OPERATORS],
  ['POST', `platform/agencies/${ID}/members/${MEMBER}/sign-out`, OPERATORS],
  ['GET', 'platform/networks', OPERATORS],
  ['GET', 'dashboard', READERS],
  ['GET', 'sales', READERS],
  ['GET', 'sales/export', SYNCERS],
  ['GET', `sales/${ID}/order%2F1/history`, READERS],
  ['GET', `sales/${ID}/order%2F1/customer`, TEAM],
  ['GET', `sales/${ID}/order%2F1/customer/email`, MANAGERS],
  ['GET', 'personal-data', MANAGERS],
  ['PUT', 'personal-data', MANAGERS],
  ['POST', 'personal-data/export', MANAGERS],
  ['POST', 'personal-data/erase', MANAGERS],
  ['GET', 'changes', READERS],
  ['GET', 'changes/summary', READERS],
  ['POST', 'changes/looked', READERS],
  ['GET', 'events', TEAM],
  ['GET', 'exchange-rates', READERS],
  ['GET', 'exchange-rates/USD/2026-03-14', READERS],
  ['GET', 'clients', TEAM],
  ['POST', 'clients', MANAGERS],
  ['PATCH', `clients/${ID}`, MANAGERS],
  ['DELETE', `clients/${ID}`, MANAGERS],
  ['GET', 'network-accounts', TEAM],
  ['GET', `network-accounts/${ID}`, TEAM],
  ['GET', `network-accounts/${ID}/runs`, TEAM],
  ['POST', 'network-accounts/sync', SYNCERS],
  ['POST', `network-accounts/${ID}/sync`, SYNCERS],
  ['GET', `network-accounts/${ID}/reconciliation`, TEAM],
  ['POST', `network-accounts/${ID}/rereads`, SYNCERS],
  ['POST', 'network-accounts/test', MANAGERS],
  ['POST', 'network-accounts', MANAGERS],
  ['PUT', `network-accounts/${ID}/credentials`, MANAGERS],
  ['PATCH', `network-accounts/${ID}`, MANAGERS],
  ['GET', `network-accounts/${ID}/notifications`, MANAGERS],
  ['POST', `network-accounts/${ID}/notifications`, MANAGERS],
  ['DELETE', `network-accounts/${ID}/notifications`, MANAGERS],
  ['GET', `network-accounts/${ID}/quarantine`, TEAM],
  ['POST', `network-accounts/${ID}/quarantine/replay`, MANAGERS],
  ['POST', `network-accounts/${ID}/quarantine/dismiss`, MANAGERS],
  ['POST', `network-accounts/${ID}/quarantine/restore`, MANAGERS],
  ['POST', `network-accounts/${ID}/renormalise`, MANAGERS],
  ['GET', `network-accounts/${ID}/imports`, MANAGERS],
  ['POST', `network-accounts/${ID}/imports`, MANAGERS],
  ['GET', `network-accounts/${ID}/imports/${IMPORT}`, MANAGERS],
  ['PUT', `network-accounts/${ID}/imports/${IMPORT}/mapping`, MANAGERS],
  ['POST', `network-accounts/${ID}/imports/${IMPORT}/commit`, MANAGERS],
  ['POST', `network-accounts/${ID}/imports/${IMPORT}/undo`, MANAGERS],
  ['DELETE', `network-accounts/${ID}/imports/${IMPORT}`, MANAGERS],
];

const PUBLIC = [
  'GET auth/methods',
  'POST auth/sign-in',
  'POST auth/second-factor',
  'POST auth/refresh',
  'POST auth/sign-out',
  'POST auth/invitation',
  'POST auth/invitation/accept',
  'POST auth/password-reset',
  'POST auth/password-reset/open',
  'POST auth/password-reset/complete',
  'POST sync/trigger',
];

describe('who may do what', () => {
  let bff: InProcessBff;
  const tokens = new Map<Role, string>();

  beforeAll(async () => {
    bff = await InProcessBff.start();
    for (const role of ROLES) tokens.set(role, (await bff.signIn(role)).token);
  });

  afterAll(async () => {
    await bff.close();
  });

  const statusFor = async (method: string, path: string, token?: string) => {
    const leave = new AbortController();
    const options = { ...(token !== undefined && { token }), signal: leave.signal };
    const { status } = await bff.call(method, path, options);
    leave.abort();
    return status;
  };

  it('is written down here for every route that is not public', async () => {
    const response = await fetch(`${bff.url}/api/openapi.json`);
    const { paths } = (await response.json()) as { paths: Record<string, Record<string, object>> };
    const documented = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((verb) => `${verb.toUpperCase()} ${path.replace('/api/v1/', '')}`),
    );
    const written = ROUTES.map(
      ([method, path]) =>
        `${method} ${path.replace(`${ID}/order%2F1`, '{accountId}/{orderId}').replace(ID, '{id}').replace(IMPORT, '{importId}').replace(SESSION, '{sessionId}').replace(MEMBER, '{memberId}').replace('USD/2026-03-14', '{currency}/{day}')}`,
    );
    expect(documented.toSorted()).toEqual([...written, ...PUBLIC].toSorted());
  });

  it.each(ROUTES)('%s %s is closed to strangers', async (method, path) => {
    expect(await statusFor(method, path)).toBe(401);
  });

  it.each(ROUTES)('%s %s is open to the right roles only', async (method, path, allowed) => {
    const open: Role[] = [];
    for (const role of ROLES) {
      const status = await statusFor(method, path, tokens.get(role));
      expect([200, 202, 400, 403, 404]).toContain(status);
      if (status !== 403) open.push(role);
    }
    expect(open).toEqual(ROLES.filter((role) => allowed.includes(role)));
  });

  it('says what is not allowed and who can change that', async () => {
    const answer = await bff.call('POST', 'network-accounts/sync', { token: tokens.get('viewer') ?? '' });
    expect(await answer.json()).toMatchObject({
      type: 'urn:tributary:problem:forbidden',
      detail: 'Your account cannot start a sync. An admin can change that under Team.',
    });
  });

  it('asks who may before it asks whether the question is well put', async () => {
    const answer = await bff.call('POST', 'network-accounts/test?x=1', { token: tokens.get('viewer') ?? '' });
    expect(answer.status).toBe(403);
  });
});
