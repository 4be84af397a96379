import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { AuthSession, problemInterceptor } from '@tributary/client-data-access';
import { SignInPage } from './sign-in-page';

@Component({ selector: 'trib-blank', template: '' })
class Blank {}

const SIGN_IN = '/api/v1/auth/sign-in';

describe('SignInPage', () => {
  let http: HttpTestingController;
  let harness: RouterTestingHarness;
  let page: HTMLElement;

  async function open(url: string, singleSignOn: { label: string } | null = null): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter(
          [
            { path: 'sign-in', component: SignInPage },
            { path: '**', component: Blank },
          ],
          withComponentInputBinding(),
        ),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    harness = await RouterTestingHarness.create(url);
    page = harness.routeNativeElement ?? document.body;
    http.expectOne('/api/v1/auth/methods').flush({ singleSignOn });
    await harness.fixture.whenStable();
  }

  function type(selector: string, value: string): void {
    const field = page.querySelector<HTMLInputElement>(selector);
    if (!field) throw new Error(`no ${selector}`);
    field.value = value;
    field.dispatchEvent(new Event('input'));
  }

  async function submit(password = 'a-long-password'): Promise<void> {
    type('#sign-in-email', ' mara@northbank.example ');
    type('#sign-in-password', password);
    page.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    await harness.fixture.whenStable();
  }

  async function answer(status: number, headers: Record<string, string> = {}): Promise<void> {
    http.expectOne(SIGN_IN).flush(null, { status, statusText: 'No', headers });
    await new Promise((resolve) => setTimeout(resolve));
    await harness.fixture.whenStable();
  }

  afterEach(() => {
    TestBed.inject(AuthSession).end();
    http.verify();
  });

  it('signs in and goes back to the page that asked', async () => {
    await open('/sign-in?returnUrl=%2Fsales%3Fsearch%3Dx');
    await submit();
    const request = http.expectOne(SIGN_IN);
    expect(request.request.body).toEqual({
      email: 'mara@northbank.example',
      password: 'a-long-password',
      staySignedIn: true,
    });
    request.flush({ accessToken: 't', expiresAt: new Date(Date.now() + 600_000).toISOString() });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(TestBed.inject(Router).url).toBe('/sales?search=x');
  });

  it('does not leave the own pages', async () => {
    await open('/sign-in?returnUrl=%2F%2Fevil.example');
    await submit();
    http.expectOne(SIGN_IN).flush({ accessToken: 't', expiresAt: new Date(Date.now() + 6e5).toISOString() });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(TestBed.inject(Router).url).toBe('/');
  });

  it('asks nobody while a field is empty', async () => {
    await open('/sign-in');
    page.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    await harness.fixture.whenStable();
    expect(page.textContent).toContain('The password is missing');
  });

  it('refuses in words that do not tell whether the account exists, and says who can help', async () => {
    await open('/sign-in');
    await submit();
    await answer(401);
    expect(page.querySelector('[aria-live]')?.textContent).toMatch(
      /E-mail or password is not right\.\s+Check both, or reset the password\./,
    );
    expect(page.querySelector<HTMLElement>('#sign-in-reset')?.hidden).toBe(false);
    expect(page.querySelector<HTMLButtonElement>('button[type=submit]')?.disabled).toBe(false);
  });

  it.each([
    ['42', 'Wait 42 s'],
    ['90', 'Wait 2 min'],
  ])('tells how long to wait after too many tries (%s s)', async (seconds, words) => {
    await open('/sign-in');
    await submit();
    await answer(429, { 'Retry-After': seconds });
    expect(page.querySelector('[aria-live]')?.textContent).toContain(words);
  });

  it('tells when the server does not answer', async () => {
    await open('/sign-in');
    await submit();
    http.expectOne(SIGN_IN).error(new ProgressEvent('error'));
    await new Promise((resolve) => setTimeout(resolve));
    await harness.fixture.whenStable();
    expect(page.querySelector('[aria-live]')?.textContent).toContain('The server did not answer');
  });

  const elsewhere = () => page.querySelector<HTMLAnchorElement>('a.elsewhere');

  it('offers the identity provider only where there is one', async () => {
    await open('/sign-in');
    expect(elsewhere()).toBeNull();
  });

  it('leads to the identity provider and back to the page that asked, staying as long as was chosen', async () => {
    await open('/sign-in?returnUrl=%2Fsales%3Fsearch%3Dx', { label: 'Acme account' });
    expect(elsewhere()?.textContent.trim()).toBe('Acme account');
    expect(elsewhere()?.getAttribute('href')).toBe('/sso/start?returnUrl=%2Fsales%3Fsearch%3Dx&stay=true');
    page.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    await harness.fixture.whenStable();
    expect(elsewhere()?.getAttribute('href')).toMatch(/stay=false$/);
  });

  it('leads nowhere else, whatever the address bar says', async () => {
    await open('/sign-in?returnUrl=%2F%2Fevil.example', { label: 'Acme account' });
    expect(elsewhere()?.getAttribute('href')).toBe('/sso/start?returnUrl=%2F&stay=true');
  });

  it.each([
    ['cancelled', 'Sign-in was cancelled.'],
    ['unproven', 'Start again from here.'],
    ['unavailable', 'does not answer'],
    ['not-allowed', 'Your account has no access here.'],
    ['unverified', 'Confirm it where you sign in for your company'],
    ['suspended', 'Your agency is suspended.'],
  ])('says what happened at the identity provider (%s)', async (problem, words) => {
    await open(`/sign-in?ssoProblem=${problem}`);
    expect(page.querySelector('[aria-live]')?.textContent).toContain(words);
  });

  it.each(['toString', '%3Cimg%20src%3Dx%3E', ''])(
    'says nothing about a problem it does not know (%s)',
    async (problem) => {
      await open(`/sign-in?ssoProblem=${problem}`);
      expect(page.querySelector('.problem')).toBeNull();
    },
  );

  it('shows and hides the password', async () => {
    await open('/sign-in');
    const toggle = page.querySelector<HTMLButtonElement>('[aria-label="Show password"]');
    toggle?.click();
    await harness.fixture.whenStable();
    expect(page.querySelector('#sign-in-password')?.getAttribute('type')).toBe('text');
    toggle?.click();
    await harness.fixture.whenStable();
    expect(page.querySelector('#sign-in-password')?.getAttribute('type')).toBe('password');
  });
});
