import { type AppProcess, Installation, OWNER, ROOT } from '@tributary/e2e-installation';
import { PostgresMemberRepository } from '@tributary/postgres';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { inBrowser } from './browser/scenarios';
import type { Person, Visit } from './browser/visit';

const MINUTE = 60_000;
jest.setTimeout(MINUTE);

const VIEWER = { email: 'vera@acme.example', password: OWNER.password };
const WRONG_PASSWORD = 'E-mail or password is not right. Check both, or reset the password.';
const SIGN_IN_CALL = '/auth/sign-in';

describe('signing in', () => {
  let installation: Installation;
  let app: AppProcess;
  const scenario = inBrowser(() => app.url);

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 1 });
    app = await installation.start({
      APP_ROLE: 'all',
      CLIENT_FOLDER: join(ROOT, 'dist/apps/client/browser'),
    });
    await addViewer(installation);
  }, 2 * MINUTE);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTE);

  scenario('says the same words for a wrong password and an unknown person', async (visit) => {
    visit.expectRefusal(SIGN_IN_CALL);
    await visit.open('/');
    await visit.arrivesAt('/sign-in');
    await isRefused(visit, { ...OWNER, password: 'not the right one' });
    await isRefused(visit, { ...OWNER, email: 'nobody@acme.example' });
    expect(new URL(visit.page.url()).pathname).toBe('/sign-in');
  });

  scenario('asks for what is missing instead of sending it', async (visit) => {
    await visit.open('/sign-in');
    await visit.fillSignIn({ email: 'ada', password: '' });
    await visit.shows('An e-mail address, like name@agency.example');
    await visit.shows('The password is missing');
  });

  scenario('survives a reload and ends with signing out', async (visit) => {
    await visit.signIn(OWNER);
    await visit.page.reload();
    await visit.shows('No network connected yet');
    expect(new URL(visit.page.url()).pathname).toBe('/dashboard');

    const [refreshCookie] = await visit.page.context().cookies();
    await visit.button(/Account of Ada Example/).click();
    await visit.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await visit.arrivesAt('/sign-in');
    expect(await visit.page.context().cookies()).toEqual([]);
    await visit.open('/connections');
    await visit.arrivesAt('/sign-in?returnUrl=%2Fconnections');
    const replay = await fetch(`${app.url}/api/v1/auth/refresh`, {
      method: 'POST',
      headers: { cookie: `${refreshCookie?.name ?? ''}=${refreshCookie?.value ?? ''}` },
    });
    expect(replay.status).toBe(401);
  });

  scenario('keeps no token where a script could find it', async (visit) => {
    await visit.signIn(OWNER);
    const stored = await visit.page.evaluate(() => ({
      cookie: document.cookie,
      local: JSON.stringify(localStorage),
      session: JSON.stringify(sessionStorage),
    }));
    expect(stored).toEqual({ cookie: '', local: '{"tributary.session":"open"}', session: '{}' });
  });

  scenario('leads back to the page that was asked for', async (visit) => {
    await visit.open('/sales?status=refunded');
    await visit.arrivesAt('/sign-in?returnUrl=%2Fsales%3Fstatus%3Drefunded');
    await visit.fillSignIn(OWNER);
    await visit.arrivesAt('/sales?status=refunded');
  });

  for (const foreign of [
    '//evil.example/',
    '/\\evil.example/',
    'https://evil.example/',
    'javascript:alert(1)',
  ]) {
    scenario(`does not lead away to ${foreign}`, async (visit) => {
      await visit.open(`/sign-in?returnUrl=${encodeURIComponent(foreign)}`);
      await visit.fillSignIn(OWNER);
      await visit.arrivesAt('/dashboard');
      expect(visit.page.url()).toBe(`${app.url}/dashboard`);
    });
  }

  scenario('goes back and forth with the browser’s own buttons', async (visit) => {
    const { page } = visit;
    await visit.signIn(OWNER);
    const pages = page.getByRole('navigation', { name: 'Pages' });
    await pages.getByRole('link', { name: 'Sales' }).click();
    await visit.arrivesAt('/sales');
    await pages.getByRole('link', { name: 'Connections' }).click();
    await visit.arrivesAt('/connections');
    await page.goBack();
    await visit.arrivesAt('/sales');
    await page.getByRole('heading', { level: 1, name: 'Sales' }).waitFor();
    await page.goBack();
    await visit.arrivesAt('/dashboard');
    await page.goForward();
    await visit.arrivesAt('/sales');
  });

  scenario('says so where there is no page', async (visit) => {
    await visit.open('/no/such/page');
    await visit.shows('There is no page at this address');
    expect(await visit.page.title()).toBe('Page not found · Tributary');
  });

  scenario('shows a viewer no way to connect', async (visit) => {
    await visit.signIn(VIEWER);
    await visit.shows('No network connected yet');
    expect(await visit.button('Add network').count()).toBe(0);
    await visit.open('/connections?add=digistore24');
    await visit.shows('Your account can read but not connect networks. An admin can change that under Team.');
    expect(await visit.button('Add network').count()).toBe(0);
    expect(await visit.page.getByRole('complementary').count()).toBe(0);
  });
});

async function isRefused(visit: Visit, person: Person): Promise<void> {
  const answering = visit.page.waitForResponse((response) => response.url().endsWith(SIGN_IN_CALL));
  await visit.fillSignIn(person);
  expect((await answering).status()).toBe(401);
  await visit.shows(WRONG_PASSWORD);
}

/** There is no page for it yet: a member who may only read, with the owner's password. */
async function addViewer({ database }: Installation): Promise<void> {
  const members = new PostgresMemberRepository(database.orm);
  const owner = await members.findByEmail(OWNER.email);
  if (owner === null) throw new Error('The agency has no owner.');
  const viewer = { ...owner.member, id: randomUUID(), email: VIEWER.email, name: 'Vera Example' };
  await members.add({ ...viewer, role: 'viewer' }, owner.passwordHash);
}
