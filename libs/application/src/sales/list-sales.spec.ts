import { aSale } from '@tributary/domain/testing';
import type { SaleView } from '@tributary/ports';
import { EVERY_SALE, InMemorySyncRunRepository, newPage } from '@tributary/ports/testing';
import { AGENCY, CLICKBANK, Office, TEAM } from '../testing/office';
import { ListSales, MAX_SALES_PAGE, type SalesRequest } from './list-sales';

const EVERYTHING: SalesRequest = { ...EVERY_SALE, accountIds: [], clientIds: [] };

async function officeWithSales(count: number): Promise<ListSales> {
  const office = await Office.open();
  const account = { agencyId: AGENCY.id, accountId: await office.connect(), network: CLICKBANK };
  const runs = new InMemorySyncRunRepository(office.storage);
  // Three sales at a time share their instant: the cursor has to tell them apart.
  const sales = Array.from({ length: count }, (_, index) =>
    aSale({
      externalOrderId: `order-${String(index).padStart(4, '0')}`,
      saleDate: new Date(Date.UTC(2026, 2, 1, 0, Math.floor(index / 3))),
    }),
  );
  await office.sales.storePage(await newPage({ runs }, account, { sales }));
  return new ListSales(office.sales, office.accounts);
}

async function allPages(list: ListSales, limit: number): Promise<readonly (readonly SaleView[])[]> {
  const pages: (readonly SaleView[])[] = [];
  let after = null;
  do {
    const { sales, next } = await list.run(TEAM, EVERYTHING, { limit, after });
    pages.push(sales);
    after = next;
  } while (after !== null);
  return pages;
}

describe('ListSales', () => {
  it.each([
    [7, 3, [3, 3, 1]],
    [6, 3, [3, 3]],
    [1, 3, [1]],
    [0, 3, [0]],
  ])('%i sales, %i a page: pages of %j', async (count, limit, sizes) => {
    const pages = await allPages(await officeWithSales(count), limit);
    expect(pages.map((page) => page.length)).toEqual(sizes);
    const ids = pages.flat().map((sale) => sale.id.externalOrderId);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(ids).toHaveLength(count);
  });

  it('gives no more than the largest page, whatever is asked', async () => {
    const list = await officeWithSales(MAX_SALES_PAGE + 5);
    const page = await list.run(TEAM, EVERYTHING, { limit: 1_000_000, after: null });
    expect(page.sales).toHaveLength(MAX_SALES_PAGE);
    expect(page.next).not.toBeNull();
  });

  it('shows nothing to another agency', async () => {
    const list = await officeWithSales(3);
    const page = await list.run({ ...TEAM, agency: { ...AGENCY, id: 'another' } }, EVERYTHING, {
      limit: 10,
      after: null,
    });
    expect(page).toEqual({ sales: [], next: null });
  });
});
