import type { Dashboard, DecimalText, SaleRow } from '@tributary/api-contract';
import {
  allFresh,
  type ApiClient,
  type AppProcess,
  connectAll,
  Installation,
  OWNER,
  ROOT,
  until,
  ZONE,
} from '@tributary/e2e-installation';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { accessibilityViolations } from './browser/accessibility';
import { inBrowser } from './browser/scenarios';
import type { Visit } from './browser/visit';

const MINUTE = 60_000;
jest.setTimeout(2 * MINUTE);

const BACKFILL_DAYS = 65;
const WIDTHS = [360, 390, 768, 1440, 2560];

const EVERY_PAGE: readonly { readonly name: string; readonly show: (visit: Visit) => Promise<void> }[] = [
  { name: 'sign-in', show: (visit) => visit.open('/sign-in') },
  { name: 'dashboard', show: (visit) => visit.shows('20 newest') },
  {
    name: 'connections',
    show: async (visit) => {
      await visit.open('/connections');
      await visit.button('Sync now').first().waitFor();
    },
  },
  {
    name: 'add network',
    show: async (visit) => {
      await visit.open('/connections?add=1');
      await visit.button('Digistore24').click();
      await visit.shows('Where the key is');
    },
  },
  {
    name: 'sales',
    show: async (visit) => {
      await visit.open('/sales');
      await visit.button('Load more').waitFor();
    },
  },
  {
    name: 'what moved',
    show: async (visit) => {
      await visit.open('/changes?period=30-days');
      await visit.page.locator('section[aria-label="What moved"][aria-busy="false"]').waitFor();
    },
  },
  {
    name: 'sale',
    show: async (visit) => {
      await visit.open('/sales?status=chargeback');
      await visit.page.locator('trib-sales-table button.product-name').first().click();
      await visit.page.locator('trib-sale-drawer').waitFor();
    },
  },
];

