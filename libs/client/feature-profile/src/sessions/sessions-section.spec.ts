import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { SessionView } from '@tributary/api-contract';
import { problemInterceptor, SessionsApi } from '@tributary/client-data-access';
import { SessionsSection } from './sessions-section';

const ROOT = '/api/v1/me/sessions';
const HERE: SessionView = {
  ...{
    id: 'here',
    device: 'Firefox on Windows',
    address: '198.51.100.7',
    method: 'two-factor',
    isCurrent: true,
  },
  ...{
    createdAt: '2026-11-20T09:00:00Z',
    lastUsedAt: '2026-11-20T10:00:00Z',
    endsAt: '2026-12-20T09:00:00Z',
  },
};
const PHONE: SessionView = {
  ...HERE,
  id: 'phone',
  device: 'Safari on iPhone',
  isCurrent: false,
  method: 'sso',
};

describe('SessionsSection', () => {
  let fixture: ComponentFixture<SessionsSection>;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(SessionsSection);
    const resource = TestBed.runInInjectionContext(() => TestBed.inject(SessionsApi).listOwn());
    fixture.componentRef.setInput('resource', resource);
    fixture.detectChanges();
  });

  const page = () => fixture.nativeElement as HTMLElement;
  const text = () => page().textContent.replaceAll(/\s+/g, ' ');
  const button = (words: string) =>
    [...page().querySelectorAll('button')].find((one) => one.textContent.trim() === words);
  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  }
  async function loaded(...sessions: readonly SessionView[]): Promise<void> {
    http.expectOne({ method: 'GET', url: ROOT }).flush(sessions);
    await settle();
  }

  it('shows skeletons, says so when it cannot be loaded, and tries again', async () => {
    expect(page().querySelector('trib-skeleton')).not.toBeNull();
    http.expectOne(ROOT).flush(null, { status: 500, statusText: 'x' });
    await settle();
    expect(text()).toContain('Your sessions could not be loaded');
    button('Try again')?.click();
    await settle();
    await loaded(HERE);
    expect(text()).toContain('Firefox on Windows');
  });

  it('marks the one that looks, which has no way to end', async () => {
    await loaded(HERE);
    expect(text()).toContain('This one');
    expect(text()).toContain('You are signed in nowhere else.');
    expect(button('End session')).toBeUndefined();
    expect(button('Sign out everywhere else')).toBeUndefined();
  });

  it('ends one', async () => {
    await loaded(HERE, PHONE);
    expect(text()).toContain('with company account');
    button('End session')?.click();
    http.expectOne({ method: 'DELETE', url: `${ROOT}/phone` }).flush(null, { status: 204, statusText: 'x' });
    await settle();
    await loaded(HERE);
    expect(text()).not.toContain('Safari on iPhone');
  });

  it('ends all others', async () => {
    await loaded(HERE, PHONE);
    button('Sign out everywhere else')?.click();
    http.expectOne({ method: 'POST', url: `${ROOT}/revoke-others` }).flush({ revoked: 1 });
    await settle();
    await loaded(HERE);
  });

  it('says what the server said when it does not end one', async () => {
    await loaded(HERE, PHONE);
    button('End session')?.click();
    const detail = 'There is no such session any more.';
    const problem = {
      type: 'urn:tributary:problem:not-found',
      title: 'x',
      status: 404,
      detail,
      instance: '',
    };
    http.expectOne(`${ROOT}/phone`).flush(problem, { status: 404, statusText: 'x' });
    await settle();
    expect(page().querySelector('[role=alert]')?.textContent).toContain(detail);
    await loaded(HERE);
  });
});
