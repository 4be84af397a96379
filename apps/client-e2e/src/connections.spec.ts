import {
  type ApiClient,
  type AppProcess,
  Installation,
  OWNER,
  ROOT,
  until,
} from '@tributary/e2e-installation';
import { DEMO_ACCOUNTS, type FaultRequest } from '@tributary/network-simulator';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { inBrowser } from './browser/scenarios';
import type { Visit } from './browser/visit';

const MINUTE = 60_000;
jest.setTimeout(MINUTE);

const DAY_MS = 24 * 60 * MINUTE;
const KEY = DEMO_ACCOUNTS.find(({ label }) => label === 'ersatzkonto')?.credentials.apiKey ?? '';
const WRONG_KEY = '100002-DEMOersatzkonto0000000000000000000009';
const NAME = 'Digistore24 · ersatzkonto';

// The scenarios are one story and follow each other: an agency connects its first account and keeps it going.
describe('connecting a network', () => {
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
    // The network is two days behind at first, so that later there is something new to read.
    await control('_clock', { now: new Date(Date.now() - 2 * DAY_MS).toISOString(), held: true });
  }, 2 * MINUTE);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTE);

  scenario('starts from an empty page that says the next step', async (visit) => {
    await visit.signIn(OWNER);
    await visit.shows('No network connected yet');
    await visit.shows('Add the first one. Sales appear here while it is still reading.');
    await visit.button('Add network').click();
    await visit.arrivesAt('/connections');
    await visit.shows('Which network do you want to read? Read access is enough.');
  });

  scenario('repeats the network’s words about a wrong key and saves nothing', async (visit) => {
    visit.expectRefusal('/network-accounts/test');
    await openDigistore(visit);
    await typeKey(visit, WRONG_KEY);
    await visit.button('Test key').click();
    await visit.shows('Digistore24 refused this key.');
    await visit.shows(
      'The network says: "The API key is invalid." Copy the key again and check that it is still listed as active. Nothing was saved.',
    );
    expect(await client.accounts()).toEqual([]);
  });

  scenario('reads the history in front of one’s eyes and forgets the key', async (visit) => {
    const { page } = visit;
    const answers = await everyAnswer(page);
    await slow('digistore24', 150);
    await openDigistore(visit);
    await typeKey(visit, KEY);
    await visit.button('Test key').click();
    await visit.shows('The key works.');
    await visit.button('Choose the start').click();
    await page.getByLabel('Account name').fill('ersatzkonto');
    await page.getByText('This year').click();
    await visit.button('Connect and read').first().click();
    await visit.shows('Digistore24 · ersatzkonto is connected.');

    const panel = page.getByRole('complementary', { name: 'Connect a network' });
    const progress = panel.getByRole('progressbar');
    await until(
      'the reading moves',
      async () => {
        const value = Number(await progress.getAttribute('aria-valuenow'));
        return value > 0 && value < 100;
      },
      20,
    );
    expect(await progress.getAttribute('aria-valuetext')).toMatch(/^[\d,]+ of [\d,]+ days since 1 Jan/);
    await removeFaults();
    await visit.button('Close', panel).last().click();
    await visit.shows('Fresh', card(visit));

    expect(await page.content()).not.toContain(KEY);
    expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(KEY);
    expect(answers.filter((answer) => answer.includes(KEY))).toEqual([]);
    expect(answers.length).toBeGreaterThan(5);
    await visit.shows(`API key ends in ${KEY.slice(-4)}`);
  });

  scenario('does not connect the same account twice', async (visit) => {
    await openDigistore(visit);
    await typeKey(visit, KEY);
    await visit.button('Test key').click();
    await visit.shows('This Digistore24 account is already connected as ersatzkonto.');
    await visit.button('Open it').click();
    await visit.page.getByRole('complementary').waitFor({ state: 'detached' });
  });

  scenario('shows what a sync brought', async (visit) => {
    await visit.comeBack(OWNER);
    await visit.open('/connections');
    const before = await countOf(visit, 'New');
    await control('_clock', { now: new Date().toISOString(), held: true });
    await slow('digistore24', 400);
    await visit.button('Sync now', card(visit)).click();
    await visit.button('Reading', card(visit)).waitFor();
    await removeFaults();
    await visit.button('Sync now', card(visit)).waitFor();
    await until('the new sales are counted', async () => (await countOf(visit, 'New')) !== before, 10);
    const [account] = await client.accounts();
    expect(account?.recentRuns[0]).toMatchObject({ trigger: 'manual', outcome: 'ok' });
    expect(account?.recentRuns[0]?.created).toBeGreaterThan(0);
    expect(await countOf(visit, 'New')).toBe(String(account?.recentRuns[0]?.created));
    expect(await countOf(visit, 'Quarantined')).toBe('0');
  });

  scenario('says on the dashboard which key was refused and what to do', async (visit) => {
    await control('_faults', { kind: 'refuse-key', network: 'digistore24', times: null });
    const [account] = await client.accounts();
    await client.call('POST', `network-accounts/${account?.id ?? ''}/sync`);
    await until(
      'the refusal is known',
      async () => {
        return (await client.accounts())[0]?.health === 'needs-attention';
      },
      20,
    );
    await visit.signIn(OWNER);
    const banner = visit.page.getByRole('group', { name: NAME });
    await visit.shows(
      /The key was refused on .+\. Digistore24 sales since then are missing from every total\./,
      banner,
    );
    await visit.button('Replace key', banner).click();
    await visit.arrivesAt('/connections');
    await visit.shows('Digistore24 refused this key', card(visit));
    await visit.button('Replace key', card(visit)).click();
    await visit.shows('Replace key of ersatzkonto');
    await visit.shows('Sales and history stay.');

    await removeFaults();
    await typeKey(visit, KEY);
    await visit.button('Test key').click();
    await visit.shows('The key works.');
    await visit.button('Replace key', visit.page.getByRole('complementary')).click();
    await visit.shows(`Key of ${NAME} replaced. It is read again now.`);
    await visit.shows('Fresh', card(visit));
  });

  scenario('pauses with a way back', async (visit) => {
    await visit.comeBack(OWNER);
    await visit.open('/connections');
    await visit.button(`More for ${NAME}`).click();
    await visit.page.getByRole('menuitem', { name: 'Pause' }).click();
    await visit.shows(`${NAME} paused`);
    await visit.button('Resume', card(visit)).waitFor();
    await visit.button('Undo').click();
    await visit.button('Sync now', card(visit)).waitFor();
    await until('it is not paused', async () => (await client.accounts())[0]?.isPaused === false, 5);
  });

  scenario('lists what each run did', async (visit) => {
    await visit.comeBack(OWNER);
    await visit.open('/connections');
    await visit.button(`More for ${NAME}`).click();
    await visit.page.getByRole('menuitem', { name: 'Show runs' }).click();
    const log = visit.page.getByRole('complementary', { name: 'Run log' });
    const [account] = await client.accounts();
    const runs = log.getByRole('listitem');
    await until('all runs are listed', async () => (await runs.count()) === account?.recentRuns.length, 10);
    await visit.shows('By hand, last days', log);
    await visit.shows('First reading, whole history', log);
    await visit.shows(/Digistore24 refused the key/, log);
    await visit.page.keyboard.press('Escape');
    await log.waitFor({ state: 'detached' });
  });

  async function control(path: '_clock' | '_faults', body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${installation.simulator.url}/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  }

  async function slow(network: NonNullable<FaultRequest['network']>, ms: number): Promise<void> {
    await control('_faults', { kind: 'latency-ms', network, ms, times: null } satisfies FaultRequest);
  }

  async function removeFaults(): Promise<void> {
    await fetch(`${installation.simulator.url}/_faults`, { method: 'DELETE' });
  }
});

async function openDigistore(visit: Visit): Promise<void> {
  await visit.comeBack(OWNER);
  await visit.open('/connections?add=1');
  await visit.button('Digistore24').click();
  await visit.shows('Connect a Digistore24 account');
}

async function typeKey({ page }: Visit, key: string): Promise<void> {
  await page.getByLabel('API key', { exact: true }).fill(key);
}

function card({ page }: Visit) {
  return page.getByRole('article', { name: NAME });
}

/** One of the counts of the newest run, as shown on the card. */
async function countOf(visit: Visit, label: string): Promise<string> {
  return card(visit).locator('dl.counts div').filter({ hasText: label }).locator('dd').innerText();
}

/** The text of everything that the page is answered, headers included. */
async function everyAnswer(page: Page): Promise<string[]> {
  const answers: string[] = [];
  await page.route('**/api/**', async (route) => {
    if (route.request().headers().accept?.includes('text/event-stream')) return route.continue();
    const answer = await route.fetch();
    answers.push(JSON.stringify(answer.headers()) + (await answer.text()));
    return route.fulfill({ response: answer });
  });
  return answers;
}
