import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { latestValue } from './latest-value';
import { NetworkAccountsApi } from './network-accounts-api';
import { ProblemError } from './problem-error';
import { problemInterceptor } from './problem-interceptor';
import { SalesApi, type SalesQuery } from './sales-api';

describe('reads', () => {
  let http: HttpTestingController;
  const stable = () => TestBed.inject(ApplicationRef).whenStable();

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    http.verify();
  });

  it('repeats lists, leaves out what is not set and waits for a query', async () => {
    const query = signal<SalesQuery | undefined>(undefined);
    const sales = TestBed.runInInjectionContext(() => TestBed.inject(SalesApi).sales(query));
    TestBed.tick();
    http.expectNone(() => true);

    query.set({ limit: 50, network: ['clickbank', 'jvzoo'], account: [], search: 'a&b' });
    TestBed.tick();
    const request = http.expectOne(({ url }) => url === '/api/v1/sales');
    expect(request.request.params.toString()).toBe('limit=50&network=clickbank&network=jvzoo&search=a%26b');
    request.flush({ items: [], nextCursor: null });
    await stable();
    expect(sales.value()).toEqual({ items: [], nextCursor: null });
  });

  it('keeps the latest value on screen through a failed reload', async () => {
    const query = signal<SalesQuery>({ limit: 1 });
    const sales = TestBed.runInInjectionContext(() => TestBed.inject(SalesApi).sales(query));
    const latest = latestValue(sales);
    TestBed.tick();
    http.expectOne('/api/v1/sales?limit=1').flush({ items: [], nextCursor: 'next' });
    await stable();
    expect(latest()?.nextCursor).toBe('next');

    sales.reload();
    TestBed.tick();
    http.expectOne('/api/v1/sales?limit=1').flush(null, { status: 500, statusText: 'Broken' });
    await stable();
    expect(sales.error()).toBeInstanceOf(ProblemError);
    expect(latest()?.nextCursor).toBe('next');
  });

  it('encodes an id, so that it cannot become a path', () => {
    TestBed.inject(NetworkAccountsApi).sync('../auth/sign-out').subscribe();
    http.expectOne('/api/v1/network-accounts/..%2Fauth%2Fsign-out/sync').flush({ queued: 1 });
  });
});