describe('six networks on screen', () => {
  let installation: Installation;
  let app: AppProcess;
  let client: ApiClient;
  const scenario = inBrowser(() => app.url);

  beforeAll(async () => {
    installation = await Installation.create();
    app = await installation.start({
      APP_ROLE: 'all',
      CLIENT_FOLDER: join(ROOT, 'dist/apps/client/browser'),
    });
    client = await installation.client(app);
    await connectAll(client, Temporal.Now.plainDateISO(ZONE).subtract({ days: BACKFILL_DAYS }).toString());
    await until('six accounts are fresh', allFresh(client), 150);
    await until('dollars are converted', async () => (await client.dashboard()).notConverted.length === 0);
  }, 4 * MINUTE);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTE);

  describe('the dashboard', () => {
    scenario('shows the figures that the API tells', async (visit) => {
      await visit.signIn(OWNER);
      await visit.shows('20 newest');
      const dashboard = await client.dashboard('?days=30&clock=sale-date');
      const earnings = dashboard.kpis.find(({ id }) => id === 'earnings');
      expect(await text(visit.page.locator('article.headline .figure'))).toBe(money(earnings?.value));
      expect(await texts(visit.page.locator('trib-network-share tbody tr'), 'th, .amount, .part')).toEqual(
        shareRows(dashboard),
      );
      const rows = visit.page.locator('trib-recent-sales tbody tr');
      expect(await texts(rows, '.product, .gross, .commission')).toEqual(dashboard.recentSales.map(saleRow));
      expect(dashboard.recentSales).toHaveLength(20);
    });

    scenario('has the same figures in a table beside each chart', async (visit) => {
      const { page } = visit;
      await visit.signIn(OWNER);
      const dashboard = await client.dashboard();
      await visit.button('Show table: Earnings per day').click();
      const days = page.locator('trib-earnings-trend .twin tbody tr');
      await hasRows(days, 30);
      const newestFirst = dashboard.trend.toReversed().map(({ earnings }) => money(earnings));
      expect((await texts(days, 'td:nth-child(3)')).flat()).toEqual(newestFirst);
      await visit.button('Show table: Share by network').click();
      await hasRows(page.locator('trib-network-share .twin tbody tr'), 6);
      await visit.button(/^Show table: .*\d{4}/).click();
      await hasRows(page.locator('trib-year-bars .twin tbody tr'), dashboard.year.months.length);
      await visit.button('Show chart: Earnings per day').click();
      await page.locator('trib-earnings-trend trib-chart-canvas').waitFor();
    });

    scenario('keeps what was chosen in the address', async (visit) => {
      const { page } = visit;
      await visit.signIn(OWNER);
      await page.getByText('Event date', { exact: true }).click();
      await visit.arrivesAt('/dashboard?clock=event-date');
      await page.reload();
      await visit.shows('of Earnings, by event date');
      const byEvent = await client.dashboard('?clock=event-date');
      const earnings = byEvent.kpis.find(({ id }) => id === 'earnings');
      expect(await text(page.locator('article.headline .figure'))).toBe(money(earnings?.value));

      await visit.button('Last 30 days').click();
      await page.getByRole('menuitem', { name: 'Last 7 days' }).click();
      await visit.arrivesAt('/dashboard?clock=event-date&days=7');
      await page.goBack();
      await visit.arrivesAt('/dashboard?clock=event-date');
      await visit.button('Last 30 days').waitFor();
    });

    scenario('narrows to one network', async (visit) => {
      await visit.signIn(OWNER);
      await visit.button('Network All').click();
      await visit.page.getByRole('menuitem', { name: 'Hotmart' }).click();
      await visit.arrivesAt('/dashboard?network=hotmart');
      const hotmart = await client.dashboard('?network=hotmart');
      const figure = visit.page.locator('article.headline .figure');
      const expected = money(hotmart.kpis.find(({ id }) => id === 'earnings')?.value);
      await until('the figure follows', async () => (await text(figure)) === expected, 10);
    });
  });

  describe('the sales', () => {
    scenario('are filtered by the address and loaded page by page', async (visit) => {
      const { page } = visit;
      await visit.comeBack(OWNER);
      await visit.open('/sales?status=refunded');
      const rows = page.locator('trib-sales-table tbody tr');
      await rows.first().waitFor();
      expect(new Set(await rows.locator('.status').allInnerTexts())).toEqual(new Set(['Refunded']));
      await visit.button('Clear filters').click();
      await visit.arrivesAt('/sales');
      await hasRows(rows, 50);
      await visit.button('Load more').click();
      await hasRows(rows, 100);
      const known = await sales(client, 100);
      expect(await texts(rows, '.product, .gross, .commission')).toEqual(known.map(saleRow));
    });

    scenario('open in a drawer that the keyboard walks through', async (visit) => {
      const { page } = visit;
      await visit.comeBack(OWNER);
      await visit.open('/sales');
      const opener = page.locator('trib-sales-table button.product-name').nth(2);
      const [, second, third, fourth] = await sales(client, 4);
      await opener.click();
      const drawer = page.getByRole('complementary', { name: 'Sale' });
      const isOpen = (sale: SaleRow | undefined) => visit.shows(sale?.orderNumber ?? '', drawer);
      await isOpen(third);
      await page.keyboard.press('j');
      await isOpen(fourth);
      await page.keyboard.press('k');
      await page.keyboard.press('k');
      await isOpen(second);
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
      expect(await visit.focused()).toBe(await opener.getAttribute('aria-label'));
    });

    scenario('say so when nothing matches', async (visit) => {
      await visit.comeBack(OWNER);
      await visit.open('/sales?search=no-such-order');
      await visit.shows('No sales match these filters');
      await visit.shows(/^Nearest sale: /);
      await visit.button('Clear filters').last().click();
      await visit.arrivesAt('/sales');
    });
  });

  describe('the keyboard', () => {
    scenario('reaches the search from anywhere', async (visit) => {
      const { page } = visit;
      await visit.signIn(OWNER);
      await visit.shows('20 newest');
      await page.keyboard.press('/');
      expect(await visit.focused()).toBe('Search sales, products, orders');
      const [sale] = await sales(client, 1);
      await page.keyboard.type(sale?.orderNumber ?? '');
      await page.keyboard.press('Enter');
      await visit.arrivesAt('/sales');
      await page.locator('trib-sales-table tbody tr').first().waitFor();
      expect(await page.locator('trib-sales-table .order .trib-mono').first().innerText()).toBe(
        sale?.orderNumber,
      );
    });

    scenario('meets the main actions in order, each with a visible focus', async (visit) => {
      const { page } = visit;
      await visit.comeBack(OWNER);
      await visit.open('/connections');
      await visit.button('Add network').waitFor();
      const met: string[] = [];
      const withoutRing: string[] = [];
      for (let step = 0; step < 60 && met.at(-1) !== 'More for Hotmart · Maré Alta'; step += 1) {
        await page.keyboard.press('Tab');
        met.push(await visit.focused());
        if (!(await hasRing(visit))) withoutRing.push(met.at(-1) ?? '');
      }
      const main = [
        'Skip to the content',
        'Dashboard',
        'Sales',
        'Connections',
        'Theme',
        'Sync all',
        'Add network',
      ];
      expect(met.filter((name) => main.includes(name))).toEqual(main);
      expect(met).toEqual(expect.arrayContaining(['Search sales, products, orders', 'Sync now']));
      expect(withoutRing).toEqual([]);
      await visit.button('Add network').focus();
      await page.keyboard.press('Enter');
      const panel = page.getByRole('complementary', { name: 'Connect a network' });
      await panel.waitFor();
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
      expect(await visit.focused()).toBe('Add network');
    });
  });

  describe('every page', () => {
    for (const { name, show } of EVERY_PAGE) {
      scenario(`is accessible and fits every width: ${name}`, async (visit) => {
        const { page } = visit;
        if (name !== 'sign-in') await visit.signIn(OWNER);
        await show(visit);
        const found: string[] = [];
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          const tooWide = await overflow(visit);
          if (tooWide !== null) found.push(`${width} px: ${tooWide}`);
          if (width !== 390 && width !== 1440) continue;
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.emulateMedia({ colorScheme });
            const violations = await accessibilityViolations(page);
            found.push(...violations.map((violation) => `${width} px, ${colorScheme}: ${violation}`));
            await visit.illustrate(`${name}-${colorScheme}-${width}`);
          }
        }
        expect(found).toEqual([]);
      });
    }
  });
});

