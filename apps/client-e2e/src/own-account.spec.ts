import { type AppProcess, Installation, OWNER, ROOT } from '@tributary/e2e-installation';
import { Secret, TOTP } from 'otpauth';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { accessibilityViolations } from './browser/accessibility';
import { inBrowser } from './browser/scenarios';
import { Visit } from './browser/visit';

const MINUTE = 60_000;
jest.setTimeout(2 * MINUTE);

/** A code opens once, so the next one is taken, which a clock that runs ahead would show already. */
const STEP_MS = 30_000;

// One story: the owner has sessions, ends one of them, then sets up a second factor and uses it.
describe("a person's own account", () => {
  let installation: Installation;
  let app: AppProcess;
  const scenario = inBrowser(() => app.url);

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 1 });
    app = await installation.start({
      APP_ROLE: 'all',
      CLIENT_FOLDER: join(ROOT, 'dist/apps/client/browser'),
    });
  }, 2 * MINUTE);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTE);

  const codeOf = (key: string, timestamp = Date.now()) =>
    new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate({ timestamp });
  const recoveryList = (visit: Visit): Locator => visit.page.getByRole('list', { name: 'Recovery codes' });

  /** In a window that shares no cookie with the first one. */
  async function elsewhere(visit: Visit): Promise<Visit> {
    const context = await visit.page.context().browser()?.newContext({ locale: 'en-GB' });
    if (!context) throw new Error('The browser has gone.');
    return Visit.begin(context, app.url);
  }
  async function signOut(visit: Visit): Promise<void> {
    await visit.button(/Account of/).click();
    await visit.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await visit.arrivesAt('/sign-in');
  }
  async function isOpenToEverybody(visit: Visit, name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await visit.page.emulateMedia({ colorScheme });
      for (const width of [390, 1440]) {
        await visit.page.setViewportSize({ width, height: 900 });
        expect([name, colorScheme, width, await accessibilityViolations(visit.page)]).toEqual([
          ...[name, colorScheme, width, []],
        ]);
        await visit.illustrate(`${name} ${colorScheme} ${width}`);
      }
    }
  }
  /** @returns the key and the recovery codes. */
  async function turnOn(visit: Visit) {
    await visit.open('/profile');
    await visit.button('Set up two-factor sign-in').click();
    await visit.page.getByLabel('Your password, once more').fill(OWNER.password);
    await visit.button('Go on').click();
    const key = await visit.page.locator('trib-two-factor-enrolment code').innerText();
    await isOpenToEverybody(visit, 'two-factor key');
    await visit.page.getByLabel('Code that the app shows').fill(codeOf(key));
    await visit.button('Turn on').click();
    await recoveryList(visit).waitFor();
    const recoveryCodes = await recoveryList(visit).getByRole('listitem').allInnerTexts();
    await isOpenToEverybody(visit, 'recovery codes');
    await visit.button('I have kept them').click();
    await visit.shows('10 of 10 recovery codes are left', visit.page.locator('trib-two-factor-section'));
    return { key, recoveryCodes };
  }
  async function signInWithRecoveryCode(visit: Visit, code: string): Promise<void> {
    await visit.open('/sign-in');
    await visit.fillSignIn(OWNER);
    await visit.button('Use a recovery code').click();
    await visit.page.getByLabel('Recovery code').fill(code);
    await visit.button('Sign in').click();
  }

  scenario('ends a session, which is signed out at its next request', async (visit) => {
    await visit.signIn(OWNER);
    const other = await elsewhere(visit);
    try {
      await other.signIn(OWNER);
      await visit.open('/profile');
      const sessions = visit.page.locator('trib-session-list');
      await sessions.getByRole('listitem').nth(1).waitFor();
      await isOpenToEverybody(visit, 'profile');
      await visit.button(/^End session of/, sessions).click();
      await visit.shows('You are signed in nowhere else.');
      await other.page.getByRole('link', { name: 'Sales' }).first().click();
      await other.page.waitForURL((url) => url.pathname === '/sign-in');
      await visit.open('/sales');
      await visit.arrivesAt('/sales');
    } finally {
      await other.end();
    }
  });

  scenario('asks for a code once two-factor sign-in is on; a recovery code opens once', async (visit) => {
    await visit.signIn(OWNER);
    const { key, recoveryCodes } = await turnOn(visit);
    expect(new Set(recoveryCodes).size).toBe(10);
    await signOut(visit);

    await visit.fillSignIn(OWNER);
    await visit.page.getByLabel('Code', { exact: true }).waitFor();
    await isOpenToEverybody(visit, 'second step');
    await visit.page.getByLabel('Code', { exact: true }).fill(codeOf(key, Date.now() + STEP_MS));
    await visit.button('Sign in').click();
    await visit.arrivesAt('/dashboard');
    await signOut(visit);

    const [first = ''] = recoveryCodes;
    await signInWithRecoveryCode(visit, first);
    await visit.arrivesAt('/dashboard');
    await visit.open('/profile');
    await visit.shows('9 of 10 recovery codes are left', visit.page.locator('trib-two-factor-section'));
    await signOut(visit);

    visit.expectRefusal('/auth/second-factor');
    await signInWithRecoveryCode(visit, first);
    await visit.page.locator('trib-second-step .problem').waitFor();
    expect(new URL(visit.page.url()).pathname).toBe('/sign-in');
  });
});
