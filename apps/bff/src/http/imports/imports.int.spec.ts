import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type {
  ChooseImportMappingRequest,
  ImportDetail,
  ImportForm,
  ImportMapping,
  ImportView,
  ProblemDetails,
  SalesPage,
} from '@tributary/api-contract';
import { CreateAgency } from '@tributary/application';
import { networkId } from '@tributary/domain';
import { aSale } from '@tributary/domain/testing';
import { installSyncQueue } from '@tributary/job-queue';
import { NetworkAccountRepository, SaleRepository, SyncRunRepository } from '@tributary/ports';
import { newAccount, newPage } from '@tributary/ports/testing';
import { APPLICATION_ROLE } from '@tributary/postgres';
import { createTestDatabase, type TestDatabase } from '@tributary/postgres/testing';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { AppModule } from '../../app.module';
import { checkedEnvironment } from '../../composition/config';
import { configureHttp } from '../configure-http';

jest.setTimeout(60_000);

const HEADER = 'Transaction,Sold at,State,Earned,Currency,Product,Price,Refunded at';
const GOOD = `${HEADER}
HP-1,2026-03-14 10:11:12,Approved,40.00,USD,Acme Course,"$1,100.00",
HP-2,2026-03-15 09:00:00,Refunded,20.00,USD,"Größe ""L""",50.00,2026-03-20 08:00:00
HP-3,2026-03-16 09:00:00,Waiting,5.00,USD,,,
`;
const MAPPING: ImportMapping = {
  fields: {
    orderId: { kind: 'column', column: 0 },
    saleDate: { kind: 'column', column: 1 },
    status: { kind: 'column', column: 2 },
    commission: { kind: 'column', column: 3 },
    currency: { kind: 'column', column: 4 },
    productName: { kind: 'column', column: 5 },
    gross: { kind: 'column', column: 6 },
    refundDate: { kind: 'column', column: 7 },
  },
  dateFormat: 'iso',
  timeZone: 'UTC',
  decimalSign: 'point',
  statusWords: { approved: 'completed', refunded: 'refunded', waiting: 'pending' },
  refundRows: 'same-row',
  refundTakes: 'all',
};

