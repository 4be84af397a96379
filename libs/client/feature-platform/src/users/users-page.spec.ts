import { ADA, INES, PlatformPage } from '../testing';
import { UsersPage } from './users-page';

describe('UsersPage', () => {
  let page: PlatformPage;
  const open = async (url = '/platform/users') => {
    page = await PlatformPage.open(UsersPage, url);
  };
  const filled = async (items: object[] = [ADA, INES]) => {
    await open();
    await page.answer('users', { items, nextCursor: null });
  };
  const menuWords = async (of: string) => {
    await page.click(`Actions for ${of}`);
    const items = [...document.querySelectorAll('.mat-mdc-menu-panel [mat-menu-item] span span')];
    return items.map((item) => item.textContent.trim());
  };
  afterEach(() => {
    page.http.verify();
  });

  it('shows skeletons, then everybody with agency, role and when they were seen', async () => {
    await open();
    expect(page.element.querySelector('[role=status]')).not.toBeNull();
    const seen = { ...ADA, lastSeenAt: new Date(Date.now() - 6.5 * 60_000).toISOString() };
    await page.answer('users', { items: [seen, INES], nextCursor: null });
    expect(page.text).toMatch(/Ada Example ?ada@northbank.example ?Northbank Media ?Admin ?6 min ago/);
    expect(page.text).toMatch(/Ines Kaur.*Platform admin ?never/);
  });

  it('tells why it could not be loaded', async () => {
    await open();
    await page.answer('users', null, 503);
    expect(page.text).toContain('The people could not be loaded');
  });

  it('keeps to one agency until told otherwise, and to what is looked for', async () => {
    await open('/platform/users?agency=n');
    await page.answer('users?agency=n', { items: [ADA], nextCursor: null });
    await page.type('grace');
    expect(page.url).toBe('/platform/users?agency=n&search=grace');
    await page.answer('users?search=grace&agency=n', { items: [], nextCursor: null });
    expect(page.text).toContain('Nobody found');
    await page.click('Show everybody');
    await page.answer('users', { items: [ADA], nextCursor: null });
    expect(page.url).toBe('/platform/users');
  });

  it('names the agency that it keeps to, and leaves it', async () => {
    await open('/platform/users?agency=n');
    await page.answer('users?agency=n', { items: [ADA], nextCursor: null });
    await page.click('Only Northbank Media');
    await page.answer('users', { items: [ADA, INES], nextCursor: null });
    expect(page.text).toContain('Ines Kaur');
  });

  it('disables somebody, with a way back', async () => {
    await filled();
    await page.click('Actions for Ada Example');
    await page.click('Disable');
    await page.answer('agencies/n/members/u1/disable', null);
    expect(page.text).toContain('Disabled');
    await page.click('Undo');
    await page.answer('agencies/n/members/u1/enable', null);
    expect(page.text).not.toContain('Disabled');
  });

  it('says why somebody cannot be disabled', async () => {
    await filled();
    await page.click('Actions for Ada Example');
    await page.click('Disable');
    const detail = 'This is the last owner of the agency.';
    const problem = {
      type: 'urn:tributary:problem:not-possible-now',
      title: 'x',
      status: 409,
      detail,
      instance: '',
    };
    await page.answer('agencies/n/members/u1/disable', problem, 409);
    expect(document.body.textContent).toContain(detail);
    expect(page.text).not.toContain('Disabled');
  });

  it('signs somebody out everywhere', async () => {
    await filled();
    await page.click('Actions for Ada Example');
    await page.click('Sign out everywhere');
    await page.answer('agencies/n/members/u1/sign-out', null);
    expect(document.body.textContent).toContain('Ada Example is signed out everywhere');
  });

  it('offers nobody to shut themselves out', async () => {
    await filled();
    expect(await menuWords('Ines Kaur')).toEqual(['Sign out everywhere']);
  });
});
