import type { ClientView, NetworkAccountView } from '@tributary/api-contract';
import { AGENCY, InProcessBff } from '../../testing/in-process-bff';

const UNKNOWN = '0198c0de-0000-4000-8000-00000000ffff';

describe('clients', () => {
  let bff: InProcessBff;
  let token: string;
  let elsewhere: string;
  beforeAll(async () => {
    bff = await InProcessBff.start();
    token = (await bff.signIn('admin')).token;
    elsewhere = (await bff.signInElsewhere('owner')).token;
  });
  afterAll(() => bff.close());

  const call = (method: string, path: string, body?: unknown, by = token) =>
    bff.call(method, path, { token: by, ...(body !== undefined && { body }) });
  const create = async (name: string, by = token) => {
    const answer = await call('POST', 'clients', { name }, by);
    expect(answer.status).toBe(201);
    return (await answer.json()) as ClientView;
  };
  const list = async (by = token) =>
    (await (await call('GET', 'clients', undefined, by)).json()) as ClientView[];
  const account = async (id: string) =>
    (await (await call('GET', `network-accounts/${id}`)).json()) as NetworkAccountView;

  it('are added, renamed, listed with what belongs to them, and removed', async () => {
    const { id, ...rest } = await create(' Acme ');
    expect(rest).toEqual({ name: 'Acme', accounts: 0, logins: [] });
    const accountId = await bff.connect();
    expect((await call('PATCH', `network-accounts/${accountId}`, { clientId: id })).status).toBe(200);
    await bff.signIn('client', AGENCY, { name: 'Cleo', clientIds: [id] });
    expect(await (await call('PATCH', `clients/${id}`, { name: 'Acme Ltd' })).json()).toMatchObject({
      ...{ id, name: 'Acme Ltd', accounts: 1, logins: [{ name: 'Cleo' }] },
    });
    expect((await account(accountId)).clientId).toBe(id);
    expect((await call('DELETE', `clients/${id}`)).status).toBe(204);
    expect((await list()).map((client) => client.id)).not.toContain(id);
    expect((await account(accountId)).clientId).toBeNull();
  });

  it('refuse a name that is taken, in any case, and fields that are none of theirs', async () => {
    await create('Beta');
    const twin = await call('POST', 'clients', { name: 'BETA' });
    expect(twin.status).toBe(400);
    expect(await twin.json()).toMatchObject({ errors: [{ field: 'name' }] });
    const smuggled = { name: 'Gamma', agencyId: UNKNOWN, id: UNKNOWN };
    const refused = await call('POST', 'clients', smuggled);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ errors: [{ field: 'agencyId' }, { field: 'id' }] });
  });

  it('of another agency do not exist: their ids answer like unknown ones', async () => {
    const theirs = await create('Acme', elsewhere);
    const accountId = await bff.connect();
    const answers = async (id: string) => [
      await call('PATCH', `clients/${id}`, { name: 'Stolen' }),
      await call('DELETE', `clients/${id}`),
      await call('PATCH', `network-accounts/${accountId}`, { clientId: id }),
    ];
    const [foreign, unknown] = [await answers(theirs.id), await answers(UNKNOWN)];
    expect(foreign.map(({ status }) => status)).toEqual([404, 404, 404]);
    const details = (all: Response[]) =>
      Promise.all(all.map(async (answer) => ((await answer.json()) as { detail: string }).detail));
    expect(await details(foreign)).toEqual(await details(unknown));
    expect((await account(accountId)).clientId).toBeNull();
    expect(await list(elsewhere)).toMatchObject([{ id: theirs.id, name: 'Acme' }]);
  });

  it('group the accounts that are connected for them', async () => {
    const { id } = await create('Delta');
    const body = { network: 'clickbank', credentials: { apiKey: 'API-INVENTED' }, label: 'delta' };
    const connected = await call('POST', 'network-accounts', {
      ...{ ...body, backfillFrom: '2026-11-01', clientId: id },
    });
    expect(connected.status).toBe(201);
    expect(await connected.json()).toMatchObject({ clientId: id });
    const strange = { ...body, backfillFrom: '2026-11-01', clientId: UNKNOWN };
    expect((await call('POST', 'network-accounts', strange)).status).toBe(404);
  });
});
