import { aSale } from '@tributary/domain/testing';
import { EVERY_SALE, InMemorySyncRunRepository, newPage } from '@tributary/ports/testing';
import { AGENCY, CLICKBANK, Office, TEAM } from '../testing/office';
import { ExportSales } from './export-sales';
import type { SalesRequest } from './list-sales';

const EVERYTHING: SalesRequest = { ...EVERY_SALE, accountIds: [], clientIds: [] };

async function officeWithSales(count: number): Promise<Office> {
  const office = await Office.open();
  const accountId = await office.connect();
  const account = { agencyId: AGENCY.id, accountId, network: CLICKBANK };
  const sales = Array.from({ length: count }, (_, index) =>
    aSale({
      externalOrderId: `order-${index}`,
      linkKey: `order-${index}`,
      saleDate: new Date(Date.UTC(2026, 2, 10) + index * 1000),
    }),
  );
  const runs = new InMemorySyncRunRepository(office.storage);
  await office.sales.storePage(await newPage({ runs }, account, { sales }));
  return office;
}

async function exported(office: Office, request: SalesRequest, most?: number) {
  const { asOf, pages } = await new ExportSales(office, most).run(TEAM, request);
  const found: string[][] = [];
  for await (const page of pages) found.push(page.map(({ id }) => id.externalOrderId));
  return { asOf, sizes: found.map(({ length }) => length), orders: new Set(found.flat()) };
}

describe('ExportSales', () => {
  it('gives every sale once, a page at a time, and says of which moment', async () => {
    const office = await officeWithSales(2_100);
    const { asOf, sizes, orders } = await exported(office, EVERYTHING, 2_100);
    expect(asOf).toEqual(office.clock.now());
    expect(sizes).toEqual([1_000, 1_000, 100]);
    expect(orders.size).toBe(2_100);
  });

  it('gives what is filtered and nothing else', async () => {
    const office = await officeWithSales(5);
    const { orders } = await exported(office, { ...EVERYTHING, search: 'order-3' });
    expect([...orders]).toEqual(['order-3']);
    expect((await exported(office, { ...EVERYTHING, accountIds: [crypto.randomUUID()] })).orders.size).toBe(
      0,
    );
  });

  it('refuses more than one file takes before it gives any', async () => {
    const office = await officeWithSales(4);
    await expect(new ExportSales(office, 3).run(TEAM, EVERYTHING)).rejects.toMatchObject({
      code: 'not-possible-now',
      message: 'More than 3 sales match. Choose a shorter period or fewer accounts.',
    });
  });

  it('counts as far as the viewer sees', async () => {
    const office = await officeWithSales(4);
    const nobody = { ...TEAM, scope: [] };
    const { pages } = await new ExportSales(office, 3).run(nobody, EVERYTHING);
    expect(await pages.next()).toMatchObject({ value: [] });
  });
});
