import type { NetworkAccountView } from '@tributary/api-contract';
import {
  ACCOUNTS,
  type ApiClient,
  type AppProcess,
  Installation,
  OPERATOR,
  OWNER,
  ROOT,
  until,
  ZONE,
} from '@tributary/e2e-installation';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { routePaths } from './browser/route-paths';
import { inBrowser } from './browser/scenarios';
import type { Visit } from './browser/visit';

const MINUTE = 60_000;
jest.setTimeout(2 * MINUTE);

const CLICKBANK = ACCOUNTS.find(({ network }) => network === 'clickbank');
/** A table has the same menu in every row. */
const ENOUGH = 12;
/** Pages for whoever runs the installation: everybody else is refused what they ask for. */
const PLATFORM = '/platform/';
/** Pages for people who are not signed in: a signed-in browser is sent on. */
const OUTSIDE = /^\/(sign-in|invitation|reset|forgot|accept|sso)/;

/** Opened without the link of a mail, these ask in vain, and say so. */
const NEED_A_LINK: Readonly<Record<string, string>> = {
  '/invitation': '/auth/invitation',
  '/new-password': '/auth/password-reset/open',
};

// Every page that the router knows is opened under the policy that production sends, and everything on it that opens is
// opened. A window with a broken policy, an error in the console or a failed request fails its scenario by itself.
describe('the content security policy', () => {
  let installation: Installation;
  let app: AppProcess;
  let client: ApiClient;
  let accountId = '';
  const scenario = inBrowser(() => app.url);

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 8 });
    app = await installation.start({
      APP_ROLE: 'all',
      CLIENT_FOLDER: join(ROOT, 'dist/apps/client/browser'),
    });
    await installation.addOperator();
    client = await installation.client(app);
    const { body } = await client.call<NetworkAccountView>('POST', 'network-accounts', {
      ...{ network: 'clickbank', credentials: CLICKBANK?.credentials, label: 'northbank' },
      backfillFrom: Temporal.Now.plainDateISO(ZONE).subtract({ days: 20 }).toString(),
    });
    accountId = body.id;
    await until('the account is read', async () => (await client.accounts())[0]?.health === 'fresh');
  }, 2 * MINUTE);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTE);

  for (const route of routePaths()) {
    scenario(`holds at ${route}, in both themes, with everything open`, async (visit) => {
      if (route.startsWith(PLATFORM)) await visit.comeBack(OPERATOR);
      else if (!OUTSIDE.test(route)) await visit.comeBack(OWNER);
      const inVain = NEED_A_LINK[route];
      if (inVain !== undefined) visit.expectRefusal(inVain);
      await visit.page.emulateMedia({ colorScheme: 'light' });
      await visit.open(addressOf(route));
      await isQuiet(visit);
      if (!OUTSIDE.test(route)) expect(visit.page.url()).not.toContain('/sign-in');
      await openEverything(visit);
      await readCharts(visit);
      // Charts and pictures are drawn anew in the other colours; menus only get them from their variables.
      await visit.page.emulateMedia({ colorScheme: 'dark' });
      await isQuiet(visit);
      await readCharts(visit);
    });
  }

  scenario('holds for the panels and the drawer', async (visit) => {
    await visit.comeBack(OWNER);
    await visit.open('/sales');
    await visit.page.locator('trib-sales-table button.product-name').first().click();
    await visit.page.locator('trib-sale-drawer').waitFor();
    await visit.open('/connections?add=1');
    await visit.button('Digistore24').click();
    await visit.shows('Where the key is');
  });

  it('is sent with scripts and styles in the form that the build compressed', async () => {
    const page = await (await fetch(app.url)).text();
    const files = [...page.matchAll(/(?:src|href)="(\/[\w-]+\.(?:js|css))"/g)].map(([, file = '']) => file);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const answer = await fetch(`${app.url}${file}`, { headers: { 'accept-encoding': 'br' } });
      const isSmall = (await answer.text()).length < 1_000;
      const form = answer.headers.get('content-encoding');
      expect([file, answer.status, form]).toEqual([file, 200, isSmall ? null : 'br']);
    }
  });

  scenario('holds for a page that does not exist', async (visit) => {
    await visit.open('/no-such-page');
    await visit.shows('There is no page at this address');
  });

  scenario('lets neither a style attribute nor a script nor markup in', async (visit) => {
    const { page } = visit;
    await visit.signIn(OWNER);
    await visit.shows('20 newest');
    const tried = await page.evaluate(() => {
      const host = document.body.appendChild(document.createElement('p'));
      const ways: Record<string, () => void> = {
        attribute: () => {
          host.setAttribute('style', 'color: rgb(1, 2, 3)');
        },
        element: () => {
          const style = document.createElement('style');
          style.textContent = 'p { color: rgb(1, 2, 3) }';
          document.head.append(style);
        },
        markup: () => {
          host.innerHTML = '<b>bold</b>';
        },
        script: () => {
          document.body.append(
            Object.assign(document.createElement('script'), { text: 'globalThis.ran = 1' }),
          );
        },
      };
      for (const way of Object.values(ways)) {
        try {
          way();
        } catch {
          // Trusted Types refuse by throwing.
        }
      }
      const looks = getComputedStyle(host).color;
      return { looks, children: host.childElementCount, ran: 'ran' in globalThis };
    });
    expect(tried).toEqual({
      looks: expect.not.stringContaining('1, 2, 3') as string,
      children: 0,
      ran: false,
    });
    await until('each try is reported', () => Promise.resolve(visit.complaints.length >= 4), 5);
    expect(visit.complaints.filter((line) => !/Policy|Content Security|Trusted/i.test(line))).toEqual([]);
    visit.complaints.length = 0;
  });

  /** @throws {Error} for a parameter that nobody gave a value yet: say below where a real one comes from. */
  function addressOf(route: string): string {
    const known: Readonly<Record<string, string>> = { accountId };
    return route.replaceAll(/:(\w+)/g, (_, name: string) => {
      const value = known[name];
      if (value === undefined) throw new Error(`Which value shall :${name} of ${route} have?`);
      return value;
    });
  }
});

