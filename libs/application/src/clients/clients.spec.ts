import { AGENCY, Office } from '../testing/office';
import { ChangeNetworkAccount } from '../network-accounts/change-network-account';
import { CreateClient } from './create-client';
import { RemoveClient } from './remove-client';
import { RenameClient } from './rename-client';

const ANOTHER = 'another agency';

let office: Office;
beforeEach(async () => {
  office = await Office.open();
});

const create = (name: string, agencyId = AGENCY.id) =>
  new CreateClient(office.clients, office.identifiers).run(agencyId, name);
const rename = (id: string, name: string, agencyId = AGENCY.id) =>
  new RenameClient(office.clients).run(agencyId, id, name);
const remove = (id: string, agencyId = AGENCY.id) => new RemoveClient(office.clients).run(agencyId, id);
const names = async () => (await office.clients.listOf(AGENCY.id)).map(({ name }) => name);
const badName = { code: 'invalid-input', fields: [{ field: 'name' }] };
const notFound = { code: 'not-found' };

describe('clients', () => {
  it('are added and renamed by the name without the spaces around it', async () => {
    const { id } = await create('  Acme ');
    expect(await names()).toEqual(['Acme']);
    await rename(id, ' ACME ');
    expect(await names()).toEqual(['ACME']);
  });

  it.each(['', '   ', 'x'.repeat(81)])('have a name: %j is none', async (name) => {
    const { id } = await create('Acme');
    await expect(create(name)).rejects.toMatchObject(badName);
    await expect(rename(id, name)).rejects.toMatchObject(badName);
    expect(await names()).toEqual(['Acme']);
  });

  it('do not share a name within an agency, in any case', async () => {
    const { id } = await create('Acme');
    await create('Beta');
    await expect(create('ACME')).rejects.toMatchObject(badName);
    await expect(rename(id, 'beta')).rejects.toMatchObject(badName);
    await expect(create('Acme', ANOTHER)).resolves.toBeDefined();
    expect(await names()).toEqual(['Acme', 'Beta']);
  });

  it('of another agency are unknown', async () => {
    const { id } = await create('Acme', ANOTHER);
    await expect(rename(id, 'Stolen')).rejects.toMatchObject(notFound);
    await expect(remove(id)).rejects.toMatchObject(notFound);
    expect(await office.clients.find(ANOTHER, id)).toMatchObject({ name: 'Acme' });
  });
});

describe('the client of an account', () => {
  const change = (accountId: string, clientId: string | null) =>
    new ChangeNetworkAccount(office.accounts, office.clientAccounts).run(AGENCY.id, accountId, { clientId });

  it('is chosen, taken back, and gone with the client', async () => {
    const [client, accountId] = [await create('Acme'), await office.connect()];
    expect(await change(accountId, client.id)).toMatchObject({ clientId: client.id });
    expect(await change(accountId, null)).toMatchObject({ clientId: null });
    await change(accountId, client.id);
    await remove(client.id);
    expect(await office.accounts.find({ agencyId: AGENCY.id, accountId })).toMatchObject({ clientId: null });
  });

  it('is none that the agency does not have: nothing else is changed either', async () => {
    const foreign = await create('Acme', ANOTHER);
    const accountId = await office.connect();
    const changes = new ChangeNetworkAccount(office.accounts, office.clientAccounts);
    const attempt = changes.run(AGENCY.id, accountId, { clientId: foreign.id, isPaused: true });
    await expect(attempt).rejects.toMatchObject({ ...notFound, fields: [{ field: 'clientId' }] });
    const account = await office.accounts.find({ agencyId: AGENCY.id, accountId });
    expect(account).toMatchObject({ clientId: null, isPaused: false });
  });

  it('stays as it is where only the pause is changed, and an empty change is refused', async () => {
    const [client, accountId] = [await create('Acme'), await office.connect()];
    await change(accountId, client.id);
    const changes = new ChangeNetworkAccount(office.accounts, office.clientAccounts);
    expect(await changes.run(AGENCY.id, accountId, { isPaused: true })).toMatchObject({
      ...{ clientId: client.id, isPaused: true },
    });
    await expect(changes.run(AGENCY.id, accountId, {})).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
