import { NO_ACCOUNTS, NORTHBANK, PlatformPage } from '../testing';
import { AgenciesPage } from './agencies-page';

const SOUTHBANK = { ...NORTHBANK, id: 's', name: 'Southbank', members: 1, accounts: NO_ACCOUNTS };

describe('AgenciesPage', () => {
  let page: PlatformPage;
  const open = async (url = '/platform/agencies') => {
    page = await PlatformPage.open(AgenciesPage, url);
  };
  const filled = async (items: object[] = [NORTHBANK, SOUTHBANK], nextCursor: string | null = null) => {
    await open();
    await page.answer('agencies', { items, nextCursor });
  };
  afterEach(() => {
    page.http.verify();
  });

  it('shows skeletons, then agencies with their people and the states of their connections', async () => {
    await open();
    expect(page.element.querySelector('[role=status]')?.getAttribute('aria-label')).toBe('Loading agencies');
    await page.answer('agencies', { items: [NORTHBANK, SOUTHBANK], nextCursor: null });
    expect(page.text).toContain('Northbank Media');
    expect(page.text).toMatch(/Here since (\w+ )?3 Mar/);
    expect(page.text).toMatch(/3 people ?5 fresh ?1 to mend/);
    expect(page.text).toMatch(/Southbank.*1 person ?No connection/);
    const people = page.element.querySelector('.row a');
    expect(people?.getAttribute('href')).toBe('/platform/users?agency=n');
  });

  it('tells why it could not be loaded, and tries again', async () => {
    await open();
    await page.answer('agencies', null, 500);
    expect(page.text).toContain('The agencies could not be loaded');
    await page.click('Try again');
    await page.answer('agencies', { items: [NORTHBANK], nextCursor: null });
    expect(page.text).toContain('Northbank Media');
  });

  it('says what to do while there is none, and what when none of that name is there', async () => {
    await filled([]);
    expect(page.text).toContain('its owner is invited');
    await page.type(' nord ');
    expect(page.url).toBe('/platform/agencies?search=nord');
    await page.answer('agencies?search=nord', { items: [], nextCursor: null });
    expect(page.text).toContain('No agency of that name');
    await page.click('Show all agencies');
    await page.answer('agencies', { items: [NORTHBANK], nextCursor: null });
    expect(page.url).toBe('/platform/agencies');
  });

  it('reads the next page and keeps what is there when that fails', async () => {
    await filled([NORTHBANK], 'c1');
    await page.click('Load more');
    await page.answer('agencies?cursor=c1', null, 500);
    expect(page.text).toMatch(/Northbank Media.*More could not be loaded/);
    await page.click('Load more');
    await page.answer('agencies?cursor=c1', { items: [SOUTHBANK], nextCursor: null });
    expect(page.text).toMatch(/Northbank Media.*Southbank.*These are all/);
  });

  it('suspends an agency after saying what that means, and only after a second click', async () => {
    await filled();
    await page.click('Actions for Northbank Media');
    await page.click('Suspend agency');
    expect(page.element.querySelector('[role=alertdialog]')?.textContent).toContain(
      'out with their next click',
    );
    await page.click('Keep it working');
    expect(page.element.querySelector('[role=alertdialog]')).toBeNull();
    await page.click('Actions for Northbank Media');
    await page.click('Suspend agency');
    const confirm = page.element.querySelector<HTMLButtonElement>('[role=alertdialog] button:last-child');
    confirm?.click();
    await page.settle();
    await page.answer('agencies/n/suspend', null);
    expect(page.text).toContain('Suspended since');
    await page.click('Actions for Northbank Media');
    await page.click('Let it work again');
    await page.answer('agencies/n/resume', null);
    expect(page.text).not.toContain('Suspended since');
  });

  it('leaves everything as it was when the server says no', async () => {
    await filled();
    await page.click('Actions for Southbank');
    await page.click('Suspend agency');
    page.element.querySelector<HTMLButtonElement>('[role=alertdialog] button:last-child')?.click();
    await page.settle();
    await page.answer('agencies/s/suspend', null, 404);
    expect(page.text).not.toContain('Suspended since');
    expect(page.element.querySelector('[role=alertdialog]')).not.toBeNull();
  });

  const fill = (id: string, value: string) => {
    const field = page.element.querySelector<HTMLInputElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}`);
    field.value = value;
    field.dispatchEvent(new Event(field instanceof HTMLInputElement ? 'input' : 'change'));
  };
  const submit = async () => {
    page.element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await page.settle();
  };
  const ASKED = {
    ...{ name: 'Eastbank', reportingCurrency: 'USD', timeZone: 'Europe/Berlin', locale: 'en-GB' },
    ...{ ownerName: 'Dale', ownerEmail: 'dale@eastbank.example' },
  };
  const filledForm = async () => {
    await filled([NORTHBANK]);
    await page.click('Open agency');
    await page.settle();
    expect(page.url).toBe('/platform/agencies?add=1');
    fill('open-name', ASKED.name);
    fill('open-currency', ASKED.reportingCurrency);
    fill('open-owner-name', ASKED.ownerName);
    fill('open-owner-email', ASKED.ownerEmail);
    await submit();
  };

  it.each([
    ['mailed', null, 'The invitation is on its way to dale@eastbank.example'],
    ['failed', null, 'The mail server did not take the invitation'],
    ['by-hand', 'https://t.example/invitation#secret', 'https://t.example/invitation#secret'],
  ])('opens an agency and says how its owner learns of it (%s)', async (delivery, link, words) => {
    await filledForm();
    const request = page.http.expectOne({ method: 'POST', url: '/api/v1/platform/agencies' });
    expect(request.request.body).toEqual(ASKED);
    request.flush({ id: 'e', delivery, link });
    await page.settle();
    await page.answer('agencies', { items: [NORTHBANK], nextCursor: null });
    expect(page.text).toContain(words);
  });

  it('keeps what was typed when the server says no, beside the field', async () => {
    await filledForm();
    const errors = [{ field: 'ownerEmail', message: 'Type an e-mail address' }];
    const problem = {
      type: 'urn:x:invalid-input',
      title: 'x',
      status: 400,
      detail: 'No.',
      instance: '',
      errors,
    };
    page.http
      .expectOne({ method: 'POST', url: '/api/v1/platform/agencies' })
      .flush(problem, { status: 400, statusText: 'x' });
    await page.settle();
    expect(page.text).toContain('Type an e-mail address');
    expect(page.element.querySelector<HTMLInputElement>('#open-name')?.value).toBe('Eastbank');
  });

  it('invites the first owner again, and only where nobody is yet', async () => {
    await filled([NORTHBANK, { ...SOUTHBANK, members: 0 }]);
    await page.click('Actions for Northbank Media');
    expect(document.body.textContent).not.toContain('Invite the first owner');
    document.querySelector<HTMLElement>('.cdk-overlay-backdrop')?.click();
    await page.settle();
    await page.click('Actions for Southbank');
    await page.click('Invite the first owner');
    fill('owner-name', 'Sol');
    fill('owner-email', 'sol@southbank.example');
    await submit();
    await page.answer('agencies/s/owner-invitation', null, 409);
    expect(page.text).toContain('Not invited');
    await submit();
    const url = '/api/v1/platform/agencies/s/owner-invitation';
    const request = page.http.expectOne({ method: 'POST', url });
    expect(request.request.body).toEqual({ name: 'Sol', email: 'sol@southbank.example' });
    request.flush({ id: 's', delivery: 'mailed', link: null });
    await page.settle();
    expect(page.text).toContain('The invitation is on its way to sol@southbank.example');
  });
});
