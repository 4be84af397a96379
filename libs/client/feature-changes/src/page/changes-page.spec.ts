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
import type { ChangesPage as ChangesAnswer } from '@tributary/api-contract';
import { NetworksApi, problemInterceptor } from '@tributary/client-data-access';
import { Formats } from '@tributary/client-ui';
import { aChange, aNetwork, aSnapshot, aSummary } from '../testing';
import { ChangesPage } from './changes-page';

class NetworksFake {
  readonly networks = signal([aNetwork()]);
  find(code: string) {
    return this.networks().find(({ id }) => id === code);
  }
}

const REMOVED = aChange({
  ...{ orderId: 'gone', kind: 'removed', after: null, changedAt: '2026-11-17T23:30:00Z' },
  ...{ effects: [{ currency: 'EUR', amount: '0' }], lastGoodSyncAt: null },
});
const TWO: ChangesAnswer = { items: [aChange(), REMOVED], nextCursor: null };
const NONE: ChangesAnswer = { items: [], nextCursor: null };

/** The texts in reading order, one space between elements. */
function words(host: Element | null): string {
  const walker = document.createTreeWalker(host ?? document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}

describe('ChangesPage', () => {
  let harness: RouterTestingHarness;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideRouter([{ path: 'changes', component: ChangesPage }]),
        { provide: NetworksApi, useClass: NetworksFake },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    TestBed.inject(Formats).configure({ locale: 'en-GB', timeZone: 'Europe/Amsterdam', currency: 'EUR' });
  });

  /** Lets answers and promises through, without waiting for requests that are still open. */
  async function settle(): Promise<void> {
    for (let turn = 0; turn < 2; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve));
      harness.detectChanges();
    }
  }

  async function visit(url = '/changes'): Promise<void> {
    harness = await RouterTestingHarness.create(url);
    await settle();
    http.match('/api/v1/network-accounts').forEach((request) => {
      request.flush([]);
    });
  }

  const summaryRequest = () => http.expectOne(({ url }) => url === '/api/v1/changes/summary');
  const pageRequest = () => http.expectOne(({ url }) => url === '/api/v1/changes');
  const lookedRequests = () => http.match(({ url }) => url === '/api/v1/changes/looked');

  async function answer(page: ChangesAnswer, summary = aSummary()): Promise<TestRequest> {
    summaryRequest().flush(summary);
    await settle();
    const request = pageRequest();
    request.flush(page);
    await settle();
    return request;
  }

  function page(): HTMLElement {
    const element = harness.routeNativeElement;
    if (!element) throw new Error('no page');
    return element;
  }

  const text = () => page().textContent.replace(/\s+/g, ' ');

  async function click(name: string): Promise<void> {
    const found = [...page().querySelectorAll('button')].find((one) => one.textContent.trim() === name);
    if (!found) throw new Error(`no button "${name}"`);
    found.click();
    await settle();
  }

  it('shows grey bars while it loads', async () => {
    await visit();
    expect(page().querySelector('[aria-label="Loading what moved"]')).not.toBeNull();
    expect(page().querySelectorAll('trib-skeleton').length).toBeGreaterThan(8);
  });

  it('sums up per network, and lists by day what was, what is, the effect and the readings', async () => {
    await visit();
    const request = await answer(TWO);
    expect(request.request.params.get('since')).toBe('2026-11-17T13:02:00.000Z');
    expect(request.request.params.get('until')).toBe('2026-11-20T13:32:00.000Z');
    const headline = words(page().querySelector('trib-changes-headline'));
    expect(headline).toContain('Since you last looked, ');
    expect(headline).toContain('15 sales changed');
    expect(headline).toContain('−€292.40');
    expect(headline).toContain('Digistore24');
    expect(headline).toContain('14 sales changed −€312.40');
    expect(headline).toContain('1 sale changed +€20.00');
    expect(page().querySelectorAll('trib-changes-feed section')).toHaveLength(1);
    const [refund, removed] = [...page().querySelectorAll('trib-changes-feed li')].map(words);
    expect(refund).toContain('Refunded');
    expect(refund).toContain('Status completed → is now refunded');
    expect(refund).toContain('Commission taken back nothing → is now €32.50');
    expect(refund).toContain('−€32.50');
    expect(refund).toMatch(/Between the readings of .*13:23 and 14:23/);
    expect(removed).toContain('Removed');
    expect(removed).toContain('no effect');
  });

  it('leads to the sale, unless it is gone', async () => {
    await visit();
    await answer(TWO);
    const links = [...page().querySelectorAll('trib-changes-feed a')].map((link) =>
      link.getAttribute('href'),
    );
    expect(links).toEqual(['/sales?account=account-1&search=DS:883146793']);
  });

  it('counts as looked at once it is shown, up to the moment of the answer', async () => {
    await visit();
    expect(lookedRequests()).toEqual([]);
    await answer(TWO);
    const [looked, ...others] = lookedRequests();
    expect(others).toEqual([]);
    expect(looked?.request.body).toEqual({ until: '2026-11-20T13:32:00.000Z' });
    looked?.flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(page().querySelectorAll('trib-changes-feed li')).toHaveLength(2);
  });

  it('is no look when only a part was shown, or another period', async () => {
    await visit('/changes?network=digistore24');
    await answer(TWO);
    expect(lookedRequests()).toEqual([]);
    await harness.navigateByUrl('/changes?period=7-days');
    await settle();
    await answer(TWO);
    expect(lookedRequests()).toEqual([]);
  });

  it('keeps what is new while the page is open, though it was looked at', async () => {
    await visit();
    await answer(TWO);
    await harness.navigateByUrl('/changes?network=digistore24');
    await settle();
    const request = summaryRequest();
    expect(request.request.params.get('since')).toBe('2026-11-17T13:02:00.000Z');
    expect(request.request.params.get('network')).toBe('digistore24');
  });

  it('asks for days when days are chosen', async () => {
    await visit('/changes?period=30-days');
    const request = summaryRequest();
    const since = new Date(request.request.params.get('since') ?? '').getTime();
    expect(Math.round((Date.now() - since) / 86_400_000)).toBe(30);
    request.flush(aSummary());
    await settle();
    pageRequest().flush(TWO);
    await settle();
    expect(text()).toContain('In the last 30 days');
  });

  it('tells who never looked before of a week', async () => {
    await visit();
    await answer(TWO, aSummary({ lastLookedAt: null }));
    expect(text()).toContain('In the last 7 days');
  });

  it('says what has no rate, beside the sum', async () => {
    await visit();
    await answer(TWO, aSummary({ notConverted: [{ currency: 'BRL', amount: '-10' }] }));
    expect(text()).toContain('Not converted, because no exchange rate is known yet: −R$10.00.');
  });

  it('loads more by the cursor, and keeps the rows when that fails', async () => {
    await visit();
    await answer({ ...TWO, nextCursor: 'c1' });
    await click('Load more');
    const failing = pageRequest();
    expect(failing.request.params.get('cursor')).toBe('c1');
    failing.flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(text()).toContain('More could not be loaded.');
    await click('Load more');
    const older = aChange({ orderId: '3', before: aSnapshot(), changedAt: '2026-11-16T10:00:00Z' });
    pageRequest().flush({ items: [older], nextCursor: null });
    await settle();
    expect(page().querySelectorAll('trib-changes-feed li')).toHaveLength(3);
    expect(page().querySelectorAll('trib-changes-feed section')).toHaveLength(2);
    expect(text()).toContain('These are all.');
  });

  it('says what nothing means, and shows further back', async () => {
    await visit();
    await answer(NONE, aSummary({ sales: 0, effect: '0', networks: [] }));
    expect(text()).toMatch(/Since you last looked, .*: nothing moved/);
    expect(text()).toContain('New sales do not count as a change.');
    await click('Show the last 30 days');
    expect(TestBed.inject(Router).url).toBe('/changes?period=30-days');
  });

  it('offers to clear filters that match nothing', async () => {
    await visit('/changes?network=digistore24&account=a1');
    await answer(NONE);
    expect(text()).toContain('No change matches these filters');
    page().querySelector<HTMLButtonElement>('trib-empty-state button')?.click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/changes');
  });

  it('says so when nothing could be loaded, and tries again', async () => {
    await visit();
    summaryRequest().flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(text()).toContain('What moved could not be loaded');
    await click('Try again');
    await answer(TWO);
    expect(page().querySelectorAll('trib-changes-feed li')).toHaveLength(2);
  });
});
