import { ClientNameTaken } from '../../client-repository';
import { connected, startedStorage, type StorageHarness } from './storage-harness';

/** An agency's clients, and which accounts belong to them. */
export function describeClientContracts(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name} with clients`, () => {
    const storage = startedStorage(start);
    let agencyId: string;
    beforeEach(async () => {
      agencyId = await storage().addAgency();
    });

    const add = async (clientName: string, owner = agencyId) => {
      const client = { id: crypto.randomUUID(), agencyId: owner, name: clientName };
      await storage().clients.add(client);
      return client;
    };
    const login = (clientIds: readonly string[], memberName = 'Cleo') =>
      storage().addMember(agencyId, { role: 'client', name: memberName, clientIds });

    describe('as a ClientRepository', () => {
      it('lists clients by name with their accounts and logins, of their agency only', async () => {
        const late = await add('beta');
        const early = await add('Acme');
        await connected(storage(), { agencyId, clientId: early.id });
        await connected(storage(), { agencyId, clientId: early.id });
        await connected(storage(), { agencyId });
        const [zoe, ann] = [await login([early.id, late.id], 'Zoe'), await login([early.id], 'Ann')];
        await add('Acme', await storage().addAgency());
        expect(await storage().clients.listOf(agencyId)).toEqual([
          {
            ...{ id: early.id, name: 'Acme', accounts: 2 },
            logins: [
              { id: ann, name: 'Ann' },
              { id: zoe, name: 'Zoe' },
            ],
          },
          { id: late.id, name: 'beta', accounts: 0, logins: [{ id: zoe, name: 'Zoe' }] },
        ]);
      });

      it('knows no client of another agency', async () => {
        const client = await add('Acme');
        const other = await storage().addAgency();
        expect(await storage().clients.find(agencyId, client.id)).toEqual(client);
        expect(await storage().clients.find(other, client.id)).toBeNull();
        expect(await storage().clients.rename({ ...client, agencyId: other, name: 'Stolen' })).toBe(false);
        expect(await storage().clients.remove(other, client.id)).toBe(false);
        expect(await storage().clients.find(agencyId, client.id)).toEqual(client);
        expect(await storage().clients.listOf(other)).toEqual([]);
      });

      it('takes a name once, in any case', async () => {
        const [acme, beta] = [await add('Acme'), await add('Beta')];
        await expect(add('ACME')).rejects.toBeInstanceOf(ClientNameTaken);
        await expect(storage().clients.rename({ ...beta, name: 'acme' })).rejects.toBeInstanceOf(
          ClientNameTaken,
        );
        expect(await storage().clients.rename({ ...acme, name: 'ACME' })).toBe(true);
        const names = (await storage().clients.listOf(agencyId)).map((client) => client.name);
        expect(names).toEqual(['ACME', 'Beta']);
      });

      it('leaves the accounts of a client that goes to the agency, and its logins without it', async () => {
        const [gone, kept] = [await add('Gone'), await add('Kept')];
        const account = await connected(storage(), { agencyId, clientId: gone.id });
        const sibling = await connected(storage(), { agencyId, clientId: kept.id });
        const id = await login([gone.id, kept.id]);
        expect(await storage().clients.remove(agencyId, gone.id)).toBe(true);
        expect(await storage().clients.remove(agencyId, gone.id)).toBe(false);
        expect(await storage().accounts.find(account)).toMatchObject({ clientId: null });
        expect(await storage().accounts.find(sibling)).toMatchObject({ clientId: kept.id });
        expect(await storage().clients.listOf(agencyId)).toEqual([
          { id: kept.id, name: 'Kept', accounts: 1, logins: [{ id, name: 'Cleo' }] },
        ]);
      });
    });

    describe('as ClientAccounts', () => {
      it('tells which accounts belong to clients now', async () => {
        const [acme, beta] = [await add('Acme'), await add('Beta')];
        const one = await connected(storage(), { agencyId, clientId: acme.id });
        const two = await connected(storage(), { agencyId });
        await connected(storage(), { agencyId });
        const of = async (...clientIds: readonly string[]) =>
          (await storage().clientAccounts.accountsOf(agencyId, clientIds)).toSorted();
        expect(await storage().clientAccounts.assign(two, beta.id)).toBe(true);
        expect(await of(acme.id)).toEqual([one.accountId]);
        expect(await of(acme.id, beta.id)).toEqual([one.accountId, two.accountId].toSorted());
        expect(await of()).toEqual([]);
        expect(await storage().clientAccounts.assign(one, null)).toBe(true);
        expect(await of(acme.id)).toEqual([]);
        expect(await storage().clientAccounts.accountsOf(await storage().addAgency(), [beta.id])).toEqual([]);
      });

      it('assigns no account and no client of another agency', async () => {
        const other = await storage().addAgency();
        const [own, foreign] = [await add('Own'), await add('Foreign', other)];
        const account = await connected(storage(), { agencyId, clientId: own.id });
        const { assign } = bound(storage());
        expect(await assign(account, foreign.id)).toBe(false);
        expect(await assign(account, crypto.randomUUID())).toBe(false);
        expect(await assign({ ...account, agencyId: other }, foreign.id)).toBe(false);
        expect(await assign({ ...account, agencyId: other }, null)).toBe(false);
        expect(await storage().accounts.find(account)).toMatchObject({ clientId: own.id });
      });
    });
  });
}

function bound({ clientAccounts }: StorageHarness) {
  return { assign: clientAccounts.assign.bind(clientAccounts) };
}
