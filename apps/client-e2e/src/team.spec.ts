import { type AppProcess, Installation, OWNER, ROOT } from '@tributary/e2e-installation';
import { Mailbox } from '@tributary/mailbox';
import { join } from 'node:path';
import { inBrowser } from './browser/scenarios';
import type { Visit } from './browser/visit';

const MINUTE = 60_000;
jest.setTimeout(2 * MINUTE);

const PASSWORD = 'quiet river, long way home';

describe('the team', () => {
  let mailbox: Mailbox;
  let installation: Installation;
  let app: AppProcess;
  const scenario = inBrowser(() => app.url);

  beforeAll(async () => {
    mailbox = await Mailbox.start();
    installation = await Installation.create({ salesPerDay: 1 });
    app = await installation.start({
      APP_ROLE: 'all',
      CLIENT_FOLDER: join(ROOT, 'dist/apps/client/browser'),
      SMTP_URL: mailbox.smtpUrl,
      MAIL_FROM: 'Tributary <tributary@acme.example>',
    });
  }, 3 * MINUTE);

  afterAll(async () => {
    await installation.destroy();
    await mailbox.stop();
  }, MINUTE);

  /** Under the address of this process, whatever port it was given. */
  const pageOf = (link: string) => {
    const { pathname, hash } = new URL(link);
    return pathname + hash;
  };
  async function signOut(visit: Visit): Promise<void> {
    await visit.button(/Account of/).click();
    await visit.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await visit.arrivesAt('/sign-in');
  }
  async function invite(visit: Visit, email: string, choose: () => Promise<void>): Promise<void> {
    await visit.open('/team');
    await visit.button('Invite').click();
    await visit.page.getByLabel('E-mail').fill(email);
    await choose();
    await visit.button('Send invitation').click();
    await visit.shows(`Invitation sent to ${email}`);
  }
  async function joinAgency(visit: Visit, email: string): Promise<void> {
    await visit.open(pageOf(await mailbox.linkFor(email)));
    await visit.shows(`You will sign in as ${email}.`);
    await visit.page.getByLabel('Your name').fill('Bea Example');
    await visit.page.getByLabel('Password').fill(PASSWORD);
    await visit.button('Join').click();
    await visit.arrivesAt('/dashboard');
  }

  scenario(
    'grows by somebody who is invited in the browser and opens the link of the mail',
    async (visit) => {
      const email = 'bea@acme.example';
      await visit.signIn(OWNER);
      await invite(visit, email, () => visit.page.getByRole('radio', { name: /Analyst/ }).check());
      await visit.illustrate('team');
      await signOut(visit);
      await joinAgency(visit, email);
      await visit.button(/Account of Bea Example/).waitFor();
      await signOut(visit);
      visit.expectRefusal('/auth/invitation');
      await visit.open(pageOf(await mailbox.linkFor(email)));
      await visit.shows('You need a new link');
    },
  );

  scenario('has a login that is limited to one client', async (visit) => {
    const email = 'cyd@client.example';
    const api = await installation.client(app);
    await api.call('POST', 'clients', { name: 'Acme Shoes' });
    await visit.signIn(OWNER);
    await invite(visit, email, async () => {
      await visit.page.getByRole('radio', { name: /Client/ }).check();
      await visit.page.getByRole('checkbox', { name: 'Acme Shoes' }).check();
    });
    await visit.shows('Client · Acme Shoes');
    await signOut(visit);
    await joinAgency(visit, email);
    expect(await visit.page.getByRole('link', { name: 'Team' }).count()).toBe(0);
    expect(await visit.page.getByRole('link', { name: 'Connections' }).count()).toBe(0);
  });

  scenario('has members who forget their password', async (visit) => {
    await visit.open('/forgot-password');
    await visit.page.getByLabel('E-mail').fill(OWNER.email);
    await visit.button('Send the link').click();
    await visit.shows('Look into your mailbox');
    await visit.open(pageOf(await mailbox.linkFor(OWNER.email)));
    await visit.page.getByLabel('New password').fill(PASSWORD);
    await visit.button('Save the password').click();
    await visit.shows('The new password counts');
    await visit.signIn({ ...OWNER, password: PASSWORD });
  });
});
