import type { ImportedReversal, ImportedSale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import { ImportNotInState, type ImportKey, type NewImport } from '../../import-repository';
import type { ImportBatch, ImportRun } from '../../imported-sale-repository';
import type { SalePage, SaleView } from '../../sale-repository';
import {
  connected,
  startedStorage,
  type ConnectedAccount,
  type StorageHarness,
  storeNew,
} from './storage-harness';

const WINDOW = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-20T00:00:00Z') };
const EVERYTHING = {
  ...{
    from: null,
    until: null,
    networks: [],
    accounts: 'all' as const,
    statuses: [],
    search: null,
    asOf: null,
  },
};

export const aNewImport: NewImport = {
  fileName: 'sales.csv',
  size: 9,
  hash: 'ab'.repeat(32),
  form: { encoding: 'utf-8', delimiter: ';' },
  headers: ['Order', 'Date'],
  mapping: {
    fields: { orderId: { kind: 'column', column: 0 } },
    dateFormat: null,
    timeZone: 'UTC',
    decimalSign: 'point',
    statusWords: { paid: 'completed' },
    refundRows: 'same-row',
    refundTakes: 'all',
  },
  createdBy: 'Ada',
};

export function anImportedSale(change: Partial<ImportedSale> = {}): ImportedSale {
  const id = change.externalOrderId ?? 'order-1';
  return {
    ...aSale({ externalOrderId: id, linkKey: id }),
    orderNumber: null,
    isRebill: null,
    saleDateUntil: null,
    ...change,
  };
}

export function anImportedReversal(change: Partial<ImportedReversal> = {}): ImportedReversal {
  return { ...aReversal(), reversedUntil: null, ...change };
}

/** What every storage must do with files and their rows. */
export function describeImportContracts(name: string, start: () => Promise<StorageHarness>): void {
  describe(`${name}: imports`, () => {
    describeImports(startedStorage(start));
  });
}

function describeImports(storage: () => StorageHarness): void {
  let account: ConnectedAccount;
  beforeEach(async () => {
    account = await connected(storage());
  });
  const keyOf = (owner = account): ImportKey => ({
    agencyId: owner.agencyId,
    accountId: owner.accountId,
    importId: crypto.randomUUID(),
  });
  const added = async (change: Partial<NewImport> = {}) => {
    const key = keyOf();
    await storage().imports.add(key, { ...aNewImport, ...change });
    return key;
  };
  const pieces = async function* (...texts: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const text of texts) yield await Promise.resolve(new TextEncoder().encode(text));
  };

  describe('as an ImportRepository', () => {
    it('keeps what was added, and no agency sees another’s', async () => {
      const key = await added();
      expect(await storage().imports.find(key)).toEqual({
        ...aNewImport,
        ...{ id: key.importId, accountId: account.accountId, state: 'draft', preview: null },
        createdAt: expect.any(Date) as Date,
        ...{ committedAt: null, runId: null, counts: null, undoneAt: null, undone: null },
      });
      const stranger = await connected(storage());
      expect(await storage().imports.find({ ...key, agencyId: stranger.agencyId })).toBeNull();
      expect(await storage().imports.find({ ...key, accountId: stranger.accountId })).toBeNull();
      expect(await storage().imports.listOf(stranger, 10)).toEqual([]);
    });

    it('lists the newest first', async () => {
      for (const fileName of ['1', '2', '3']) await added({ fileName });
      const list = await storage().imports.listOf(account, 2);
      expect(list.map((one) => one.fileName)).toEqual(['3', '2']);
    });

    it('changes a draft and removes it with its content', async () => {
      const key = await added();
      await storage().importFiles.write({ ...key, network: account.network }, pieces('a'));
      const change = {
        form: { encoding: 'windows-1252', delimiter: ',' },
        headers: ['A'],
        mapping: { ...aNewImport.mapping, dateFormat: 'iso' },
        preview: null,
      } as const;
      await storage().imports.change(key, change);
      expect(await storage().imports.find(key)).toMatchObject(change);
      await storage().imports.remove({ ...key, agencyId: (await connected(storage())).agencyId });
      expect(await storage().imports.find(key)).not.toBeNull();
      await storage().imports.remove(key);
      expect(await storage().imports.find(key)).toBeNull();
      expect(await contentOf(key)).toBe('');
    });
  });

  const contentOf = async (key: ImportKey) => {
    let text = '';
    for await (const piece of storage().importFiles.read({ ...key, network: account.network })) {
      text += new TextDecoder().decode(piece);
    }
    return text;
  };

  describe('as an ImportFileRepository', () => {
    it('gives back what was written, and tells its size and hash', async () => {
      const key = { ...keyOf(), network: account.network };
      expect(await storage().importFiles.write(key, pieces('ab', '', 'c'))).toEqual({
        size: 3,
        hash: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      });
      expect(await contentOf(key)).toBe('abc');
      expect(await contentOf(keyOf())).toBe('');
    });

    it('tells what an agency has of drafts, and nothing of uploads that are under way', async () => {
      const files = async (agencyId = account.agencyId) =>
        (await storage().importFiles.filesOf(agencyId)).map(({ importId, network }) => [importId, network]);
      await storage().importFiles.write({ ...keyOf(), network: account.network }, pieces('under way'));
      expect(await files()).toEqual([]);
      const key = await added();
      await storage().importFiles.write({ ...key, network: account.network }, pieces('a', 'b'));
      expect(await files()).toEqual([[key.importId, account.network]]);
      expect(await files((await connected(storage())).agencyId)).toEqual([]);
      await storage().imports.remove(key);
      expect(await files()).toEqual([]);
    });

    it('keeps nothing of a file that broke off', async () => {
      const key = { ...keyOf(), network: account.network };
      const broken = async function* () {
        yield* pieces('x'.repeat(3_000_000));
        throw new Error('the line is dead');
      };
      await expect(storage().importFiles.write(key, broken())).rejects.toThrow('the line is dead');
      expect(await contentOf(key)).toBe('');
    });
  });

  describe('as an ImportedSaleRepository', () => {
    const begun = async (key: ImportKey): Promise<ImportRun> => ({
      ...key,
      network: account.network,
      runId: await storage().runs.begin(account, { trigger: 'import', tier: 'import', window: WINDOW }),
    });
    const batches = async function* (...all: readonly Partial<ImportBatch>[]): AsyncGenerator<ImportBatch> {
      for (const one of all) yield await Promise.resolve({ sales: [], reversals: [], ...one });
    };
    const committed = async (...all: readonly Partial<ImportBatch>[]) => {
      const run = await begun(await added());
      const counts = await storage().importedSales.commit(run, batches(...all));
      return { run, counts };
    };
    const undone = async (run: ImportRun) => storage().importedSales.undo(await begun(run));
    const told = (page: Partial<SalePage>) => storeNew(storage(), account, page);
    const views = () => storage().sales.listSales(account.agencyId, EVERYTHING, { limit: 100, after: null });
    const facts = (list: readonly SaleView[]) =>
      list.map((one) => `${one.id.externalOrderId} ${one.status} ${one.commission ?? '?'}`).toSorted();

    it('stores all batches under the run and marks the import committed', async () => {
      const { run, counts } = await committed(
        { sales: [anImportedSale(), anImportedSale({ externalOrderId: 'order-2' })] },
        { sales: [anImportedSale({ externalOrderId: 'order-3' })], reversals: [anImportedReversal()] },
      );
      expect(counts).toEqual({ created: 4, changed: 0, unchanged: 0 });
      expect(facts(await views())).toEqual([
        'order-1 refunded 40.0000',
        'order-2 completed 40.0000',
        'order-3 completed 40.0000',
      ]);
      expect(await storage().imports.find(run)).toMatchObject({
        state: 'committed',
        runId: run.runId,
        counts,
      });
      const [newest] = await storage().runs.listRuns(account.agencyId, { accountId: null, limit: 1 });
      expect(newest).toMatchObject({ id: run.runId, created: 4 });
    });

    it('drops the content with the commit', async () => {
      const key = await added();
      await storage().importFiles.write({ ...key, network: account.network }, pieces('a'));
      await storage().importedSales.commit(await begun(key), batches());
      expect(await contentOf(key)).toBe('');
    });

    it('stores nothing when it breaks in the middle', async () => {
      const run = await begun(await added());
      const broken = async function* () {
        yield* batches({ sales: [anImportedSale()] });
        throw new Error('line 7 is wrong');
      };
      await expect(storage().importedSales.commit(run, broken())).rejects.toThrow('line 7 is wrong');
      expect(await views()).toEqual([]);
      expect(await storage().imports.find(run)).toMatchObject({ state: 'draft', runId: null });
    });

    it('commits an import once, and undoes it once', async () => {
      const { run } = await committed({ sales: [anImportedSale()] });
      await expect(storage().importedSales.commit(run, batches())).rejects.toThrow(ImportNotInState);
      await undone(run);
      await expect(undone(run)).rejects.toThrow(ImportNotInState);
      const draft = await begun(await added());
      await expect(storage().importedSales.undo(draft)).rejects.toThrow(ImportNotInState);
    });

    it('tells what is stored of given keys', async () => {
      await told({ sales: [aSale({ customerEmail: null })], reversals: [aReversal()] });
      const { sales, reversals } = await storage().importedSales.storedOf(account, {
        sales: ['order-1', 'order-9'],
        reversals: ['order-1:refund'],
      });
      const exact = { amount: '100.0000', commission: '40.0000' };
      expect([...sales]).toEqual([['order-1', { ...aSale(), ...exact }]]);
      expect(reversals.get('order-1:refund')).toMatchObject({ ...aReversal(), ...exact });
      const stranger = await connected(storage());
      expect(
        (await storage().importedSales.storedOf(stranger, { sales: ['order-1'], reversals: [] })).sales.size,
      ).toBe(0);
    });

    it('replaces what it tells and keeps what it does not tell', async () => {
      await told({ sales: [aSale({ productName: 'Known', commission: '40' })] });
      const { counts } = await committed({
        sales: [anImportedSale({ productName: null, amount: null, commission: '41' })],
      });
      expect(counts).toEqual({ created: 0, changed: 1, unchanged: 0 });
      expect(await views()).toMatchObject([
        { productName: 'Known', amount: '100.0000', commission: '41.0000' },
      ]);
    });

    it('changes nothing where the same is stored', async () => {
      await told({ sales: [aSale()], reversals: [aReversal()] });
      const { run, counts } = await committed({
        sales: [anImportedSale()],
        reversals: [anImportedReversal()],
      });
      expect(counts).toEqual({ created: 0, changed: 0, unchanged: 2 });
      expect(await undone(run)).toEqual({ removed: 0, restored: 0, kept: 0, keptOrders: [] });
      expect(facts(await views())).toEqual(['order-1 refunded 40.0000']);
    });

    it('undoes: what it created is gone, what it changed is what it was', async () => {
      await told({ sales: [aSale({ commission: '40', productName: 'Known' })] });
      const { run } = await committed({
        sales: [
          anImportedSale({ commission: '41', productName: 'Told' }),
          anImportedSale({ externalOrderId: 'order-2' }),
        ],
        reversals: [anImportedReversal()],
      });
      expect(facts(await views())).toEqual(['order-1 refunded 41.0000', 'order-2 completed 40.0000']);
      expect(await undone(run)).toEqual({ removed: 2, restored: 1, kept: 0, keptOrders: [] });
      expect(await views()).toMatchObject([
        { status: 'completed', commission: '40.0000', productName: 'Known', reversals: [] },
      ]);
      const found = await storage().imports.find(run);
      expect(found).toMatchObject({ state: 'undone', undone: { removed: 2, restored: 1 } });
    });

    it('undoes nothing that the network changed since, and says which', async () => {
      await told({ sales: [aSale({ externalOrderId: 'old', linkKey: 'old' })] });
      const { run } = await committed({
        sales: [
          anImportedSale({ externalOrderId: 'old', commission: '41' }),
          anImportedSale({ externalOrderId: 'new', orderNumber: 'N-7' }),
          anImportedSale({ externalOrderId: 'refunded later', orderNumber: 'N-8' }),
          anImportedSale({ externalOrderId: 'untouched' }),
        ],
      });
      await told({
        sales: [
          aSale({ externalOrderId: 'old', linkKey: 'old', commission: '42' }),
          aSale({ externalOrderId: 'new', linkKey: 'new', orderNumber: 'N-7', commission: '7' }),
        ],
        reversals: [aReversal({ linkKey: 'refunded later', externalReversalId: 'later' })],
      });
      const result = await undone(run);
      expect(result).toMatchObject({ removed: 1, restored: 0, kept: 3 });
      expect(result.keptOrders.toSorted()).toEqual(['N-7', 'N-8', 'old']);
      expect(facts(await views())).toEqual([
        'new completed 7.0000',
        'old completed 42.0000',
        'refunded later refunded 40.0000',
      ]);
    });

    it('leaves what another import did', async () => {
      const first = await committed({ sales: [anImportedSale()] });
      const second = await committed({ sales: [anImportedSale({ commission: '41' })] });
      expect(await undone(first.run)).toMatchObject({ removed: 0, restored: 0, kept: 1 });
      expect(await undone(second.run)).toMatchObject({ removed: 0, restored: 1, kept: 0 });
      expect(facts(await views())).toEqual(['order-1 completed 40.0000']);
    });

    it('can be imported again after it was undone', async () => {
      const batch = { sales: [anImportedSale()], reversals: [anImportedReversal()] };
      await undone((await committed(batch)).run);
      expect(await views()).toEqual([]);
      expect((await committed(batch)).counts).toEqual({ created: 2, changed: 0, unchanged: 0 });
      expect(facts(await views())).toEqual(['order-1 refunded 40.0000']);
    });

    it('is the same sale for the network that tells it later', async () => {
      await committed({ sales: [anImportedSale({ orderNumber: 'order-1' })] });
      expect(await told({ sales: [aSale()] })).toMatchObject({ created: 0, changed: 0, unchanged: 1 });
    });

    it('gives back the booking of a notification in whose place it came', async () => {
      await told({
        sales: [aSale({ externalOrderId: 'booked', linkKey: 'link' })],
        bookedLinkKeys: ['link'],
      });
      const { run } = await committed({ sales: [anImportedSale({ linkKey: 'link' })] });
      expect(facts(await views())).toEqual(['order-1 completed 40.0000']);
      await undone(run);
      expect(facts(await views())).toEqual(['booked completed 40.0000']);
      await told({ sales: [aSale({ externalOrderId: 'read', linkKey: 'link' })] });
      expect(facts(await views())).toEqual(['read completed 40.0000']);
    });
  });
}
