import { networkId, type FieldSource, type ImportField, type ImportMapping } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import type { FileRow, ImportBatch, ImportKey } from '@tributary/ports';
import {
  aNetwork,
  CountingIdentifiers,
  EVERY_SALE,
  InMemoryImportedSales,
  InMemoryImportFiles,
  InMemoryImportRepository,
  InMemoryNetworkAccountRepository,
  InMemoryProgressChannel,
  InMemorySaleRepository,
  InMemoryStorage,
  InMemorySyncRunRepository,
  newAccount,
  newPage,
  PlainFileReader,
  ScriptedGateway,
  ScriptedNetworks,
  SettableClock,
} from '@tributary/ports/testing';
import { CommitImport } from './commit-import';
import { DropImport } from './drop-import';
import { ListImports } from './list-imports';
import { MapImport } from './map-import';
import { ReadImport } from './read-import';
import { UndoImport } from './undo-import';
import { MOST_BYTES, UploadImport } from './upload-import';

const AGENCY = '0198c0de-0000-7000-8000-00000000aaaa';
const GOOD = `Order ID;Date;Status;Commission;Currency
A-1;2026-03-14;paid;40.00;USD
A-2;2026-03-15;refunded;20.00;USD
A-3;2026-03-16;pending;5.00;EUR
`;

