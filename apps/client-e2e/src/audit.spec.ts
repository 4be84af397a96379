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
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { accessibilityViolations } from './browser/accessibility';
import { inBrowser } from './browser/scenarios';
import type { Visit } from './browser/visit';

const MINUTE = 60_000;
jest.setTimeout(2 * MINUTE);

const CLICKBANK = ACCOUNTS.find(({ network }) => network === 'clickbank');
/** What spreadsheets would run, and browsers would draw. */
const LABEL = '=1+1 <b onmouseover=alert(1)>north</b>';
const NEW_NAME = 'Northbank Group';

// One story: somebody changes things, finds who did what with before and after, and takes it along.
describe('the audit trail', () => {
  let installation: Installation;
  let app: AppProcess;
  let client: ApiClient;
  let accountId: string;
  const scenario = inBrowser(() => app.url);

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 4 });
    app = await installation.start({
      APP_ROLE: 'all',
      CLIENT_FOLDER: join(ROOT, 'dist/apps/client/browser'),
    });
    client = await installation.client(app);
    const { body } = await client.call<NetworkAccountView>('POST', 'network-accounts', {
      ...{ network: 'clickbank', credentials: CLICKBANK?.credentials, label: LABEL },
      backfillFrom: Temporal.Now.plainDateISO(ZONE).subtract({ days: 2 }).toString(),
    });
    accountId = body.id;
    await until('the account is read', async () => (await client.accounts())[0]?.health === 'fresh');
    await client.call('PATCH', 'network-accounts/0198c0de-0000-4000-8000-000000000099', { isPaused: true });
  }, 2 * MINUTE);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTE);

  /** Clicks what downloads, and reads the file that comes of it. */
  async function downloaded(visit: Visit): Promise<{ readonly name: string; readonly text: string }> {
    const coming = visit.page.waitForEvent('download');
    await visit.button('Export CSV').click();
    const file = await coming;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }

  scenario('tells what was just changed, with before and after', async (visit) => {
    const { page } = visit;
    await visit.comeBack(OWNER);
    await visit.open('/settings');
    await page.getByLabel('Name', { exact: true }).fill(NEW_NAME);
    await visit.button('Save settings').click();
    await visit.shows(NEW_NAME, page.locator('.agency-name'));
    await page.getByRole('link', { name: 'Audit' }).first().click();
    await visit.arrivesAt('/audit');
    const newest = page.locator('trib-audit-table tbody tr').first();
    await visit.shows('Changed the agency settings', newest);
    await visit.shows(new RegExp(`Name: .+ → ${NEW_NAME}`), newest);
    await newest.click();
    const entry = page.getByRole('complementary', { name: 'Entry' });
    await visit.shows('Before and after', entry);
    await visit.shows(NEW_NAME, entry);
    await visit.shows('Mozilla/5.0', entry);
    await page.keyboard.press('Escape');
    await entry.waitFor({ state: 'detached' });
  });

  scenario('shows what was refused, and names as they are written', async (visit) => {
    const { page } = visit;
    await visit.comeBack(OWNER);
    await visit.open('/audit?kind=connections');
    const rows = page.locator('trib-audit-table tbody tr');
    await visit.shows('Refused', rows.first());
    await visit.shows(LABEL, rows.last());
    expect(await page.locator('trib-audit-table b').count()).toBe(0);
    await rows.first().click();
    await visit.shows('there is no such thing', page.getByRole('complementary', { name: 'Entry' }));
  });

  scenario('is narrowed to one person and one kind, in the address', async (visit) => {
    const { page } = visit;
    await visit.comeBack(OWNER);
    await visit.open('/audit');
    await page.locator('trib-audit-table tbody tr').first().click();
    await visit.button(/^Show what /).click();
    await page.waitForURL(/[?&]member=/);
    await visit.button(/^Kind/).click();
    await page.getByLabel('Agency settings').check();
    await page.waitForURL(/kind=settings/);
    await page.keyboard.press('Escape');
    const rows = page.locator('trib-audit-table tbody tr');
    await until(
      'only changes of settings are left',
      async () => {
        const texts = await rows.locator('.what').allInnerTexts();
        return texts.length === 1 && texts[0]?.includes('Changed the agency settings') === true;
      },
      10,
    );
    await visit.button('Clear filters').click();
    await visit.arrivesAt('/audit');
  });

  scenario('is taken along, and says so itself', async (visit) => {
    await visit.comeBack(OWNER);
    await visit.open('/audit?kind=connections');
    const { name, text } = await downloaded(visit);
    expect(name).toBe('audit-Northbank-Group.csv');
    const [head = '', ...rows] = text.trimEnd().split('\r\n');
    expect(head).toContain('Before,After,IP address,User agent');
    expect(rows.every((row) => /,(network-account|notification-address)\./.test(row))).toBe(true);
    expect(text).toContain(`'${LABEL},${accountId}`);
    await visit.open('/audit');
    await visit.shows('Exported the audit trail', visit.page.locator('trib-audit-table tbody tr').first());
  });

  scenario('knows who took sales along', async (visit) => {
    await visit.comeBack(OWNER);
    await visit.open('/sales');
    const rows = visit.page.locator('trib-sales-table tbody tr');
    await rows.first().waitFor();
    const { name, text } = await downloaded(visit);
    expect(name).toBe('sales-Northbank-Group.csv');
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength((await rows.count()) + 1);
    expect(lines[1]).toContain(`,clickbank,'${LABEL},`);
    await visit.open('/audit?kind=exports');
    await visit.shows('Exported sales', visit.page.locator('trib-audit-table tbody tr').first());
  });

  scenario('is open to everybody at every width and in both themes', async (visit) => {
    const { page } = visit;
    await visit.comeBack(OWNER);
    await visit.open('/audit');
    await page.locator('trib-audit-table tbody tr').first().waitFor();
    for (const width of [360, 390, 768, 1440, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect([width, Math.max(0, overflow)]).toEqual([width, 0]);
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await accessibilityViolations(page)).toEqual([]);
        await visit.illustrate(`audit ${colorScheme} ${width}`);
        const what = await page.locator('trib-audit-table button').nth(3).boundingBox();
        expect(what?.width).toBeGreaterThan(80);
        await page.locator('trib-audit-table tbody tr').nth(3).click();
        await page.locator('trib-audit-detail').waitFor();
        expect(await accessibilityViolations(page)).toEqual([]);
        await visit.illustrate(`audit entry ${colorScheme} ${width}`);
        await page.keyboard.press('Escape');
        await page.locator('trib-audit-detail').waitFor({ state: 'detached' });
      }
    }
  });
});
