import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { ClientView, Permission } from '@tributary/api-contract';
import { MeApi, NetworksApi, problemInterceptor } from '@tributary/client-data-access';
import { ClientsPage } from './clients-page';

const ACME: ClientView = { id: 'acme', name: 'Acme', accounts: 1, logins: [{ id: 'm', name: 'Cleo' }] };
const BETA: ClientView = { id: 'beta', name: 'Beta', accounts: 0, logins: [] };
const ACCOUNTS = [
  { id: 'a1', network: 'clickbank', label: 'northbank', clientId: 'acme' },
  { id: 'a2', network: 'jvzoo', label: 'southbank', clientId: null },
];
const ignore = () => undefined;
/** The CDK still listens in the old way where there is one. */
const WIDE = Object.assign(new EventTarget(), {
  ...{ media: '', matches: true, onchange: null, addListener: ignore, removeListener: ignore },
});

describe('ClientsPage', () => {
  let fixture: ComponentFixture<ClientsPage>;
  let http: HttpTestingController;
  const permissions: Permission[] = ['read-connections', 'manage-clients'];

  beforeEach(() => {
    window.matchMedia = () => WIDE;
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: NetworksApi, useValue: { networks: signal([]), find: () => undefined } },
        { provide: MeApi, useValue: { can: (one: Permission) => permissions.includes(one) } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(ClientsPage);
    fixture.detectChanges();
  });

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve));
      fixture.detectChanges();
    }
  }
  async function load(clients: readonly ClientView[]): Promise<void> {
    http.expectOne({ method: 'GET', url: '/api/v1/clients' }).flush(clients);
    http.expectOne('/api/v1/network-accounts').flush(ACCOUNTS);
    await settle();
  }
  const page = () => fixture.nativeElement as HTMLElement;
  const text = () => page().textContent.replace(/\s+/g, ' ');
  async function click(name: string): Promise<void> {
    const found = [...document.querySelectorAll<HTMLElement>('button, [role=menuitem]')].find(
      (one) => one.textContent.trim() === name,
    );
    if (!found) throw new Error(`no button "${name}"`);
    found.click();
    await settle();
  }
  async function typeName(name: string): Promise<void> {
    const field = page().querySelector<HTMLInputElement>('#client-name');
    if (!field) throw new Error('no field');
    field.value = name;
    field.dispatchEvent(new Event('input'));
    await click('Save');
  }

  it('shows grey bars while loading', () => {
    expect(page().querySelector('[aria-label="Loading the clients"]')).not.toBeNull();
  });

  it('says when they could not be loaded, and tries again', async () => {
    http.expectOne('/api/v1/network-accounts').flush(ACCOUNTS);
    http.expectOne('/api/v1/clients').flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(text()).toContain('The clients could not be loaded');
    page().querySelector<HTMLButtonElement>('trib-error-card button')?.click();
    await settle();
    http.expectOne('/api/v1/clients').flush([ACME]);
    await settle();
    http.expectOne('/api/v1/network-accounts').flush(ACCOUNTS);
    await settle();
    expect(text()).toContain('Acme');
  });

  it('invites to add the first one', async () => {
    await load([]);
    expect(text()).toContain('No client yet');
    await click('Add client');
    await typeName(' Gamma ');
    const request = http.expectOne({ method: 'POST', url: '/api/v1/clients' });
    expect(request.request.body).toEqual({ name: 'Gamma' });
    request.flush({ ...BETA, name: 'Gamma' });
    await settle();
    expect(page().querySelector('trib-side-panel')).toBeNull();
  });

  it('shows each with its accounts and logins, and what is of no client', async () => {
    await load([ACME, BETA]);
    const cards = [...page().querySelectorAll('trib-client-card')].map((card) =>
      card.textContent.replace(/\s+/g, ' '),
    );
    expect(cards[0]).toContain('clickbank · northbank');
    expect(cards[0]).toContain('Cleo');
    expect(cards[1]).toContain('None yet: its logins see nothing.');
    expect(cards[1]).toContain('Nobody signs in for this client.');
    expect(text()).toContain('Only your team sees this account: jvzoo · southbank');
  });

  it('leads to the team to invite a login for one', async () => {
    await load([ACME]);
    const link = [...page().querySelectorAll('a')].find((one) => one.textContent.includes('Invite a login'));
    expect(link?.getAttribute('href')).toBe('/team?client=acme');
  });

  it('assigns and takes back exactly what was changed', async () => {
    await load([ACME, BETA]);
    await click('Choose accounts');
    const boxes = [...page().querySelectorAll<HTMLInputElement>('trib-accounts-panel input')];
    expect(boxes.map(({ checked }) => checked)).toEqual([true, false]);
    boxes.forEach((box) => {
      box.click();
    });
    await click('Save');
    const back = http.expectOne('/api/v1/network-accounts/a1');
    expect(back.request.body).toEqual({ clientId: null });
    back.flush(ACCOUNTS[0] ?? null);
    await settle();
    const given = http.expectOne('/api/v1/network-accounts/a2');
    expect(given.request.body).toEqual({ clientId: 'acme' });
    given.flush(ACCOUNTS[1] ?? null);
    await settle();
    expect(page().querySelector('trib-side-panel')).toBeNull();
  });

  it('keeps the panel open with the reason when a name is refused', async () => {
    await load([ACME]);
    await click('Add client');
    await typeName('acme');
    const detail = 'There is a client of this name already. Choose another name.';
    const problem = { type: 'urn:tributary:problem:invalid-input', title: '', status: 400, instance: '' };
    http
      .expectOne({ method: 'POST', url: '/api/v1/clients' })
      .flush({ ...problem, detail }, { status: 400, statusText: 'Bad Request' });
    await settle();
    expect(page().querySelector('trib-name-panel')?.textContent).toContain(detail);
  });

  it('removes after saying what that means', async () => {
    await load([ACME]);
    page().querySelector<HTMLButtonElement>('[aria-label="More for Acme"]')?.click();
    await settle();
    await click('Remove');
    expect(text()).toContain('Its accounts stay with your agency');
    http.expectNone({ method: 'DELETE', url: '/api/v1/clients/acme' });
    page()
      .querySelector('trib-remove-panel form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settle();
    http.expectOne({ method: 'DELETE', url: '/api/v1/clients/acme' }).flush(null);
  });
});