/** As the page should write it; made here from Intl alone. */
function money(value: DecimalText | null | undefined, currency = 'EUR'): string {
  const format = new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: currency === 'USD' ? 'narrowSymbol' : 'symbol',
  });
  return value === null || value === undefined
    ? 'not reported'
    : format.format(value as Intl.StringNumericLiteral).replace('-', '−');
}

function shareRows({ share }: Dashboard): string[][] {
  const names: Readonly<Record<string, string>> = {
    clickbank: 'ClickBank',
    digistore24: 'Digistore24',
    buygoods: 'BuyGoods',
    maxweb: 'MaxWeb',
    jvzoo: 'JVZoo',
    hotmart: 'Hotmart',
  };
  return share.map((part) => [
    names[part.network] ?? '',
    money(part.earnings),
    new Intl.NumberFormat('en-GB', {
      style: 'percent',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }).format((part.share ?? '') as Intl.StringNumericLiteral),
  ]);
}

function saleRow(sale: SaleRow): string[] {
  return [
    sale.productName ?? 'not reported',
    money(sale.amount, sale.currency),
    money(sale.commission, sale.commissionCurrency),
  ];
}

async function sales(client: ApiClient, limit: number): Promise<readonly SaleRow[]> {
  return (await client.call<{ items: readonly SaleRow[] }>('GET', `sales?limit=${limit}`)).body.items;
}

async function hasRows(rows: Locator, count: number): Promise<void> {
  await until(`${count} rows are shown`, async () => (await rows.count()) === count, 10);
}

async function text(place: Locator): Promise<string> {
  return (await place.innerText()).replaceAll(/\s+/g, '');
}

/** Of each row the texts of its cells, without the monograms of networks. */
async function texts(rows: Locator, cells: string): Promise<string[][]> {
  return rows.evaluateAll(
    (found, selector) =>
      found.map((row) =>
        [...row.querySelectorAll(selector)].map((cell) => {
          const name = cell.querySelector('.name');
          return (name ?? cell).textContent.trim();
        }),
      ),
    cells,
  );
}

/** What makes the page scroll sideways once it has settled, or null. Charts follow a new width with a short delay. */
async function overflow({ page }: Visit): Promise<string | null> {
  const settled = page.waitForFunction(
    () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    undefined,
    { timeout: 1_500 },
  );
  const isSettled = await settled.then(
    () => true,
    () => false,
  );
  if (isSettled) return null;
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const widest = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    const names = widest.map(
      (element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`,
    );
    return `${scrollWidth} px wide: ${names.join(', ')}`;
  });
}

/** The focused element, or the box around a field, is outlined or has a ring. */
async function hasRing({ page }: Visit): Promise<boolean> {
  return page.evaluate(() => {
    for (let at = document.activeElement, up = 0; at && up < 4; at = at.parentElement, up += 1) {
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) return true;
    }
    return false;
  });
}
