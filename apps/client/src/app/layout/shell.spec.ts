import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, TitleStrategy } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Permission } from '@tributary/api-contract';
import { AuthSession, authInterceptor, problemInterceptor } from '@tributary/client-data-access';
import { Formats } from '@tributary/client-ui';
import { PageTitle } from '../page-title';
import { appRoutes } from '../app-routes';
import { NotForYourRolePage } from '../not-for-your-role-page';
import { mayOpen, mustBeSignedIn, mustBeSignedOut } from '../session/session-guards';
import { initials } from './initials';
import { Shell } from './shell';
import { zoneCity } from './zone-city';

@Component({ selector: 'trib-page', template: '{{ currency }}' })
class Page {
  protected readonly currency = inject(Formats).settings().currency;
}

const me = {
  id: '1',
  name: 'Mara Lindqvist',
  email: 'mara@northbank.example',
  role: 'admin',
  permissions: ['read-figures', 'read-sales', 'read-connections'],
  figures: 'money',
  agency: {
    id: 'a',
    name: 'Northbank Media',
    reportingCurrency: 'BRL',
    timeZone: 'America/Sao_Paulo',
    locale: 'pt-BR',
  },
};

describe('Shell', () => {
  let http: HttpTestingController;
  let harness: RouterTestingHarness;
  const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

  beforeEach(() => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'sign-in', title: 'Sign in', component: Page, canActivate: [mustBeSignedOut] },
          {
            path: '',
            component: Shell,
            canActivate: [mustBeSignedIn],
            children: [
              { path: 'dashboard', title: 'Dashboard', component: Page },
              { path: 'sales', title: 'Sales', component: Page },
            ],
          },
        ]),
        provideHttpClient(withInterceptors([problemInterceptor, authInterceptor])),
        provideHttpClientTesting(),
        { provide: TitleStrategy, useExisting: PageTitle },
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    TestBed.inject(AuthSession).end();
  });

  async function open(url: string): Promise<HTMLElement> {
    const signedIn = TestBed.inject(AuthSession).signIn({ email: 'a@b.example', password: 'x' });
    http
      .expectOne('/api/v1/auth/sign-in')
      .flush({ accessToken: 't', expiresAt: new Date(Date.now() + 600_000).toISOString() });
    await signedIn;
    harness = await RouterTestingHarness.create(url);
    TestBed.tick();
    return harness.fixture.nativeElement as HTMLElement;
  }

  async function answerMe(body: unknown, status = 200): Promise<void> {
    http.expectOne('/api/v1/me').flush(body as object, { status, statusText: 'x' });
    await settled();
    await harness.fixture.whenStable();
  }

  it('sends a visitor to sign in, with the way back', async () => {
    await RouterTestingHarness.create('/sales?search=x');
    expect(TestBed.inject(Router).url).toBe('/sign-in?returnUrl=%2Fsales%3Fsearch%3Dx');
  });

  it('shows no page before it knows in whose currency', async () => {
    const page = await open('/dashboard');
    expect(page.querySelector('trib-page')).toBeNull();
    await answerMe(me);
    expect(page.querySelector('trib-page')?.textContent).toBe('BRL');
    expect(page.querySelector('h1')?.textContent).toBe('Dashboard');
    expect(page.querySelector('.agency')?.textContent).toContain('BRL · Sao Paulo');
    expect(document.title).toBe('Dashboard · Tributary');
  });

  it('offers to try again when the member cannot be loaded', async () => {
    const page = await open('/dashboard');
    await answerMe(null, 500);
    const retry = [...page.querySelectorAll('button')].find(
      (button) => button.textContent.trim() === 'Try again',
    );
    retry?.click();
    TestBed.tick();
    await answerMe(me);
    expect(page.querySelector('trib-page')).not.toBeNull();
  });

  it('links only pages that exist', async () => {
    const page = await open('/dashboard');
    await answerMe(me);
    const links = [...page.querySelectorAll('nav a')].map((link) => link.getAttribute('href'));
    const shellRoutes = appRoutes.flatMap((route) => route.children ?? []);
    expect(links.length).toBeGreaterThan(6);
    for (const link of links) expect(shellRoutes.map(({ path }) => `/${path}`)).toContain(link);
    expect(page.querySelector('.side nav a[aria-current=page]')?.textContent).toContain('Dashboard');
  });

  it('shows a calm page to whoever may not open one, and the page to whoever may', async () => {
    const page = await openGuarded('/clients');
    expect(page.querySelector('trib-not-for-your-role-page')?.textContent).toContain(
      'This page is not for your role',
    );
    await harness.navigateByUrl('/sales');
    expect(page.querySelector('trib-not-for-your-role-page')).toBeNull();
    expect(page.querySelector('trib-page')).not.toBeNull();
  });

  async function openGuarded(url: string): Promise<HTMLElement> {
    const guarded = (path: string, needs: Permission) => [
      { path, component: Page, canMatch: [mayOpen(needs)] },
      { path, component: NotForYourRolePage },
    ];
    TestBed.inject(Router).resetConfig([
      ...guarded('clients', 'manage-clients'),
      ...guarded('sales', 'read-sales'),
    ]);
    const signedIn = TestBed.inject(AuthSession).signIn({ email: 'a@b.example', password: 'x' });
    http
      .expectOne('/api/v1/auth/sign-in')
      .flush({ accessToken: 't', expiresAt: new Date(Date.now() + 600_000).toISOString() });
    await signedIn;
    harness = await RouterTestingHarness.create();
    const navigated = harness.navigateByUrl(url);
    await settled();
    TestBed.tick();
    http.expectOne('/api/v1/me').flush(me);
    await navigated;
    return harness.fixture.nativeElement as HTMLElement;
  }

  it('searches from anywhere with "/"', async () => {
    const page = await open('/dashboard');
    await answerMe(me);
    document.body.append(page);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: '/' }));
    const field = page.querySelector<HTMLInputElement>('input[type=search]');
    expect(document.activeElement).toBe(field);
    if (field) field.value = ' glucose ';
    page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await settled();
    expect(TestBed.inject(Router).url).toBe('/sales?search=glucose');
  });
});

describe('names', () => {
  it.each([
    ['Mara Lindqvist', 'ML'],
    ['Northbank', 'N'],
    ['Ana de la Cruz', 'AC'],
    ['', ''],
  ])('%p becomes %p', (name, short) => {
    expect(initials(name)).toBe(short);
  });

  it('a zone is named by its city', () => {
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
    expect(zoneCity('UTC')).toBe('UTC');
  });
});
