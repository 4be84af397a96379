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

const SECOND = '/api/v1/auth/second-factor';

describe('the second step of signing in', () => {
  let http: HttpTestingController;
  let harness: RouterTestingHarness;
  let page: HTMLElement;

  beforeEach(async () => {
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
    harness = await RouterTestingHarness.create('/sign-in?returnUrl=%2Fsales');
    page = harness.routeNativeElement ?? document.body;
    http.expectOne('/api/v1/auth/methods').flush({ singleSignOn: null });
    await harness.fixture.whenStable();
    type('#sign-in-email', 'mara@northbank.example');
    type('#sign-in-password', 'a-long-password');
    submit();
    const expiresAt = new Date(Date.now() + 300_000).toISOString();
    http.expectOne('/api/v1/auth/sign-in').flush({ secondFactorTicket: 'ticket', expiresAt });
    await settle();
  });

  afterEach(() => {
    TestBed.inject(AuthSession).end();
  });

  function type(selector: string, value: string): void {
    const field = page.querySelector<HTMLInputElement>(selector);
    if (!field) throw new Error(`no ${selector}`);
    field.value = value;
    field.dispatchEvent(new Event('input'));
  }
  const submit = () => page.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
  const button = (words: string) =>
    [...page.querySelectorAll('button')].find((one) => one.textContent.trim() === words);
  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await harness.fixture.whenStable();
  }
  async function send(code: string): Promise<void> {
    type('#sign-in-code', code);
    await harness.fixture.whenStable();
    submit();
  }
  const refuse = (code: string, status = 401) => {
    const problem = { type: `urn:tributary:problem:${code}`, title: 'x', status, detail: 'x', instance: '' };
    http.expectOne(SECOND).flush(problem, { status, statusText: 'x', headers: { 'Retry-After': '90' } });
    return settle();
  };

  it('asks for the code, sends it with the ticket, and goes on to where one wanted to go', async () => {
    expect(page.textContent).toContain('The six digits that your app shows now');
    await send(' 492039 ');
    const request = http.expectOne(SECOND);
    expect(request.request.body).toEqual({ ticket: 'ticket', code: '492039', staySignedIn: true });
    request.flush({ accessToken: 't', expiresAt: new Date(Date.now() + 600_000).toISOString() });
    await settle();
    expect(TestBed.inject(Router).url).toBe('/sales');
  });

  it('says that a code is not right, and takes another', async () => {
    await send('000000');
    await refuse('sign-in-failed');
    expect(page.querySelector('[aria-live]')?.textContent).toContain('The code is not right.');
    expect(page.querySelector('#sign-in-code')).not.toBeNull();
  });

  it('says how long to wait after too many codes', async () => {
    await send('000000');
    await refuse('too-many-requests', 429);
    expect(page.querySelector('[aria-live]')?.textContent).toContain('Wait 2 min');
  });

  it('begins anew when it took too long', async () => {
    await send('492039');
    await refuse('sign-in-expired');
    expect(page.querySelector('[aria-live]')?.textContent).toContain('That took too long.');
    expect(page.querySelector<HTMLInputElement>('#sign-in-password')?.value).toBe('');
  });

  it('takes a recovery code instead, and leads back', async () => {
    button('Use a recovery code')?.click();
    await settle();
    expect(page.querySelector('label')?.textContent).toBe('Recovery code');
    button('Back')?.click();
    await settle();
    expect(page.querySelector('#sign-in-email')).not.toBeNull();
  });
});
