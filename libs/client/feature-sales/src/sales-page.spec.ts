import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Me, Permission, SalesPage as SalesAnswer } from '@tributary/api-contract';
import { MeApi, NetworksApi, problemInterceptor } from '@tributary/client-data-access';
import { SalesPage } from './sales-page';
import { aNetwork, aRefundedSale, aSaleRow } from './testing';

class NetworksFake {
  readonly networks = signal([aNetwork()]);
  find(code: string) {
    return this.networks().find(({ id }) => id === code);
  }
}

const TWO: SalesAnswer = {
  items: [
    aSaleRow(),
    aRefundedSale({ orderId: 'HP2', orderNumber: 'HP2', productName: 'Método Planilha Viva', amount: null }),
  ],
  nextCursor: null,
};
const EMPTY: SalesAnswer = { items: [], nextCursor: null };

class MeFake {
  readonly permissions = signal<readonly Permission[]>(['read-sales', 'read-connections']);
  readonly me = signal<Partial<Me>>({});
  can(permission: Permission) {
    return this.permissions().includes(permission);
  }
}

describe('SalesPage', () => {
  let me: MeFake;
  let harness: RouterTestingHarness;
  let http: HttpTestingController;

  beforeEach(() => {
    me = new MeFake();
    Element.prototype.scrollIntoView = () => undefined;
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideRouter([{ path: 'sales', component: SalesPage }]),
        { provide: NetworksApi, useClass: NetworksFake },
        { provide: MeApi, useValue: me },
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });

  /** Lets answers and promises through, without waiting for requests that are still open. */
  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    harness.detectChanges();
    await new Promise((resolve) => setTimeout(resolve));
  }

  async function visit(url = '/sales'): Promise<void> {
    harness = await RouterTestingHarness.create(url);
    await settle();
    http.match('/api/v1/network-accounts').forEach((request) => {
      request.flush([]);
    });
  }

  function salesRequest(): TestRequest {
    return http.expectOne((request) => request.url === '/api/v1/sales');
  }

  async function answer(page: SalesAnswer): Promise<void> {
    salesRequest().flush(page);
    await settle();
  }

  function page(): HTMLElement {
    const element = harness.routeNativeElement;
    if (!element) throw new Error('no page');
    return element;
  }

  function text(): string {
    return page().textContent.replace(/\s+/g, ' ');
  }

  async function click(name: string): Promise<void> {
    const found = [...page().querySelectorAll('button')].find((one) => one.textContent.trim() === name);
    if (!found) throw new Error(`no button "${name}"`);
    found.click();
    await settle();
  }

  async function press(key: string): Promise<void> {
    document.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
    await settle();
  }

  it('asks for what the URL says and shows grey bars meanwhile', async () => {
    await visit(
      '/sales?from=2026-11-01&to=2026-11-20&network=hotmart&network=jvzoo&status=refunded&search=HP',
    );
    expect(page().querySelector('[aria-label="Loading sales"]')).not.toBeNull();
    const { params } = salesRequest().request;
    expect(params.getAll('network')).toEqual(['hotmart', 'jvzoo']);
    expect(params.get('from')).toBe('2026-11-01');
    expect(params.get('status')).toBe('refunded');
    expect(params.get('search')).toBe('HP');
    expect(params.get('account')).toBeNull();
  });

  it('shows the sales with original money and says what is not reported', async () => {
    await visit();
    await answer(TWO);
    expect(page().querySelectorAll('tbody tr')).toHaveLength(2);
    expect(text()).toContain('R$497.00');
    expect(text()).toContain('not reported');
    expect(text()).toContain('These are all.');
  });

  it('loads more by the cursor and shows a sale that moved between two pages once', async () => {
    await visit();
    await answer({ ...TWO, nextCursor: 'c1' });
    await click('Load more');
    const request = salesRequest();
    expect(request.request.params.get('cursor')).toBe('c1');
    request.flush({
      items: [TWO.items[1], aSaleRow({ orderId: 'HP3', orderNumber: 'HP3' })],
      nextCursor: null,
    });
    await settle();
    expect(page().querySelectorAll('tbody tr')).toHaveLength(3);
  });

  it('keeps the rows when more cannot be loaded', async () => {
    await visit();
    await answer({ ...TWO, nextCursor: 'c1' });
    await click('Load more');
    salesRequest().flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(page().querySelectorAll('tbody tr')).toHaveLength(2);
    expect(text()).toContain('More could not be loaded.');
  });

  it('says so when nothing could be loaded, and tries again', async () => {
    await visit();
    salesRequest().flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(text()).toContain('The sales could not be loaded');
    await click('Try again');
    await answer(TWO);
    expect(page().querySelectorAll('tbody tr')).toHaveLength(2);
  });

  it('names the nearest sale when nothing matches, and clears the filters', async () => {
    await visit('/sales?from=2026-11-19&to=2026-11-20&status=chargeback');
    await answer(EMPTY);
    const nearest = salesRequest();
    expect(nearest.request.params.get('from')).toBeNull();
    expect(nearest.request.params.get('to')).toBe('2026-11-20');
    nearest.flush({ items: [aSaleRow()], nextCursor: null });
    await settle();
    expect(text()).toContain('No sales match these filters');
    expect(text()).toContain('Hotmart.');
    page().querySelector<HTMLButtonElement>('trib-empty-state button')?.click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/sales');
    await answer(TWO);
    expect(page().querySelectorAll('tbody tr')).toHaveLength(2);
  });

  it('leads to the connections before there is any sale', async () => {
    await visit();
    await answer(EMPTY);
    expect(text()).toContain('No sales yet');
    expect(page().querySelector('a[href="/connections"]')).not.toBeNull();
  });

  it('offers a client login its own networks and accounts, and asks for no others', async () => {
    me.permissions.set(['read-sales']);
    me.me.set({ accounts: [{ id: 'own', network: 'elsewhere', label: 'my shop' }] });
    harness = await RouterTestingHarness.create('/sales');
    await settle();
    http.expectNone('/api/v1/network-accounts');
    http.expectNone('/api/v1/clients');
    await answer(EMPTY);
    expect(page().querySelector('a[href="/connections"]')).toBeNull();
    expect(await choicesOf('Network')).toEqual([]);
    expect(await choicesOf('Account')).toEqual(['my shop']);
    expect([...page().querySelectorAll('trib-filter-popover')].map((one) => one.textContent)).not.toContain(
      'Client',
    );
  });

  it('narrows to clients', async () => {
    await visit('/sales?client=c1');
    http.expectOne('/api/v1/clients').flush([{ id: 'c1', name: 'Acme', accounts: 1, logins: [] }]);
    expect(salesRequest().request.params.getAll('client')).toEqual(['c1']);
    await settle();
    const bar = page().querySelector('trib-sales-filter-bar')?.textContent.replace(/\s+/g, ' ');
    expect(bar).toContain('ClientAcme');
  });

  async function choicesOf(name: string): Promise<string[]> {
    const popover = [...page().querySelectorAll('trib-filter-popover')].find((one) =>
      one.textContent.trim().startsWith(name),
    );
    popover?.querySelector('button')?.click();
    await settle();
    const names = [...document.querySelectorAll('trib-choice-list label')].map((one) =>
      one.textContent.trim(),
    );
    popover?.querySelector('button')?.click();
    await settle();
    return names;
  }

  it('opens a sale, walks with j and k, and closes with Escape', async () => {
    await visit();
    await answer(TWO);
    page().querySelector<HTMLElement>('tbody tr')?.click();
    await settle();
    const title = () => page().querySelector('trib-sale-drawer h2')?.textContent;
    expect(title()).toBe('Inglês em 90 Dias');
    await press('j');
    expect(title()).toBe('Método Planilha Viva');
    expect(text()).toContain('Observed');
    await press('j');
    expect(title()).toBe('Método Planilha Viva');
    await press('k');
    expect(title()).toBe('Inglês em 90 Dias');
    await press('Escape');
    expect(page().querySelector('trib-sale-drawer')).toBeNull();
  });

  describe('of a past moment', () => {
    const PAST = '/sales?asOf=2025-11-14T08:00:00Z&status=refunded';

    it('says so, asks for it, and leads back to now with the same filters', async () => {
      await visit(PAST);
      const request = salesRequest();
      expect(request.request.params.get('asOf')).toBe('2025-11-14T08:00:00.000Z');
      request.flush(TWO);
      await settle();
      expect(text()).toMatch(/You see the sales of 14 Nov 2025, .*, as they were shown then\./);
      page().querySelector<HTMLButtonElement>('trib-past-banner button')?.click();
      await settle();
      expect(TestBed.inject(Router).url).toBe('/sales?status=refunded');
      expect(salesRequest().request.params.has('asOf')).toBe(false);
    });

    it('keeps the moment when filters are cleared, and says when nothing was stored by then', async () => {
      await visit(PAST);
      await answer(TWO);
      await click('Clear filters');
      expect(TestBed.inject(Router).url).toBe('/sales?asOf=2025-11-14T08:00:00.000Z');
      await answer(EMPTY);
      expect(text()).toContain('No sales were stored at that moment');
    });

    it('says why a moment cannot be shown', async () => {
      await visit(PAST);
      const detail = 'That moment has not come yet. Choose one up to now.';
      const problem = { type: 'urn:tributary:problem:invalid-input', title: '', status: 400, instance: '' };
      salesRequest().flush({ ...problem, detail }, { status: 400, statusText: 'Bad Request' });
      await settle();
      expect(text()).toContain(detail);
      expect(page().querySelector('trib-past-banner')).toBeNull();
    });
  });

  it('reads the history of the sale that is opened', async () => {
    await visit();
    await answer(TWO);
    page().querySelector<HTMLElement>('tbody tr')?.click();
    await settle();
    const request = http.expectOne(({ url }) => url === '/api/v1/sales/account-1/HP2391845067/history');
    expect(request.request.method).toBe('GET');
  });
});
