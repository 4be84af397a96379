import type { ClientView } from '@tributary/api-contract';
import { aMember } from '@tributary/domain/testing';
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
import { PostgresMemberRepository } from '@tributary/postgres';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { accessibilityViolations } from './browser/accessibility';
import { inBrowser } from './browser/scenarios';
import type { Visit } from './browser/visit';

const MINUTE = 60_000;
jest.setTimeout(2 * MINUTE);

const CLEO = { email: 'cleo@customer.example', password: OWNER.password };
const IDA = { email: 'ida@customer.example', password: OWNER.password };
const OTHERS = /Digistore24|Hotmart|MaxWeb|JVZoo|BuyGoods/;

// One story: an admin makes a client and gives it an account; its logins see that account and nothing else.
describe('a login of a client', () => {
  let installation: Installation;
  let app: AppProcess;
  let admin: ApiClient;
  const scenario = inBrowser(() => app.url);

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 4 });
    app = await installation.start({
      APP_ROLE: 'all',
      CLIENT_FOLDER: join(ROOT, 'dist/apps/client/browser'),
    });
    admin = await installation.client(app);
    await connectAll(admin, Temporal.Now.plainDateISO(ZONE).subtract({ days: 70 }).toString());
    await until('every account is read', allFresh(admin));
  }, 4 * MINUTE);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTE);

  scenario('begins with a client that an admin adds and gives an account', async (visit) => {
    const { page } = visit;
    await visit.signIn(OWNER);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Clients' }).click();
    await visit.arrivesAt('/clients');
    await visit.button('Add client').click();
    await page.getByLabel('Name', { exact: true }).fill('Acme Shop');
    await visit.button('Save').click();
    const card = page.getByRole('article', { name: 'Acme Shop' });
    await visit.shows('None yet: its logins see nothing.', card);
    await visit.button('Choose accounts', card).click();
    await page.getByRole('checkbox', { name: /ClickBank/ }).check();
    await visit.button('Save').click();
    await visit.shows(/ClickBank ·/, card);
    expect(await accessibilityViolations(page)).toEqual([]);
    await illustrated(visit, 'clients');

    const { body } = await admin.call<ClientView[]>('GET', 'clients');
    expect(body).toMatchObject([{ name: 'Acme Shop', accounts: 1 }]);
    await addLogin(CLEO.email, 'money', body);
    await addLogin(IDA.email, 'index', body);
  });

  scenario('sees its own figures and sales, and no trace of the others', async (visit) => {
    const { page } = visit;
    await visit.signIn(CLEO);
    await visit.shows('Covers 1 of 1 account');
    expect(await page.locator('main').innerText()).not.toMatch(OTHERS);
    expect(await accessibilityViolations(page)).toEqual([]);
    await illustrated(visit, 'client login, money');
    const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
    expect(await links.allInnerTexts()).toEqual(['Dashboard', 'Sales', 'What moved']);

    await visit.open('/sales');
    await page.locator('trib-sales-table').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(OTHERS);
    await visit.button(/^Network/).click();
    expect(await page.getByRole('dialog').innerText()).not.toMatch(OTHERS);

    await visit.open('/clients');
    await visit.shows('This page is not for your role');
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  scenario('may see an index: no amount, no currency, no sale', async (visit) => {
    const { page } = visit;
    await visit.signIn(IDA);
    await visit.shows(/Figures are shown as an index: 100 is/);
    await visit.shows('Covers 1 of 1 account');
    expect(await page.locator('body').innerText()).not.toMatch(/[€$£]|EUR|USD|Recent sales/);
    expect(await accessibilityViolations(page)).toEqual([]);
    await illustrated(visit, 'client login, index');
    await visit.open('/sales');
    await visit.shows('This page is not for your role');
  });

  scenario('sees nothing any more once its client is gone', async (visit) => {
    const { page } = visit;
    await visit.comeBack(OWNER);
    await visit.open('/clients');
    await visit.button('More for Acme Shop').click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await visit.button('Remove').click();
    await visit.shows('No client yet');
    const cleo = await installation.client(app, CLEO);
    const { text } = await cleo.read('dashboard');
    expect(JSON.parse(text)).toMatchObject({ accounts: [], share: [], recentSales: [] });
  });

  async function addLogin(
    email: string,
    figures: 'money' | 'index',
    clients: readonly ClientView[],
  ): Promise<void> {
    const [owner] = await installation.rows<{ agency_id: string; password_hash: string }>(
      `select agency_id, password_hash from member where email = '${OWNER.email}'`,
    );
    if (!owner) throw new Error('The owner is gone');
    const login = aMember({
      ...{ id: randomUUID(), agencyId: owner.agency_id, email, name: 'Cleo Customer', role: 'client' },
      ...{ figures, clientIds: clients.map(({ id }) => id) },
    });
    await new PostgresMemberRepository(installation.database.orm).add(login, owner.password_hash);
  }

  /** At both widths and in both themes; nothing is wider than the window. */
  async function illustrated(visit: Visit, name: string): Promise<void> {
    const { page } = visit;
    for (const width of [390, 1440]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        // Charts follow a new width with a short delay.
        await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth);
        await visit.illustrate(`${name} ${width} ${colorScheme}`);
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
  }
});
