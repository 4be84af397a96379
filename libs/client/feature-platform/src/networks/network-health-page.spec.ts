import type { NetworkHealthView } from '@tributary/api-contract';
import { NO_ACCOUNTS, PlatformPage } from '../testing';
import { NetworkHealthPage } from './network-health-page';

const CLICKBANK: NetworkHealthView = {
  ...{ network: 'clickbank', accounts: { ...NO_ACCOUNTS, fresh: 4 }, rateLimited: 0, limitedUntil: null },
  ...{ outageSince: null, nextProbeAt: null },
};

describe('NetworkHealthPage', () => {
  let page: PlatformPage;
  beforeEach(async () => {
    page = await PlatformPage.open(NetworkHealthPage, '/platform/networks');
  });
  afterEach(() => {
    page.http.verify();
  });
  const show = (...networks: NetworkHealthView[]) => page.answer('networks', networks);

  it('shows skeletons, then every network with how it is and the connections of all agencies', async () => {
    expect(page.element.querySelector('[role=status]')).not.toBeNull();
    await show(CLICKBANK, { ...CLICKBANK, network: 'jvzoo', accounts: NO_ACCOUNTS });
    expect(page.text).toMatch(/ClickBank.*Answers.*4 fresh/);
    expect(page.text).toMatch(/JVZoo.*Not connected.*No connection/);
  });

  it('says since when a network answers nobody and when it is tried again, whatever else there is', async () => {
    const since = new Date(Date.now() - 30 * 60_000).toISOString();
    const nextProbeAt = new Date(Date.now() + 60_000).toISOString();
    await show({ ...CLICKBANK, rateLimited: 2, outageSince: since, nextProbeAt });
    expect(page.text).toMatch(
      /Does not answer ?Since .*\d\d:\d\d\. One connection tries again at \d\d:\d\d\./,
    );
    expect(page.text).not.toContain('Asks to wait');
  });

  it.each([
    [1, 'One connection waits until'],
    [3, '3 connections wait until'],
  ])('says when a network asked %i of them to wait', async (rateLimited, words) => {
    await show({ ...CLICKBANK, rateLimited, limitedUntil: new Date().toISOString() });
    expect(page.text).toContain('Asks to wait');
    expect(page.text).toContain(words);
  });

  it('shows a network that this client does not know by its id', async () => {
    await show({ ...CLICKBANK, network: 'acmepay' });
    expect(page.text).toContain('acmepay');
  });

  it('tells why it could not be loaded, and tries again', async () => {
    await page.answer('networks', null, 500);
    expect(page.text).toContain('The networks could not be loaded');
    await page.click('Try again');
    await show(CLICKBANK);
    expect(page.text).toContain('ClickBank');
  });
});
