import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { AuthSession } from './auth-session';
import { problemInterceptor } from './problem-interceptor';

const token = (accessToken: string) => ({
  accessToken,
  expiresAt: new Date(Date.now() + 600_000).toISOString(),
});
const REFRESH = '/api/v1/auth/refresh';
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('AuthSession', () => {
  let http: HttpTestingController;
  let session: AuthSession;

  beforeEach(() => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpTestingController);
    session = TestBed.inject(AuthSession);
  });

  afterEach(() => {
    session.end();
    http.verify();
  });

  it('asks nothing of a visitor who never signed in', async () => {
    await expect(session.restore()).resolves.toBe(false);
    expect(session.status()).toBe('signed-out');
  });

  it('comes back by cookie after a reload', async () => {
    localStorage.setItem('tributary.session', 'open');
    const restored = session.restore();
    await settled();
    http.expectOne(REFRESH).flush(token('t1'));

    await expect(restored).resolves.toBe(true);
    expect(session.accessToken()).toBe('t1');
  });

  it('adopts a session that was opened elsewhere, though a visitor came first', async () => {
    await session.restore();
    const adopted = session.adopt();
    await settled();
    http.expectOne(REFRESH).flush(token('t'));
    await expect(adopted).resolves.toBe(true);
    expect(session.accessToken()).toBe('t');
  });

  it('adopts nothing where nothing was opened', async () => {
    const adopted = session.adopt();
    await settled();
    http.expectOne(REFRESH).flush(null, { status: 401, statusText: 'No' });
    await expect(adopted).resolves.toBe(false);
    expect(localStorage.getItem('tributary.session')).toBeNull();
  });

  it('keeps the token out of every storage', async () => {
    const signedIn = session.signIn({ email: 'mara@northbank.example', password: 'secret-password' });
    http.expectOne('/api/v1/auth/sign-in').flush(token('secret-token'));
    await signedIn;

    const stored = [localStorage, sessionStorage, document.cookie]
      .map((place) => JSON.stringify(place))
      .join();
    expect(session.isSignedIn()).toBe(true);
    expect(stored).toContain('tributary.session');
    expect(stored).not.toContain('secret');
  });

  it('uses the single-use cookie once for callers at the same moment', async () => {
    const both = Promise.all([session.refresh(), session.refresh()]);
    await settled();
    http.expectOne(REFRESH).flush(token('t2'));

    await expect(both).resolves.toEqual(['t2', 't2']);
  });

  it('ends when the server says so', async () => {
    const refreshed = session.refresh();
    await settled();
    http.expectOne(REFRESH).flush(null, { status: 401, statusText: 'Unauthorized' });

    await expect(refreshed).resolves.toBeNull();
    expect(session.status()).toBe('signed-out');
  });

  it('survives a server that cannot be reached', async () => {
    const signedIn = session.signIn({ email: 'a@b.example', password: 'x' });
    http.expectOne('/api/v1/auth/sign-in').flush(token('t1'));
    await signedIn;
    const refreshed = session.refresh();
    await settled();
    http.expectOne(REFRESH).error(new ProgressEvent('error'));

    await expect(refreshed).rejects.toMatchObject({ code: 'unreachable' });
    expect(session.accessToken()).toBe('t1');
  });

  it('forgets the token even when signing out fails', async () => {
    const signedIn = session.signIn({ email: 'a@b.example', password: 'x' });
    http.expectOne('/api/v1/auth/sign-in').flush(token('t1'));
    await signedIn;
    const signedOut = session.signOut();
    http.expectOne('/api/v1/auth/sign-out').error(new ProgressEvent('error'));

    await expect(signedOut).rejects.toMatchObject({ code: 'unreachable' });
    expect(session.accessToken()).toBeNull();
    expect(session.status()).toBe('signed-out');
  });
});
