import { networkId, type Reversal, type Sale } from '@tributary/domain';
import { aReversal, aSale } from '@tributary/domain/testing';
import { InMemorySaleRepository, InMemorySyncRunRepository, newPage } from '@tributary/ports/testing';
import { AGENCY, InProcessBff } from '../../testing/in-process-bff';

const OTHER_AGENCY = '0198c0de-0000-4000-8000-00000000bbbb';

describe('the file of sales', () => {
  let bff: InProcessBff;
  let token: string;

  beforeEach(async () => {
    bff = await InProcessBff.start();
    bff.clock.set('2026-03-20T10:00:00Z');
    token = (await bff.signIn('analyst')).token;
  });
  afterEach(() => bff.close());

  async function stored(
    sales: readonly Sale[],
    given: {
      readonly label?: string;
      readonly agencyId?: string;
      readonly reversals?: readonly Reversal[];
    } = {},
  ): Promise<string> {
    const { label = 'northbank', agencyId = AGENCY.id, reversals = [] } = given;
    const accountId = await bff.connect({ label, agencyId });
    const account = { agencyId, accountId, network: networkId('clickbank') };
    const runs = new InMemorySyncRunRepository(bff.storage);
    const page = await newPage({ runs }, account, { sales, reversals });
    await new InMemorySaleRepository(bff.storage).storePage(page);
    return accountId;
  }

  const download = (query = '') => bff.call('GET', `sales/export?${query}`, { token });
  const linesOf = async (query = '') => (await (await download(query)).text()).trimEnd().split('\r\n');
  const named = (id: string, change: Partial<Sale> = {}) => aSale({ externalOrderId: id, ...change });

  it('is a download that nobody keeps a copy of, named after what is in it', async () => {
    await stored([named('a')]);
    const { status, headers } = await download('from=2026-03-01&to=2026-03-14');
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="sales-Northbank-Media-2026-03-01-2026-03-14.csv"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it('tells exact amounts with their currency, times of the zone of the agency, and as of when', async () => {
    await stored(
      [
        named('a', {
          saleDate: new Date('2026-03-14T12:00:00Z'),
          amount: '1234.5000',
          commission: '-0.0001',
          productName: 'Guide, "large"',
        }),
      ],
      { reversals: [aReversal({ linkKey: 'a', reversedAt: new Date('2026-03-15T12:00:00Z') })] },
    );
    const [head, row] = await linesOf();
    expect(head).toBe(
      'Sale date,Network,Account,Order ID,Order number,Product,Status,Gross,Gross currency,Commission,' +
        'Commission currency,Refund date,Refund amount,Reversed commission,Time zone,As of',
    );
    expect(row).toMatch(
      /^2026-03-14T13:00:00\+01:00,clickbank,northbank,a,a,"Guide, ""large""",\w+,1234\.5000,USD,-0\.0001,USD,/,
    );
    expect(row).toContain(',2026-03-15T13:00:00+01:00,');
    expect(row?.endsWith(',Europe/Berlin,2026-03-20T11:00:00+01:00')).toBe(true);
  });

  it('holds exactly what the list shows under the same filters', async () => {
    const day = (n: number) => new Date(Date.UTC(2026, 2, n, 12));
    const first = await stored([
      named('a', { saleDate: day(1) }),
      named('b', { saleDate: day(2), state: 'pending' }),
      named('c', { saleDate: day(3), productName: 'Large guide' }),
    ]);
    await stored([named('d', { saleDate: day(2) })], { label: 'second' });
    const orders = async (query: string) => (await linesOf(query)).slice(1).map((line) => line.split(',')[3]);
    const listed = async (query: string) => {
      const answer = await bff.call('GET', `sales?${query}`, { token });
      return ((await answer.json()) as { items: { orderId: string }[] }).items.map(({ orderId }) => orderId);
    };
    const filters = [
      '',
      'from=2026-03-02&to=2026-03-02',
      'status=pending',
      'search=large',
      `account=${first}`,
    ];
    for (const query of [...filters, 'network=hotmart'])
      expect(await orders(query)).toEqual(await listed(query));
    expect(await orders('from=2026-03-02&to=2026-03-02')).toHaveLength(2);
    expect(await orders('search=large')).toEqual(['c']);
  });

  it('runs nothing in a spreadsheet, whatever a product, an order or an account is called', async () => {
    const cmd = `=cmd|' /C calc'!A0`;
    await stored([named('@SUM(1+1)', { productName: cmd, orderNumber: '+1+cmd', amount: '-12.50' })], {
      label: '＝HYPERLINK("https://evil.example")',
    });
    const [, row = ''] = await linesOf();
    expect(row).toContain(`,"'＝HYPERLINK(""https://evil.example"")",'@SUM(1+1),'+1+cmd,'${cmd},`);
    expect(row).toContain(',-12.5000,');
    for (const cell of row.split(',')) expect(cell).not.toMatch(/^"?[=@＝]/);
  });

  it('shows nothing of another agency, and of its accounts as little as of none', async () => {
    const theirs = await stored([named('theirs')], { agencyId: OTHER_AGENCY });
    expect(await linesOf()).toHaveLength(1);
    expect(await linesOf(`account=${theirs}`)).toHaveLength(1);
  });

  it('is an entry of the audit trail before the first byte, with the filter but not what was searched for', async () => {
    await stored([named('a')]);
    await download('from=2026-03-01&status=completed&search=ada%40example.com');
    const entry = bff.audit.entries.at(-1);
    expect(entry).toMatchObject({
      action: 'sales.export',
      outcome: 'done',
      after: { from: '2026-03-01', status: 'completed' },
    });
    expect(JSON.stringify(entry)).not.toContain('ada@example.com');
    bff.audit.isBroken = true;
    const refused = await download();
    expect(refused.status).toBe(500);
    expect(await refused.text()).not.toContain('northbank');
  });

  it('is refused to who only reads, which the trail remembers', async () => {
    const viewer = (await bff.signIn('viewer')).token;
    expect((await bff.call('GET', 'sales/export', { token: viewer })).status).toBe(403);
    expect(bff.audit.entries.at(-1)).toMatchObject({ action: 'sales.export', outcome: 'refused' });
  });

  it.each([
    'limit=10',
    'cursor=x',
    `status=completed' or '1'='1`,
    `network=clickbank'--`,
    'account=1',
    `from=2026-03-01';drop table sale`,
    'from=1969-01-01T00:00',
    'asOf=yesterday',
    `search=${'x'.repeat(201)}`,
  ])('refuses %s', async (query) => {
    expect((await download(encodeURI(query))).status).toBe(400);
  });

  it('takes signs of SQL in a search for what they are', async () => {
    await stored([named('a', { productName: `100%' or 1=1 --` }), named('b')]);
    const search = (text: string) => linesOf(`search=${encodeURIComponent(text)}`);
    expect(await search(`100%' or 1=1 --`)).toHaveLength(2);
    expect(await search(`x' or '1'='1`)).toHaveLength(1);
    expect(await search('_')).toHaveLength(1);
  });
});
