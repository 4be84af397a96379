import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { problemInterceptor } from '@tributary/client-data-access';
import { TwoFactorPolicy } from './two-factor-policy';

const URL = '/api/v1/agency/two-factor';

describe('TwoFactorPolicy', () => {
  let fixture: ComponentFixture<TwoFactorPolicy>;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(TwoFactorPolicy);
    fixture.detectChanges();
  });

  const page = () => fixture.nativeElement as HTMLElement;
  const box = () => page().querySelector<HTMLInputElement>('input[type=checkbox]');
  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  }
  async function loaded(isRequired = false): Promise<void> {
    http.expectOne({ method: 'GET', url: URL }).flush({ isRequired });
    await settle();
  }

  it('shows skeletons, then what holds', async () => {
    expect(page().querySelector('trib-skeleton')).not.toBeNull();
    await loaded(true);
    expect(box()?.checked).toBe(true);
  });

  it('says so when it cannot be loaded, and tries again', async () => {
    http.expectOne(URL).flush(null, { status: 500, statusText: 'x' });
    await settle();
    expect(page().textContent).toContain('This setting could not be loaded');
    page().querySelector('button')?.click();
    await settle();
    await loaded();
    expect(box()?.checked).toBe(false);
  });

  it('changes it', async () => {
    await loaded();
    box()?.click();
    const request = http.expectOne({ method: 'PUT', url: URL });
    expect(request.request.body).toEqual({ isRequired: true });
    request.flush({ isRequired: true });
    await settle();
    expect(box()?.checked).toBe(true);
  });

  it('stays as it was, with the reason, when the server says no', async () => {
    await loaded();
    box()?.click();
    const detail = 'Turn on two-factor sign-in for yourself first, under Profile.';
    const type = 'urn:tributary:problem:not-possible-now';
    http
      .expectOne({ method: 'PUT', url: URL })
      .flush({ type, title: 'x', status: 409, detail, instance: '' }, { status: 409, statusText: 'x' });
    await settle();
    expect(page().querySelector('[role=alert]')?.textContent).toContain(detail);
    expect(box()?.checked).toBe(false);
  });
});