describe('imports over HTTP, on Postgres', () => {
  let database: TestDatabase;
  let app: NestExpressApplication;
  let url: string;
  let token: string;
  let agencyId: string;
  let accountId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    await installSyncQueue(database.ownerUrl, APPLICATION_ROLE);
    const environment = checkedEnvironment({
      APP_ROLE: 'web',
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '4',
      ENCRYPTION_KEY: 'a'.repeat(64),
      JWT_SECRET: 'b'.repeat(64),
    });
    Object.assign(process.env, environment);
    app = await NestFactory.create<NestExpressApplication>(AppModule.forRole(environment), {
      logger: false,
      abortOnError: false,
    });
    configureHttp(app, new Proxy({}, { get: () => ({}) }));
    await app.listen(0, '127.0.0.1');
    url = `${await app.getUrl()}/api/v1`;
    const owner = { name: 'Ada', email: 'ada@agency.example', password: 'correct horse battery' };
    const created = await app.get(CreateAgency).run({
      ...{ name: 'Northbank', reportingCurrency: 'USD', timeZone: 'UTC', locale: 'en-GB', owner },
    });
    agencyId = created.agency.id;
    const answer = await fetch(`${url}/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: owner.email, password: owner.password }),
    });
    token = ((await answer.json()) as { accessToken: string }).accessToken;
  });

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  beforeEach(async () => {
    const account = newAccount(agencyId, { network: networkId('hotmart'), identityHash: randomUUID() });
    await app.get(NetworkAccountRepository).add(account);
    accountId = account.id;
  });

  const call = (method: string, path: string, init: RequestInit = {}) =>
    fetch(`${url}/${path}`, {
      ...init,
      method,
      headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) },
    });
  const imports = (path = '') => `network-accounts/${accountId}/imports${path}`;
  const upload = (body: string | Uint8Array, fileName = 'sales.csv') =>
    call('POST', imports(), {
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(fileName) },
      body: typeof body === 'string' ? Buffer.from(body) : Buffer.from(body),
    });
  const detail = async (answer: Response) => {
    const body = (await answer.json()) as ImportDetail & ProblemDetails;
    if (!answer.ok) throw new Error(`${answer.status} ${body.detail}`);
    return body as ImportDetail;
  };
  const problem = async (answer: Response) => (await answer.json()) as ProblemDetails;
  const map = (id: string, change: Partial<ImportMapping> = {}, form: Partial<ImportForm> = {}) => {
    const chosen: ChooseImportMappingRequest = {
      form: { encoding: 'utf-8', delimiter: ',', ...form },
      mapping: { ...MAPPING, ...change },
      checks: 'whole-file',
    };
    return call('PUT', imports(`/${id}/mapping`), {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(chosen),
    });
  };
  const sales = async () => {
    const answer = await call('GET', `sales?account=${accountId}&limit=200`);
    const { items } = (await answer.json()) as SalesPage;
    return items.map((sale) => `${sale.orderId} ${sale.status} ${sale.commission ?? '?'}`).toSorted();
  };
  const imported = async (text: string, change: Partial<ImportMapping> = {}) => {
    const { id } = await detail(await upload(text));
    const checked = await detail(await map(id, change));
    expect(checked.preview?.errors).toEqual([]);
    return detail(await call('POST', imports(`/${id}/commit`)));
  };

  describe('a file that is right', () => {
    it('goes in, comes out, and goes in again', async () => {
      const committed = await imported(GOOD);
      expect(committed).toMatchObject({
        state: 'committed',
        createdBy: 'Ada',
        counts: { created: 4, changed: 0, unchanged: 0 },
      });
      expect(await sales()).toEqual([
        'HP-1 completed 40.0000',
        'HP-2 refunded 20.0000',
        'HP-3 pending 5.0000',
      ]);
      const again = await upload(GOOD);
      expect([again.status, (await problem(again)).type]).toEqual([
        409,
        'urn:tributary:problem:not-possible-now',
      ]);

      const undone = await detail(await call('POST', imports(`/${committed.id}/undo`)));
      expect(undone).toMatchObject({ state: 'undone', undone: { removed: 4, restored: 0, kept: 0 } });
      expect(await sales()).toEqual([]);

      await imported(GOOD);
      expect(await sales()).toHaveLength(3);
      const list = (await (await call('GET', imports())).json()) as ImportView[];
      expect(list.map(({ state }) => state)).toEqual(['committed', 'undone']);
    });

    it('is the same sale as the network tells: the later one wins, none is doubled', async () => {
      await imported(GOOD);
      const account = { agencyId, accountId, network: networkId('hotmart') };
      const told = aSale({
        externalOrderId: 'HP-1',
        linkKey: 'HP-1',
        commission: '39.50',
        saleDate: new Date('2026-03-14T10:11:12Z'),
      });
      const page = await newPage({ runs: app.get(SyncRunRepository) }, account, { sales: [told] });
      expect(await app.get(SaleRepository).storePage(page)).toMatchObject({ created: 0, changed: 1 });
      expect(await sales()).toContain('HP-1 completed 39.5000');

      const [first] = (await (await call('GET', imports())).json()) as ImportView[];
      const undone = await detail(await call('POST', imports(`/${first?.id ?? ''}/undo`)));
      expect(undone.undone).toEqual({
        removed: 3,
        restored: 0,
        kept: 1,
        keptOrders: [told.orderNumber],
      });
      expect(await sales()).toEqual(['HP-1 completed 39.5000']);
    });

    it('shows what would change before it changes it, and puts it back', async () => {
      await imported(GOOD);
      const { id } = await detail(await upload(GOOD.replace('40.00', '44.00')));
      const { preview } = await detail(await map(id));
      expect(preview).toMatchObject({
        rows: 3,
        sales: { created: 0, changed: 1, unchanged: 2 },
        reversals: { created: 0, changed: 0, unchanged: 1 },
        changes: [
          {
            line: 2,
            orderNumber: 'HP-1',
            changes: [{ field: 'commission', before: '40.0000', after: '44.00' }],
          },
        ],
        commission: [{ currency: 'USD', amount: '69' }],
      });
      await detail(await call('POST', imports(`/${id}/commit`)));
      expect(await sales()).toContain('HP-1 completed 44.0000');
      await detail(await call('POST', imports(`/${id}/undo`)));
      expect(await sales()).toContain('HP-1 completed 40.0000');
    });

    it.each([
      ['Windows-1252', Buffer.from(GOOD, 'latin1'), { encoding: 'windows-1252' }],
      ['UTF-16', Buffer.from(`\uFEFF${GOOD}`, 'utf16le'), { encoding: 'utf-16le' }],
      [
        'UTF-8 with a mark, semicolons and CRLF',
        Buffer.from(`\uFEFF${GOOD.replaceAll(',', ';').replace('1;100', '1,100').replaceAll('\n', '\r\n')}`),
        { encoding: 'utf-8', delimiter: ';' },
      ],
    ])('may be in %s', async (_, bytes, form) => {
      const { id, choosing } = await detail(await upload(bytes));
      expect(choosing?.form).toMatchObject(form);
      const checked = await detail(await map(id, {}, choosing?.form));
      expect(checked.preview?.errors).toEqual([]);
      await detail(await call('POST', imports(`/${id}/commit`)));
      const { items } = (await (await call('GET', `sales?account=${accountId}`)).json()) as SalesPage;
      expect(items.map((sale) => sale.productName)).toContain('Größe "L"');
    });

    it('of twenty thousand rows is stored whole, while others are served', async () => {
      const rows = Array.from(
        { length: 20_000 },
        (_, index) => `HP-${index},2026-03-14 10:00:00,Approved,1.25,USD,Course,,`,
      );
      const { id } = await detail(await upload(`${HEADER}\n${rows.join('\n')}\n`));
      const checking = map(id);
      const others = await Promise.all(Array.from({ length: 5 }, () => call('GET', 'me')));
      expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect((await detail(await checking)).preview).toMatchObject({
        rows: 20_000,
        sales: { created: 20_000 },
      });
      expect(await detail(await call('POST', imports(`/${id}/commit`)))).toMatchObject({
        counts: { created: 20_000, changed: 0, unchanged: 0 },
      });
    });

    it('is remembered as a draft, and gone when it is deleted', async () => {
      const { id } = await detail(await upload(GOOD, 'März 2026.csv'));
      expect(await detail(await call('GET', imports(`/${id}`)))).toMatchObject({
        fileName: 'März 2026.csv',
        choosing: { headers: HEADER.split(','), isEncodingGuessed: false, needs: [] },
      });
      expect((await call('DELETE', imports(`/${id}`))).status).toBe(204);
      expect((await call('GET', imports(`/${id}`))).status).toBe(404);
    });
  });

  describe('a file that is wrong', () => {
    const row = (change: Partial<Record<'id' | 'date' | 'state' | 'earned' | 'product', string>> = {}) => {
      const cells = {
        id: 'HP-9',
        date: '2026-03-14 10:00:00',
        state: 'Approved',
        earned: '1.00',
        product: 'x',
        ...change,
      };
      return `${cells.id},${cells.date},${cells.state},${cells.earned},USD,${cells.product},,`;
    };

    it.each<[string, string | Uint8Array, number, RegExp]>([
      ['empty', '', 422, /^The file is empty/],
      ['a header alone', `${HEADER}\n`, 422, /^There are no rows below the header/],
      [
        'an Excel file',
        Buffer.from('PK\x03\x04\x14\0[Content_Types].xml xl/workbook.xml', 'latin1'),
        422,
        /^This is an Excel file\. Save it as CSV \(UTF-8\) and choose that file/,
      ],
      ['a ZIP archive', Buffer.from('PK\x03\x04\x14\0sales.csv', 'latin1'), 422, /^This is a ZIP archive/],
      ['a PDF', '%PDF-1.7 …', 422, /^This is a PDF/],
      ['a page of the web', '<!doctype html><html>', 422, /^This is a web page/],
    ])('%s is refused at once', async (_, body, status, words) => {
      const answer = await upload(body);
      const { detail: told } = await problem(answer);
      expect([answer.status, told]).toEqual([status, expect.stringMatching(words)]);
      expect(told).toMatch(/Nothing was imported\.$/);
      expect(await (await call('GET', imports())).json()).toEqual([]);
    });

    it.each<[string, string | Uint8Array, Partial<ImportMapping>, string]>([
      [
        'another encoding',
        Buffer.from(`${HEADER}\n${row({ product: 'Größe' })}\n`, 'latin1'),
        {},
        '2 Product: has bytes that are no letters in utf-8',
      ],
      [
        'a formula in an amount',
        `${HEADER}\n${row({ earned: '=SUM(A1)' })}\n`,
        {},
        '2 Earned: is a formula, not an amount',
      ],
      [
        'a formula in an id',
        `${HEADER}\n${row({ id: '@cmd' })}\n`,
        {},
        '2 Transaction: is a formula, not an id',
      ],
      [
        'an order twice',
        `${HEADER}\n${row()}\n${row({ earned: '2.00' })}\n`,
        {},
        '3 : is the same order as line 2, but tells other values',
      ],
      ['a ragged row', `${HEADER}\n${row()}\nHP-8,2026-03-14\n`, {}, '3 : has 2 cells, but the header has 8'],
      [
        'an unknown status word',
        `${HEADER}\n${row({ state: 'Lost' })}\n`,
        {},
        '2 State: is a status word whose meaning has not been chosen',
      ],
      [
        'mixed forms of dates',
        `${HEADER}\n${row()}\n${row({ id: 'HP-8', date: '03/14/2026' })}\n`,
        {},
        '3 Sold at: is not a date in the form YYYY-MM-DD',
      ],
      ['a quote that never ends', `${HEADER}\n${row()}\nHP-8,"2026\n`, {}, ': In line'],
      [
        'an amount with a comma',
        `${HEADER}\n${row({ earned: '"1,5"' })}\n`,
        {},
        '2 Earned: is not a number with a decimal point',
      ],
    ])('with %s shows where, and imports nothing', async (_, body, change, words) => {
      const { id } = await detail(await upload(body));
      const { preview } = await detail(await map(id, change, { encoding: 'utf-8', delimiter: ',' }));
      expect(preview?.errorCount).toBeGreaterThan(0);
      expect(
        preview?.errors
          .map(({ line, column, reason }) => `${line ?? ''} ${column ?? ''}: ${reason}`)
          .join('\n'),
      ).toContain(words);
      const refused = await call('POST', imports(`/${id}/commit`));
      expect([refused.status, (await problem(refused)).detail]).toEqual([
        409,
        expect.stringContaining('Nothing was imported.'),
      ]);
      expect(await sales()).toEqual([]);
    });

    it('keeps a formula in a text as text, and says how many', async () => {
      const { id } = await detail(await upload(`${HEADER}\n${row({ product: '=1+1' })}\n`));
      expect((await detail(await map(id))).preview).toMatchObject({ formulaRows: 1, errorCount: 0 });
    });

    it('without a needed column asks for it, and imports nothing', async () => {
      const { id } = await detail(await upload(GOOD));
      const { commission: _, ...fields } = MAPPING.fields;
      const checked = await detail(await map(id, { fields, dateFormat: null }));
      expect(checked.preview).toBeNull();
      expect(checked.choosing?.problems).toEqual([
        { setting: 'commission', reason: 'Choose the column of "Commission".' },
        { setting: 'dateFormat', reason: 'Choose how dates are written.' },
      ]);
      const refused = await call('POST', imports(`/${id}/commit`));
      expect([refused.status, (await problem(refused)).errors?.map(({ field }) => field)]).toEqual([
        400,
        ['commission', 'dateFormat'],
      ]);
    });

    it.each([true, false])(
      'of 200 MB is refused in words (declared: %s) and held by nobody',
      async (isDeclared) => {
        const before = process.memoryUsage().arrayBuffers;
        const answer = await sendLarge(isDeclared);
        expect(answer).toMatchObject({
          status: 413,
          body: {
            type: 'urn:tributary:problem:too-large',
            detail: expect.stringMatching(/larger than 50 MB\. Split it/) as string,
          },
        });
        expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024);
        expect(await (await call('GET', imports())).json()).toEqual([]);
        const [left] = await database.owner.em
          .fork()
          .execute<{ pieces: number }[]>(
            'select count(*)::int as pieces from sales_import_piece where account_id = ?',
            [accountId],
          );
        expect(left?.pieces).toBe(0);
      },
    );

    it('is not taken as JSON, without a name, or with a mapping that is none', async () => {
      const asJson = await call('POST', imports(), {
        headers: { 'content-type': 'application/json', 'x-file-name': 'a' },
        body: '{}',
      });
      const nameless = await call('POST', imports(), {
        headers: { 'content-type': 'application/octet-stream' },
        body: GOOD,
      });
      expect([asJson.status, nameless.status]).toEqual([400, 400]);
      const { id } = await detail(await upload(GOOD));
      const odd = await map(id, { statusWords: { paid: 'fine' as never } });
      expect([odd.status, (await problem(odd)).detail]).toEqual([
        400,
        expect.stringContaining('mapping.statusWords.paid'),
      ]);
    });
  });

  /** 200 MB in pieces, over a plain request: the answer must arrive although nobody reads the body. */
  function sendLarge(isDeclared: boolean): Promise<{ status: number | undefined; body: unknown }> {
    const size = 200 * 1024 * 1024;
    const piece = Buffer.alloc(64 * 1024, 'a');
    return new Promise((resolve, reject) => {
      const sent = request(
        `${url}/${imports()}`,
        {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/octet-stream',
            'x-file-name': 'large.csv',
            ...(isDeclared && { 'content-length': String(size) }),
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.on('end', () => {
            resolve({ status: response.statusCode, body: JSON.parse(text) as unknown });
          });
        },
      ).on('error', reject);
      let left = size;
      const write = () => {
        while (left > 0) {
          left -= piece.length;
          if (!sent.write(piece)) {
            sent.once('drain', write);
            return;
          }
        }
        sent.end();
      };
      sent.write(`${HEADER}\n`.padEnd(piece.length, 'a'));
      left -= piece.length;
      write();
    });
  }
});