describe('imports', () => {
  const clock = new SettableClock('2026-03-20T12:00:00Z', 1);
  let storage: InMemoryStorage;
  let sales: InMemorySaleRepository;
  let imported: InMemoryImportedSales;
  let runs: InMemorySyncRunRepository;
  let progress: InMemoryProgressChannel;
  let ports: ConstructorParameters<typeof CommitImport>[0] & ConstructorParameters<typeof UploadImport>[0];
  let accountId: string;

  beforeEach(async () => {
    storage = new InMemoryStorage(clock);
    const accounts = new InMemoryNetworkAccountRepository(storage);
    const files = new InMemoryImportFiles();
    const imports = new InMemoryImportRepository(storage, files);
    sales = new InMemorySaleRepository(storage);
    imported = new InMemoryImportedSales(storage, imports, files);
    runs = new InMemorySyncRunRepository(storage);
    progress = new InMemoryProgressChannel();
    const networks = new ScriptedNetworks([aNetwork({ timeZone: 'UTC' }), new ScriptedGateway()]);
    ports = {
      ...{ accounts, networks, imports, files, reader: new PlainFileReader(), sales: imported },
      ...{ runs, progress, clock, identifiers: new CountingIdentifiers() },
    };
    const account = newAccount(AGENCY);
    await accounts.add(account);
    accountId = account.id;
  });

  async function* stream(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const text of texts) yield await Promise.resolve(new TextEncoder().encode(text));
  }
  const upload = (
    text: string,
    change: { readonly fileName?: string; readonly declaredSize?: number } = {},
  ) =>
    new UploadImport(ports).run(AGENCY, accountId, {
      ...{ fileName: 'sales.csv', declaredSize: null, by: 'Ada' },
      ...change,
      bytes: stream(text),
    });
  const keyOf = (importId: string): ImportKey => ({ agencyId: AGENCY, accountId, importId });
  const check = async (importId: string, change: Partial<ImportMapping> = {}) => {
    const { found } = await new ReadImport(ports).run(keyOf(importId));
    const { form, mapping } = found;
    return new MapImport(ports).run(keyOf(importId), {
      form,
      mapping: { ...mapping, ...change },
      checks: 'whole-file',
    });
  };
  const uploaded = async (text: string) => (await upload(text)).found.id;
  const checked = async (text: string, change: Partial<ImportMapping> = {}) => {
    const id = await uploaded(text);
    const { found } = await check(id, { refundTakes: 'all', ...change });
    if (!found.preview) throw new Error('It was not checked');
    return { id, preview: found.preview };
  };
  const commit = (id: string) => new CommitImport(ports).run(keyOf(id));
  const undo = (id: string) => new UndoImport(ports).run(keyOf(id));
  const stored = async () =>
    (await sales.listSales(AGENCY, EVERY_SALE, { limit: 100, after: null })).map(
      (sale) =>
        `${sale.id.externalOrderId} ${sale.status} ${sale.commission ?? '?'} ${sale.commissionCurrency}`,
    );

  it('go from a file over its preview into the sales, and back', async () => {
    const { found, choosing } = await upload(GOOD);
    expect(found).toMatchObject({ state: 'draft', size: GOOD.length, createdBy: 'Ada', preview: null });
    expect(choosing).toMatchObject({
      guessed: ['orderId', 'saleDate', 'status', 'commission', 'currency'],
      problems: [],
      preset: null,
    });
    expect(choosing?.samples.find(({ field }) => field === 'saleDate')?.cells[0]).toEqual({
      text: '2026-03-14',
      value: '2026-03-14T00:00:00.000Z',
      isDayOnly: true,
      problem: null,
    });
    expect(await stored()).toEqual([]);

    const { found: mapped } = await check(found.id, { refundTakes: 'all' });
    expect(mapped.preview).toMatchObject({
      ...{ rows: 3, leftOut: 0, repeated: 0, errorCount: 0, errors: [], changes: [] },
      sales: { created: 3, changed: 0, unchanged: 0 },
      reversals: { created: 1, changed: 0, unchanged: 0 },
      ...{ from: '2026-03-14T00:00:00.000Z', to: '2026-03-16T00:00:00.000Z' },
      commission: [
        { currency: 'USD', amount: '60' },
        { currency: 'EUR', amount: '5' },
      ],
    });
    expect(await stored()).toEqual([]);

    expect(await commit(found.id)).toMatchObject({
      state: 'committed',
      counts: { created: 4, changed: 0, unchanged: 0 },
    });
    expect((await stored()).toSorted()).toEqual([
      'A-1 completed 40.0000 USD',
      'A-2 refunded 20.0000 USD',
      'A-3 pending 5.0000 EUR',
    ]);

    expect(await undo(found.id)).toMatchObject({ state: 'undone', undone: { removed: 4, kept: 0 } });
    expect(await stored()).toEqual([]);
  });

  it('stand in the run log, and tell open pages', async () => {
    const told: string[] = [];
    progress.subscribe(AGENCY, (event) => told.push(`${event.outcome} ${event.created} ${event.changed}`));
    const { id } = await checked(GOOD);
    await commit(id);
    await undo(id);
    const log = await runs.listRuns(AGENCY, { accountId, limit: 10 });
    expect(log).toMatchObject([
      { trigger: 'manual', tier: 'import', outcome: 'ok' },
      { trigger: 'import', tier: 'import', outcome: 'ok', created: 4 },
    ]);
    expect(told).toEqual(['ok 4 0', expect.stringMatching(/^ok 0/)]);
  });

  it('change nothing where the same is stored, and show what would change', async () => {
    await checked(GOOD).then(({ id }) => commit(id));
    const { preview } = await checked(`${GOOD.replace('40.00', '41.00')}A-4;2026-03-17;paid;1;USD\n`);
    expect(preview).toMatchObject({
      sales: { created: 1, changed: 1, unchanged: 2 },
      changes: [
        {
          line: 2,
          orderNumber: 'A-1',
          changes: [{ field: 'commission', before: '40.0000', after: '41.00' }],
        },
      ],
    });
  });

  it('are the same sales as those the network tells', async () => {
    const account = { agencyId: AGENCY, accountId, network: networkId('clickbank') };
    const sale = aSale({
      externalOrderId: 'A-1',
      linkKey: 'A-1',
      commission: '40',
      saleDate: new Date('2026-03-14T10:11:12Z'),
    });
    await sales.storePage(await newPage({ runs }, account, { sales: [sale] }));
    const { preview } = await checked(GOOD);
    expect(preview.sales).toEqual({ created: 2, changed: 0, unchanged: 1 });
  });

  it.each<[string, string, Partial<ImportMapping>, readonly string[]]>([
    [
      'an unknown word',
      'B;2026-03-14;lost;1;USD',
      {},
      ['2 Status: is a status word whose meaning has not been chosen (lost)'],
    ],
    [
      'another form of date',
      'B;14.03.2026;paid;1;USD',
      {},
      ['2 Date: is not a date in the form YYYY-MM-DD (14.03.2026)'],
    ],
    ['a missing cell', 'B;2026-03-14;paid;1', {}, ['2 : has 4 cells, but the header has 5 ()']],
    ['a cell too many', 'B;2026-03-14;paid;1;USD;x', {}, ['2 : has 6 cells, but the header has 5 ()']],
    [
      'a repeated order with other values',
      'B;2026-03-14;paid;1;USD\nB;2026-03-14;paid;2;USD',
      {},
      ['3 : is the same order as line 2, but tells other values. Leave one of them out ()'],
    ],
    [
      'bytes that are no letters',
      'B\uFFFD;2026-03-14;paid;1;USD',
      {},
      [
        '2 Order ID: has bytes that are no letters in utf-8. Choose the right encoding, or export the file again (B\uFFFD)',
      ],
    ],
    ['a line that never ends', 'broken', {}, ['2 : Line 2 never ends. ()']],
    [
      'a customer in the wrong column',
      'B;ada@example.com;paid;1;USD',
      {},
      ['2 Date: is not a date in the form YYYY-MM-DD (a•••@example.com)'],
    ],
  ])('with %s are refused whole', async (_, rows, change, errors) => {
    const text = `Order ID;Date;Status;Commission;Currency\n${rows}\nC;2026-03-14;paid;1;USD\n`;
    const { id, preview } = await checked(text, { dateFormat: 'iso', ...change });
    expect(
      preview.errors.map(
        ({ line, column, reason, text: cell }) => `${line ?? '?'} ${column ?? ''}: ${reason} (${cell ?? ''})`,
      ),
    ).toEqual(errors);
    await expect(commit(id)).rejects.toMatchObject({ code: 'not-possible-now' });
    expect(await stored()).toEqual([]);
    expect(await runs.listRuns(AGENCY, { accountId, limit: 1 })).toEqual([]);
  });

  it('count repeated rows once, and leave out what was said to be nothing', async () => {
    const row = 'B;2026-03-14;paid;1;USD\n';
    const { preview } = await checked(
      `Order ID;Date;Status;Commission;Currency\n${row}${row}C;2026-03-14;demo;1;USD\n`,
      { statusWords: { paid: 'completed', demo: 'leave-out' } },
    );
    expect(preview).toMatchObject({ rows: 3, repeated: 1, leftOut: 1, sales: { created: 1 } });
    expect(preview.words).toEqual([
      { word: 'paid', rows: 2, meaning: 'completed' },
      { word: 'demo', rows: 1, meaning: 'leave-out' },
    ]);
  });

  it('show the first hundred errors and count all', async () => {
    const rows = Array.from({ length: 150 }, (_, index) => `B${index};never;paid;1;USD`);
    const { preview } = await checked(`Order ID;Date;Status;Commission;Currency\n${rows.join('\n')}\n`, {
      dateFormat: 'iso',
    });
    expect([preview.errors.length, preview.errorCount]).toEqual([100, 150]);
  });

  it('stop at 500,000 rows', async () => {
    let pulled = 0;
    class EndlessReader extends PlainFileReader {
      override async *rows(): AsyncIterable<FileRow> {
        await Promise.resolve();
        for (;;) {
          pulled += 1;
          yield { line: pulled, cells: ['too short'], unreadable: [] };
        }
      }
    }
    ports = { ...ports, reader: new EndlessReader() };
    const { preview } = await checked(GOOD);
    expect([preview.rows, preview.errorCount, pulled]).toEqual([500_001, 500_001, 500_002]);
  });

  it('wait for decisions that are missing', async () => {
    const id = await uploaded('Order ID;When;State;Earned\nB;03/04/2026;paid;1\n');
    const { found, choosing } = await check(id);
    expect(found.preview).toBeNull();
    expect(choosing?.problems.map(({ setting }) => setting)).toEqual([
      'saleDate',
      'status',
      'commission',
      'currency',
      'dateFormat',
    ]);
    await expect(commit(id)).rejects.toMatchObject({
      code: 'invalid-input',
      fields: expect.arrayContaining([
        { field: 'dateFormat', message: 'Choose how dates are written.' },
      ]) as unknown,
    });
  });

  it('are not committed unchecked, nor after the mapping changed', async () => {
    const id = await uploaded(GOOD);
    await expect(commit(id)).rejects.toMatchObject({ code: 'not-possible-now' });
    await check(id);
    const { found } = await new ReadImport(ports).run(keyOf(id));
    const { form, mapping } = found;
    await new MapImport(ports).run(keyOf(id), { form, mapping, checks: 'first-rows' });
    await expect(commit(id)).rejects.toMatchObject({ code: 'not-possible-now' });
    expect(await stored()).toEqual([]);
  });

  it('guess anew where another delimiter makes other columns', async () => {
    const id = await uploaded(GOOD);
    const { found } = await new ReadImport(ports).run(keyOf(id));
    const wrong = {
      form: { ...found.form, delimiter: ',' },
      mapping: found.mapping,
      checks: 'first-rows',
    } as const;
    expect((await new MapImport(ports).run(keyOf(id), wrong)).found).toMatchObject({
      headers: ['Order ID;Date;Status;Commission;Currency'],
      mapping: { fields: {} },
    });
  });

  it('keep nothing when storing breaks in the middle, and can be committed again', async () => {
    const { id } = await checked(GOOD);
    const original = imported.commit.bind(imported);
    imported.commit = async (run, batches) => {
      imported.commit = original;
      return original(run, breaking(batches));
    };
    await expect(commit(id)).rejects.toThrow('the database is away');
    expect(await stored()).toEqual([]);
    expect(await runs.listRuns(AGENCY, { accountId, limit: 1 })).toMatchObject([
      { outcome: 'failed', errorMessage: 'The import broke off. Nothing of it was stored.' },
    ]);
    expect(await commit(id)).toMatchObject({ state: 'committed' });
  });

  it('recognise the very same file', async () => {
    const draft = await upload(GOOD);
    expect((await upload(GOOD, { fileName: 'again.csv' })).found).toEqual(draft.found);
    await check(draft.found.id, { refundTakes: 'all' });
    await commit(draft.found.id);
    await expect(upload(GOOD)).rejects.toMatchObject({
      code: 'not-possible-now',
      message: expect.stringMatching(
        /^The very same file was imported on 2026-03-20 as sales\.csv/,
      ) as string,
    });
    await undo(draft.found.id);
    const again = await upload(GOOD);
    expect(again.found).toMatchObject({ state: 'draft' });
    expect(again.found.id).not.toBe(draft.found.id);
  });

  it.each([
    ['too large by its sender’s word', GOOD, MOST_BYTES + 1, 'too-large'],
    ['empty', ' \n', undefined, 'unreadable-file'],
    ['without rows', 'Order ID;Date\n', undefined, 'unreadable-file'],
  ])('refuse a file that is %s', async (_, text, declaredSize, code) => {
    await expect(upload(text, declaredSize === undefined ? {} : { declaredSize })).rejects.toMatchObject({
      code,
    });
    expect(await new ListImports(ports).run(AGENCY, accountId)).toEqual([]);
  });

  it('stop reading a file that is too large, without holding it', async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(GOOD);
      for (;;) {
        sent += 1;
        yield await Promise.resolve(new Uint8Array(1024 * 1024).fill(0x41));
      }
    }
    const file = { fileName: 'x.csv', declaredSize: null, by: 'Ada', bytes: endless() };
    await expect(new UploadImport(ports).run(AGENCY, accountId, file)).rejects.toMatchObject({
      code: 'too-large',
    });
    expect(sent).toBe(50);
    expect(await new ListImports(ports).run(AGENCY, accountId)).toEqual([]);
  });

  it('hold ten drafts of an account at most, until one is deleted', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 10; number += 1)
      ids.push(await uploaded(`${GOOD}X-${number};2026-03-14;paid;1;USD\n`));
    await expect(upload(`${GOOD}\n\n`)).rejects.toMatchObject({ code: 'not-possible-now' });
    await new DropImport(ports).run(keyOf(ids[0] ?? ''));
    await expect(upload(`${GOOD}\n\n`)).resolves.toMatchObject({ found: { state: 'draft' } });
  });

  it('are committed once, undone once, and not deleted afterwards', async () => {
    const { id } = await checked(GOOD);
    await expect(undo(id)).rejects.toMatchObject({ code: 'not-possible-now' });
    await commit(id);
    await expect(commit(id)).rejects.toMatchObject({ code: 'not-possible-now' });
    await expect(check(id)).rejects.toMatchObject({ code: 'not-possible-now' });
    await expect(new DropImport(ports).run(keyOf(id))).rejects.toMatchObject({ code: 'not-possible-now' });
    await undo(id);
    await expect(undo(id)).rejects.toMatchObject({ code: 'not-possible-now' });
    expect((await new ReadImport(ports).run(keyOf(id))).choosing).toBeNull();
  });

  it('are nobody else’s', async () => {
    const id = await uploaded(GOOD);
    const stranger = { ...keyOf(id), agencyId: 'another' };
    const other = newAccount(AGENCY);
    await ports.accounts.add(other);
    const sibling = { ...keyOf(id), accountId: other.id };
    for (const key of [stranger, sibling, keyOf('unknown')]) {
      for (const act of [
        new ReadImport(ports),
        new CommitImport(ports),
        new UndoImport(ports),
        new DropImport(ports),
      ]) {
        await expect(act.run(key)).rejects.toMatchObject({ code: 'not-found' });
      }
    }
  });

  it('take a column or one value for all rows', async () => {
    const fields: Partial<Record<ImportField, FieldSource>> = {
      orderId: { kind: 'column', column: 0 },
      saleDate: { kind: 'column', column: 1 },
      commission: { kind: 'unknown' },
      currency: { kind: 'value', value: 'usd' },
      status: { kind: 'value', value: 'pending' },
    };
    const { id } = await checked('Nr;When\nB;2026-03-14\n', { fields, dateFormat: 'iso' });
    await commit(id);
    expect(await stored()).toEqual(['B pending ? USD']);
  });
});

async function* breaking(batches: AsyncIterable<ImportBatch>): AsyncGenerator<ImportBatch> {
  yield* batches;
  throw new Error('the database is away');
}
