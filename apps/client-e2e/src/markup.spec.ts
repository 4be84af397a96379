import type { ImportDetail, NetworkAccountView } from '@tributary/api-contract';
import {
  ACCOUNTS,
  type ApiClient,
  type AppProcess,
  Installation,
  OWNER,
  ROOT,
  until,
  ZONE,
} from '@tributary/e2e-installation';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { inBrowser } from './browser/scenarios';
import type { Visit } from './browser/visit';

const MINUTE = 60_000;
jest.setTimeout(2 * MINUTE);

/** Each sets `ran` where a page takes it for more than a text. */
const MARKUP = [
  '<img src=x onerror="globalThis.ran=1">',
  '"><script>globalThis.ran=1</script>',
  'javascript:globalThis.ran=1',
  "{{constructor.constructor('globalThis.ran=1')()}}",
  '<svg/onload=globalThis.ran=1>',
] as const;
const [IMAGE] = MARKUP;
const daysAgo = (days: number) => Temporal.Now.plainDateISO(ZONE).subtract({ days }).toString();
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

// What people name their products, orders, accounts and files comes from outside. It is shown as the text that it is, on
// every page; a handler that ran, an element that came to be, or a line of the policy's in the console fails a scenario.
describe('names that are markup', () => {
  let installation: Installation;
  let app: AppProcess;
  let client: ApiClient;
  let hotmart = '';
  let clickbank = '';
  let draft = '';
  const scenario = inBrowser(() => app.url);

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 4 });
    app = await installation.start({
      APP_ROLE: 'all',
      CLIENT_FOLDER: join(ROOT, 'dist/apps/client/browser'),
    });
    client = await installation.client(app);
    await client.call('PATCH', 'agency', { name: IMAGE });
    await control({ kind: 'malformed-row', network: 'clickbank', field: 'transactionTime', value: IMAGE });
    clickbank = await connect('clickbank', 'plain');
    hotmart = await connect('hotmart', IMAGE);
    await until('both are read', async () =>
      (await client.accounts()).every(({ health }) => health === 'fresh' || health === 'late'),
    );
    await commit(await checkedDraft(MARKUP.map((text, at) => row(`${at} ${text}`, text, 'Approved'))));
    draft = await checkedDraft([row('new', MARKUP[1], 'Approved'), row(`other ${IMAGE}`, IMAGE, IMAGE)], {
      [IMAGE.toLowerCase()]: 'completed',
    });
  }, 3 * MINUTE);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTE);

  scenario('are texts on the dashboard, its charts and their tooltips', async (visit) => {
    await visit.signIn(OWNER);
    await visit.shows('20 newest');
    for (const text of MARKUP) await visit.shows(text);
    for (const chart of await visit.page.locator('trib-chart-canvas').all()) await chart.hover();
    const tables = visit.page.getByRole('button', { name: /^Show table/ });
    const names = await tables.evaluateAll((found) =>
      found.map((one) => one.getAttribute('aria-label') ?? ''),
    );
    expect(names).toHaveLength(3);
    for (const name of names) await visit.button(name).click();
    await visit.button(/^Network /).click();
    await isHarmless(visit);
  });

  scenario('are texts among the sales, in the search and in the drawer', async (visit) => {
    await visit.comeBack(OWNER);
    await visit.open(`/sales?search=${encodeURIComponent(IMAGE)}`);
    await visit.page.locator('trib-sales-table tbody tr').first().waitFor();
    await visit.open('/sales');
    for (const text of MARKUP) {
      await visit.page.locator('trib-sales-table button.product-name', { hasText: text }).first().click();
      const drawer = visit.page.locator('trib-sale-drawer');
      await visit.shows(text, drawer);
      await isHarmless(visit);
      await visit.page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
    }
  });

  scenario('are texts where something moved', async (visit) => {
    await visit.comeBack(OWNER);
    await visit.open('/changes?period=30-days');
    await visit.page.locator('section[aria-label="What moved"][aria-busy="false"]').waitFor();
    await visit.shows(IMAGE);
    await isHarmless(visit);
  });

  scenario('are texts on the connections', async (visit) => {
    await visit.comeBack(OWNER);
    await visit.open('/connections');
    await visit.shows(IMAGE);
    await visit.button(`More for Hotmart · ${IMAGE}`).click();
    await isHarmless(visit);
  });

  scenario('are texts in a file that is looked at before it is imported', async (visit) => {
    await visit.comeBack(OWNER);
    await visit.open(`/connections/${hotmart}/import?file=${draft}`);
    await visit.button('Change columns').waitFor();
    await visit.shows(`${IMAGE}.csv`);
    await isHarmless(visit);
    await visit.button('Change columns').click();
    await visit.shows(IMAGE);
    await isHarmless(visit);
  });

  scenario('are texts among the rows kept aside', async (visit) => {
    await visit.comeBack(OWNER);
    await visit.open(`/connections/${clickbank}/kept-aside`);
    await visit.page.getByText('What the network sent').click();
    await visit.shows(/onerror=\\"globalThis\.ran=1\\"/);
    await isHarmless(visit);
  });

  scenario('are texts in the settings and in the address', async (visit) => {
    await visit.comeBack(OWNER);
    await visit.open('/settings');
    await visit.page.locator('h1').waitFor();
    await visit.open(`/sales?search=${encodeURIComponent(IMAGE)}#${IMAGE}`);
    await visit.page.locator('h1').waitFor();
    await isHarmless(visit);
  });

  async function connect(network: string, label: string): Promise<string> {
    const credentials = ACCOUNTS.find((account) => account.network === network)?.credentials;
    const { body } = await client.call<NetworkAccountView>('POST', 'network-accounts', {
      ...{ network, credentials, label, backfillFrom: daysAgo(2) },
    });
    return body.id;
  }

  /** A file that was given and checked whole. @returns its id */
  async function checkedDraft(rows: readonly string[], words: Readonly<Record<string, string>> = {}) {
    const answer = await client.sendFile<ImportDetail>(
      `network-accounts/${hotmart}/imports`,
      `Order,Day,State,Earned,Currency,Product,Price\n${rows.join('\n')}\n`,
      `${IMAGE}.csv`,
    );
    const { id } = answer.body;
    const names = ['orderId', 'saleDate', 'status', 'commission', 'currency', 'productName', 'gross'];
    const fields = Object.fromEntries(names.map((name, column) => [name, { kind: 'column', column }]));
    const { status, body } = await client.call<ImportDetail>(
      'PUT',
      `network-accounts/${hotmart}/imports/${id}/mapping`,
      {
        form: { encoding: 'utf-8', delimiter: ',' },
        mapping: {
          ...{ fields, dateFormat: 'iso', timeZone: 'UTC', decimalSign: 'point' },
          statusWords: { approved: 'completed', ...words },
          ...{ refundRows: 'same-row', refundTakes: 'all' },
        },
        checks: 'whole-file',
      },
    );
    expect([status, body.preview?.errors]).toEqual([200, []]);
    return id;
  }

  async function commit(id: string): Promise<void> {
    const { status } = await client.call('POST', `network-accounts/${hotmart}/imports/${id}/commit`);
    expect(status).toBe(200);
  }

  async function control(fault: object): Promise<void> {
    const answer = await fetch(`${installation.simulator.url}/_faults`, {
      method: 'POST',
      body: JSON.stringify({ times: 1, ...fault }),
    });
    expect(answer.ok).toBe(true);
  }
});

function row(order: string, product: string, state: string): string {
  return [order, `${daysAgo(0)} 00:00:01`, state, '4000.00', 'EUR', product, '9000.00'].map(quoted).join(',');
}

/** Nothing ran, nothing came to be, and no address leads to a script. */
async function isHarmless({ page }: Visit): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: 'ran' in globalThis,
    elements: document.querySelectorAll('img[src="x"], script:not([src]), [onerror], [onload]').length,
    scripts: document.querySelectorAll('a[href^="javascript:" i], iframe').length,
  }));
  expect(found).toEqual({ ran: false, elements: 0, scripts: 0 });
}
