import type { NetworkAccountView } from '@tributary/api-contract';
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
import { accessibilityViolations } from './browser/accessibility';
import { inBrowser } from './browser/scenarios';
import type { Visit } from './browser/visit';

const MINUTE = 60_000;
jest.setTimeout(2 * MINUTE);

const CLICKBANK = ACCOUNTS.find(({ network }) => network === 'clickbank');
const REASON = /^ClickBank sent a row whose transactionTime/;

// One story: rows of an account could not be read, somebody looks at them, judges one, and has the others read again.
describe('rows kept aside', () => {
  let installation: Installation;
  let app: AppProcess;
  let client: ApiClient;
  let path: string;
  const scenario = inBrowser(() => app.url);

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 8 });
    app = await installation.start({
      APP_ROLE: 'all',
      CLIENT_FOLDER: join(ROOT, 'dist/apps/client/browser'),
    });
    client = await installation.client(app);
    await fetch(`${installation.simulator.url}/_faults`, {
      method: 'POST',
      body: JSON.stringify({
        ...{ kind: 'malformed-row', network: 'clickbank', times: 1 },
        ...{ field: 'transactionTime', value: 'a time that is none' },
      }),
    });
    const { body } = await client.call<NetworkAccountView>('POST', 'network-accounts', {
      ...{ network: 'clickbank', credentials: CLICKBANK?.credentials, label: 'northbank' },
      backfillFrom: Temporal.Now.plainDateISO(ZONE).subtract({ days: 2 }).toString(),
    });
    path = `/connections/${body.id}/kept-aside`;
    await until('the row is set aside', async () => (await client.accounts())[0]?.quarantinedRows === 1);
    await until('the account is read', async () => (await client.accounts())[0]?.health === 'fresh');
  }, 2 * MINUTE);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTE);

  async function look(visit: Visit): Promise<void> {
    await visit.comeBack(OWNER);
    await visit.open(path);
    await visit.shows(REASON);
  }

  scenario('leads from the card to the row, with the field that was wrong', async (visit) => {
    const { page } = visit;
    await visit.comeBack(OWNER);
    await visit.open('/connections');
    await page.getByRole('link', { name: /Look at them/ }).click();
    await visit.arrivesAt(path);
    await visit.shows(REASON);
    await page.getByText('What the network sent').click();
    await visit.shows('"transactionTime": "a time that is none"');
    const text = await page.locator('pre').innerText();
    expect(text).not.toMatch(/"(first|last|full)Name": "[^•"]/);
    expect(text.split('\n').filter((line) => line.trim() === '')).toEqual([]);
    await visit.illustrate('kept aside');
  });

  scenario(
    'is as wide as the window, and open to everybody, at every width and in both themes',
    async (visit) => {
      const { page } = visit;
      await look(visit);
      await page.getByText('What the network sent').click();
      for (const width of [360, 390, 768, 1440, 2560]) {
        await page.setViewportSize({ width, height: 900 });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect([width, Math.max(0, overflow)]).toEqual([width, 0]);
      }
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [390, 1440]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          expect(await accessibilityViolations(page)).toEqual([]);
          await visit.illustrate(`kept aside ${colorScheme} ${width}`);
        }
      }
    },
  );

  scenario('takes a reason for what is left out, and takes it back', async (visit) => {
    const { page } = visit;
    await look(visit);
    await visit.button('Leave it out').click();
    await page.getByRole('textbox').fill('an order of our own');
    expect(await accessibilityViolations(page)).toEqual([]);
    await visit.illustrate('kept aside reason');
    await visit.button('Leave it out').last().click();
    await visit.shows('1 row left out.');
    await page.getByText('Dismissed', { exact: false }).first().click();
    await visit.shows('“an order of our own”');
    await visit.button('Take it back').click();
    await visit.shows('They wait again.');
  });

  scenario('reads rows again in front of one’s eyes', async (visit) => {
    await look(visit);
    await visit.button('Read it again').click();
    await visit.shows('1 row still cannot be read.');
    await visit.shows(REASON);
  });

  scenario('reads kept pages again only after a confirmation', async (visit) => {
    const { page } = visit;
    await visit.comeBack(OWNER);
    await visit.open('/connections');
    await page.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'Advanced: read kept pages again' }).click();
    await visit.shows('ClickBank is not asked.');
    expect(await accessibilityViolations(page)).toEqual([]);
    await visit.illustrate('kept pages again');
    await visit.button('Read kept pages again').click();
    await visit.shows('They say what is stored already.');
  });
});