/** The page has its heading, and nothing on it is loading any more. */
async function isQuiet({ page }: Visit): Promise<void> {
  await page.locator('h1').first().waitFor();
  await until('the page is loaded', async () => (await page.locator('[aria-busy="true"]').count()) === 0, 20);
  await page.waitForTimeout(300);
}

/** Menus, lists, popovers and whatever else says of itself that it opens. */
async function openEverything({ page }: Visit): Promise<void> {
  const openers = page.locator('[aria-haspopup]:visible, [aria-expanded="false"]:visible, summary:visible');
  for (let at = 0; at < Math.min(ENOUGH, await openers.count()); at += 1) {
    const opener = openers.nth(at);
    if (!(await isThere(opener))) continue;
    await opener.hover();
    await opener.click();
    await page.waitForTimeout(60);
    await page.keyboard.press('Escape');
  }
  for (const hint of (await page.locator('[aria-describedby]:visible').all()).slice(0, ENOUGH)) {
    if (await isThere(hint)) await hint.hover({ force: true });
  }
}

async function isThere(element: Locator): Promise<boolean> {
  return (await element.isVisible()) && (await element.isEnabled());
}

/** Tooltips by pointer and by arrow keys. */
async function readCharts({ page }: Visit): Promise<void> {
  for (const chart of await page.locator('trib-chart-canvas:visible').all()) {
    const box = await chart.boundingBox();
    if (!box) continue;
    await chart.scrollIntoViewIfNeeded();
    for (const part of [0.3, 0.5, 0.7]) {
      await chart.hover({ position: { x: box.width * part, y: box.height / 2 }, force: true });
    }
    const focusable = chart.locator('[tabindex="0"]').first();
    if ((await focusable.count()) === 0) continue;
    await focusable.focus();
    for (const key of ['ArrowRight', 'ArrowLeft', 'End', 'Home']) await page.keyboard.press(key);
  }
}
