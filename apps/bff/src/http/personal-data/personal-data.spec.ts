import type { CustomerView, PersonExport } from '@tributary/api-contract';
import { networkId } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import { InMemorySaleRepository } from '@tributary/ports/testing';
import { AGENCY, InProcessBff } from '../../testing/in-process-bff';

const EMAIL = 'Ada.Canary@example.com';

describe('personal data of customers', () => {
  let bff: InProcessBff;
  let accountId: string;

  beforeEach(async () => {
    bff = await InProcessBff.start();
    accountId = await bff.connect();
    const account = { agencyId: AGENCY.id, accountId, network: networkId('clickbank') };
    await new InMemorySaleRepository(bff.storage).storePage({
      ...{ account, runId: 'run-1', rawPages: [], sales: [aSale({ customerEmail: EMAIL })] },
      ...{ reversals: [], completeLinkKeys: [], neverPaid: [], dailyTotals: [], quarantined: [] },
      ...{ checkpoint: null, completedTier: null },
    });
  });
  afterEach(() => bff.close());

  const customer = (path = '') => `sales/${accountId}/order-1/customer${path}`;
  async function get<T>(path: string, token: string): Promise<T> {
    return (await (await bff.call('GET', path, { token })).json()) as T;
  }

  it('are masked for the team', async () => {
    const { token } = await bff.signIn('viewer');
    expect(await get<CustomerView>(customer(), token)).toEqual({ email: 'A•••@e•••.com', isMasked: true });
  });

  it('are shown in full to an admin, who stands in the trail for it, without the e-mail', async () => {
    const { token } = await bff.signIn('admin');
    expect(await get<CustomerView>(customer('/email'), token)).toEqual({ email: EMAIL, isMasked: false });
    expect(bff.audit.entries.at(-1)).toMatchObject({ action: 'customer.read', target: { id: 'order-1' } });
    expect(JSON.stringify(bff.audit.entries).toLowerCase()).not.toContain('canary');
  });

  it.each(['', '/email'])('are not there for a sale that is not there: customer%s', async (path) => {
    const { token } = await bff.signIn('owner');
    const stranger = await bff.signInElsewhere('owner');
    const unknown = await bff.call('GET', `sales/${accountId}/order-2/customer${path}`, { token });
    const foreign = await bff.call('GET', customer(path), { token: stranger.token });
    expect([unknown.status, foreign.status]).toEqual([404, 404]);
  });

  it('are exported and erased by person, and the trail does not say whom', async () => {
    const { token } = await bff.signIn('owner');
    const body = { email: EMAIL.toLowerCase() };
    const exported = await bff.call('POST', 'personal-data/export', { token, body });
    expect(((await exported.json()) as PersonExport).sales).toMatchObject([
      { orderId: 'order-1', productName: 'Acme Course' },
    ]);
    const erased = await bff.call('POST', 'personal-data/erase', { token, body });
    expect(await erased.json()).toEqual({ sales: 1 });
    expect(await get<CustomerView>(customer('/email'), token)).toEqual({ email: null, isMasked: false });
    const actions = bff.audit.entries.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['person.export', 'person.erase']));
    expect(JSON.stringify(bff.audit.entries).toLowerCase()).not.toContain('canary');
  });

  it('need an e-mail to be found by', async () => {
    const { token } = await bff.signIn('owner');
    const answer = await bff.call('POST', 'personal-data/erase', { token, body: { email: 'Ada' } });
    expect(await answer.json()).toMatchObject({ status: 400, errors: [{ field: 'email' }] });
  });

  it('are kept as long as the agency says', async () => {
    const { token } = await bff.signIn('owner');
    expect(await get('personal-data', token)).toEqual({ keepMonths: null });
    for (const keepMonths of [26, null]) {
      const answer = await bff.call('PUT', 'personal-data', { token, body: { keepMonths } });
      expect(await answer.json()).toEqual({ keepMonths });
      expect(await get('personal-data', token)).toEqual({ keepMonths });
    }
    for (const keepMonths of [0, 241, 1.5, '26']) {
      const answer = await bff.call('PUT', 'personal-data', { token, body: { keepMonths } });
      expect(answer.status).toBe(400);
    }
  });
});
