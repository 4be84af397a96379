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

  async function open(url: string): Promise<void> {
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
    expect(TestBed.inject(Router).url).toBe('/dashboard');
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
