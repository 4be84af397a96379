import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { authInterceptor } from './auth-interceptor';
import { AuthSession } from './auth-session';
import { problemInterceptor } from './problem-interceptor';

@Component({ selector: 'trib-blank', template: '' })
class Blank {}

const token = (accessToken: string) => ({
  accessToken,
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
});
const unauthorized = { status: 401, statusText: 'Unauthorized' };
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('authInterceptor', () => {
  let http: HttpTestingController;
  let client: HttpClient;
  let session: AuthSession;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'sign-in', component: Blank },
          { path: 'sales', component: Blank },
          { path: 'set-up-two-factor', component: Blank },
        ]),
        provideHttpClient(withInterceptors([problemInterceptor, authInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    client = TestBed.inject(HttpClient);
    session = TestBed.inject(AuthSession);
    const signedIn = session.signIn({ email: 'a@b.example', password: 'x' });
    http.expectOne('/api/v1/auth/sign-in').flush(token('old'));
    await signedIn;
    await TestBed.inject(Router).navigateByUrl('/sales?search=x');
  });

  afterEach(() => {
    session.end();
    http.verify();
  });

  it('sends the token to the own API only', async () => {
    const own = firstValueFrom(client.get('/api/v1/me'));
    const other = firstValueFrom(client.get('https://elsewhere.example/api/v1/me'));
    const ownRequest = http.expectOne('/api/v1/me');
    const otherRequest = http.expectOne('https://elsewhere.example/api/v1/me');
    ownRequest.flush({});
    otherRequest.flush({});
    await Promise.all([own, other]);

    expect(ownRequest.request.headers.get('Authorization')).toBe('Bearer old');
    expect(otherRequest.request.headers.has('Authorization')).toBe(false);
  });

  it('refreshes once for calls refused together, then repeats them', async () => {
    const both = Promise.all([
      firstValueFrom(client.get('/api/v1/me')),
      firstValueFrom(client.get('/api/v1/networks')),
    ]);
    http.expectOne('/api/v1/me').flush(null, unauthorized);
    http.expectOne('/api/v1/networks').flush(null, unauthorized);
    await settled();
    http.expectOne('/api/v1/auth/refresh').flush(token('new'));
    await settled();
    const repeated = http.expectOne('/api/v1/me');
    repeated.flush({ id: '1' });
    http.expectOne('/api/v1/networks').flush([]);

    await expect(both).resolves.toEqual([{ id: '1' }, []]);
    expect(repeated.request.headers.get('Authorization')).toBe('Bearer new');
  });

  it('goes to the sign-in page with the way back when the session is over', async () => {
    const call = firstValueFrom(client.get('/api/v1/me'));
    http.expectOne('/api/v1/me').flush(null, unauthorized);
    await settled();
    http.expectOne('/api/v1/auth/refresh').flush(null, unauthorized);

    await expect(call).rejects.toMatchObject({ status: 401 });
    await settled();
    expect(TestBed.inject(Router).url).toBe('/sign-in?returnUrl=%2Fsales%3Fsearch%3Dx');
  });

  it('does not repeat a second time', async () => {
    const call = firstValueFrom(client.get('/api/v1/me'));
    http.expectOne('/api/v1/me').flush(null, unauthorized);
    await settled();
    http.expectOne('/api/v1/auth/refresh').flush(token('new'));
    await settled();
    http.expectOne('/api/v1/me').flush(null, unauthorized);

    await expect(call).rejects.toMatchObject({ status: 401 });
  });

  it('leads to setting up the second factor that the agency requires', async () => {
    const asked = firstValueFrom(client.get('/api/v1/dashboard')).catch(() => 'refused');
    const problem = {
      type: 'urn:tributary:problem:two-factor-required',
      title: 'x',
      status: 403,
      detail: 'x',
    };
    http.expectOne('/api/v1/dashboard').flush(problem, { status: 403, statusText: 'Forbidden' });
    expect(await asked).toBe('refused');
    await settled();
    expect(TestBed.inject(Router).url).toBe('/set-up-two-factor');
  });

  it('stays where it is for every other refusal', async () => {
    const asked = firstValueFrom(client.get('/api/v1/dashboard')).catch(() => 'refused');
    const problem = { type: 'urn:tributary:problem:forbidden', title: 'x', status: 403, detail: 'x' };
    http.expectOne('/api/v1/dashboard').flush(problem, { status: 403, statusText: 'Forbidden' });
    expect(await asked).toBe('refused');
    await settled();
    expect(TestBed.inject(Router).url).toBe('/sales?search=x');
  });
});
