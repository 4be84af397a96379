import {
  ACCOUNTS,
  type AppProcess,
  connectAll,
  Installation,
  OPERATOR,
  OWNER,
  ROOT,
  ZONE,
} from '@tributary/e2e-installation';
import { CLIENT_ID, CLIENT_SECRET, OpenIdServer } from '@tributary/oidc/testing';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { accessibilityViolations } from './browser/accessibility';
import { inBrowser } from './browser/scenarios';
import type { Visit } from './browser/visit';

const MINUTE = 60_000;
jest.setTimeout(2 * MINUTE);

const HOME = '/platform/agencies';
const PAGES = [HOME, `${HOME}?add=1`, '/platform/users', '/platform/networks'];
const CLIENT_FOLDER = join(ROOT, 'dist/apps/client/browser');

describe('who runs the installation, and people of an identity provider', () => {
  let installation: Installation;
  let app: AppProcess;
  let provider: OpenIdServer;
  /** Another site than the provider's, as in real life. */
  let origin = '';
  const scenario = inBrowser(() => origin);

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 1 });
    await installation.addOperator();
    const [agency] = await installation.rows<{ id: string }>(`select id from agency where kind = 'customer'`);
    const port = await freePort();
    origin = `http://localhost:${port}`;
    provider = await OpenIdServer.start(`${origin}/sso/callback`);
    app = await installation.start({
      ...{
        APP_ROLE: 'all',
        CLIENT_FOLDER,
        PORT: String(port),
        PUBLIC_URL: origin,
        BIND_ADDRESS: 'localhost',
      },
      ...{ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: CLIENT_SECRET },
      OIDC_LABEL: 'Acme account',
      OIDC_ROLE_MAP: JSON.stringify([{ group: 'marketing', agency: agency?.id, role: 'analyst' }]),
    });
    const client = await installation.client(app);
    const day = Temporal.Now.plainDateISO(ZONE).subtract({ days: 5 }).toString();
    await connectAll(client, day, ACCOUNTS.slice(0, 2));
  }, 2 * MINUTE);

  afterAll(async () => {
    await installation.destroy();
    await provider.close();
  }, MINUTE);

  scenario('begins at the agencies, without a way to any figure', async (visit) => {
    await visit.signIn(OPERATOR, HOME);
    await visit.shows('Acme Media');
    const links = await visit.page.locator('.side nav a').allInnerTexts();
    expect(links).toEqual(expect.arrayContaining(['Agencies', 'People', 'Network health']));
    for (const figures of ['Dashboard', 'Sales', 'Connections']) expect(links).not.toContain(figures);
    expect(await visit.page.locator('input[type=search]').count()).toBe(1);
  });

  scenario('suspends an agency, whose people are out until it works again', async (visit) => {
    await visit.signIn(OPERATOR, HOME);
    await visit.button('Actions for Acme Media').click();
    await visit.page.getByRole('menuitem', { name: 'Suspend agency' }).click();
    await visit.button('Suspend agency').click();
    await visit.shows('Acme Media is suspended');
    const shutOut = await signInStatus(app, OWNER);
    await visit.button('Actions for Acme Media').click();
    await visit.page.getByRole('menuitem', { name: 'Let it work again' }).click();
    await visit.shows('Acme Media works again');
    expect([shutOut, await signInStatus(app, OWNER)]).toEqual([403, 200]);
  });

  for (const path of PAGES) {
    scenario(`is accessible and fits every width: ${path}`, async (visit) => {
      const { page } = visit;
      await visit.signIn(OPERATOR, HOME);
      await visit.open(path);
      await page.locator('.row').first().waitFor();
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        const isTooWide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
        expect(await page.evaluate(isTooWide)).toBe(false);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await accessibilityViolations(page)).toEqual([]);
        }
      }
    });
  }

  scenario('signs in somebody whom the provider names, on the page that was asked for', async (visit) => {
    provider.people.set('grace', {
      ...{ email: 'grace@acme.example', email_verified: true, name: 'Grace Example', groups: ['marketing'] },
    });
    await visit.open('/sales?status=refunded');
    await visit.arrivesAt('/sign-in');
    await throughProvider(visit, 'grace');
    await visit.arrivesAt('/sales?status=refunded');
    await visit.page.reload();
    await visit.button(/Account of Grace Example/).waitFor();
    expect(new URL(visit.page.url()).pathname).toBe('/sales');
  });

  scenario('says why somebody without a role stays outside', async (visit) => {
    provider.people.set('eve', { email: 'eve@acme.example', email_verified: true, groups: ['others'] });
    await visit.open('/sign-in');
    await throughProvider(visit, 'eve');
    await visit.shows('Your account has no access here.');
    const cookies = await visit.page.context().cookies();
    expect(cookies.map(({ name }) => name).filter((name) => name.includes('tributary'))).toEqual([]);
  });
});

/** Leaves for the provider, signs in there and agrees. */
async function throughProvider(visit: Visit, subject: string): Promise<void> {
  const { page } = visit;
  // Its login page would like a font from elsewhere, and has no picture for the tab.
  await page.route('https://fonts.googleapis.com/**', (route) =>
    route.fulfill({ contentType: 'text/css', body: '' }),
  );
  visit.expectRefusal('/favicon.ico');
  await page.getByRole('link', { name: 'Acme account' }).click();
  await page.locator('input[name=login]').fill(subject);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function signInStatus(app: AppProcess, { email, password }: typeof OWNER): Promise<number> {
  const { status } = await fetch(`${app.url}/api/v1/auth/sign-in`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ email, password }),
  });
  return status;
}

/** The provider has to know the address before the application has it. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port');
  return address.port;
}
