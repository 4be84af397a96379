import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Dashboard, Permission, SyncProgressMessage } from '@tributary/api-contract';
import { AuthSession, problemInterceptor, SyncEvents } from '@tributary/client-data-access';
import { EarningsTrend, Formats, NetworkShare, YearBars } from '@tributary/client-ui';
import { Subject } from 'rxjs';
import { aDashboard, aMember, anAccount, anIndex, CLIENTS, NETWORKS, NOW } from '../testing';
import { DashboardPage } from './dashboard-page';

@Component({ selector: 'trib-elsewhere', template: '' })
class Elsewhere {}

const messages = new Subject<SyncProgressMessage>();
const MESSAGE: SyncProgressMessage = {
  accountId: 'account-1',
  network: 'clickbank',
  runId: 'run-1',
  outcome: 'running',
  pages: 3,
  progress: 0.5,
  at: '2026-11-20T13:32:00Z',
  created: 0,
  changed: 0,
  unchanged: 0,
  quarantined: 0,
};
let harness: RouterTestingHarness;

const TEAM: readonly Permission[] = ['read-figures', 'read-sales', 'read-connections', 'sync-now'];

async function open(url = '/dashboard', permissions = TEAM): Promise<TestRequest> {
  harness = await RouterTestingHarness.create();
  void harness.navigateByUrl(url, DashboardPage);
  await settle();
  backend()
    .match('/api/v1/networks')
    .forEach((request) => {
      request.flush(NETWORKS);
    });
  backend()
    .match('/api/v1/me')
    .forEach((request) => {
      request.flush(aMember(permissions));
    });
  await settle();
  backend()
    .match('/api/v1/clients')
    .forEach((request) => {
      request.flush(CLIENTS);
    });
  return nextRequest();
}

/** The harness waits for stability, which an open request holds back: one turn of the loop is enough. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
  }
}

const backend = () => TestBed.inject(HttpTestingController);
const nextRequest = () => backend().expectOne(({ url }) => url === '/api/v1/dashboard');
const page = () => {
  const element = harness.routeNativeElement;
  if (element === null) throw new Error('no page');
  return element;
};
const text = () => page().textContent.replace(/\s+/g, ' ');

async function answer(request: TestRequest, dashboard: Dashboard): Promise<void> {
  request.flush(dashboard);
  await settle();
}

async function fail(request: TestRequest): Promise<void> {
  const problem = {
    type: 'urn:tributary:problem:unavailable',
    title: 'Unavailable',
    status: 503,
    detail: 'The server did not answer in time.',
    instance: '',
  };
  request.flush(problem, { status: 503, statusText: 'Service Unavailable' });
  await settle();
}

describe('DashboardPage', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideRouter([
          { path: 'dashboard', component: DashboardPage },
          { path: '**', component: Elsewhere },
        ]),
        { provide: AuthSession, useValue: { isSignedIn: () => true } },
        { provide: SyncEvents, useValue: { messages } },
      ],
    });
    // jsdom cannot lay out a picture, and the charts have specs of their own.
    for (const chart of [EarningsTrend, NetworkShare, YearBars]) {
      TestBed.overrideComponent(chart, {
        set: { template: '<p [attr.aria-busy]="state() === \'loading\' || null"></p>', imports: [] },
      });
    }
    TestBed.inject(Formats).configure({ locale: 'en-GB', timeZone: 'Europe/Amsterdam', currency: 'EUR' });
  });

  it('keeps the room of everything while loading', async () => {
    const request = await open();
    expect(request.request.params.get('days')).toBe('30');
    expect(page().querySelectorAll('trib-freshness-strip .cell')).toHaveLength(6);
    expect(page().querySelectorAll('trib-moved-line')).toHaveLength(1);
    expect(page().querySelectorAll('trib-kpi-grid .cell')).toHaveLength(7);
    expect(page().querySelectorAll('trib-recent-sales tr.loading')).toHaveLength(20);
    expect(page().querySelectorAll('[aria-busy="true"]').length).toBeGreaterThanOrEqual(5);
  });

  it('shows the figures, their coverage, the freshness and the newest sales', async () => {
    await answer(await open(), aDashboard());
    expect(text()).toContain('€301.50');
    expect(text()).toContain('Covers 6 of 8 accounts · as of 14:32');
    expect(page().querySelector('trib-freshness-strip')?.textContent).toContain('ClickBank');
    expect(page().querySelectorAll('trib-recent-sales tbody tr')).toHaveLength(1);
    expect(page().querySelector('[aria-busy="true"]')).toBeNull();
  });

  it('names a broken connection and leads to it', async () => {
    const broken = anAccount({
      id: 'broken',
      network: 'jvzoo',
      health: 'needs-attention',
      failure: { kind: 'credentials-rejected', message: '', since: '2026-11-18T08:12:00Z' },
    });
    await answer(await open(), aDashboard({ accounts: [broken] }));
    expect(text()).toContain('JVZoo · northbank');
    page().querySelector<HTMLButtonElement>('trib-attention-banners button')?.click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/connections?account=broken');
  });

  it('says once that a network is down, however many of its connections wait', async () => {
    const waiting = (id: string) =>
      anAccount({ id, network: 'digistore24', health: 'late', outageSince: '2026-11-20T13:10:00Z' });
    await answer(await open(), aDashboard({ accounts: [waiting('a'), waiting('b')] }));
    expect(page().querySelectorAll('trib-outage-banner')).toHaveLength(1);
    expect(page().querySelector('trib-attention-banners')).toBeNull();
    expect(text()).toContain('Digistore24 does not answer since');
    expect(text()).toContain('2 connections wait; nothing is lost');
  });

  it('says what to do when nothing could be loaded', async () => {
    await fail(await open());
    expect(text()).toContain('The figures could not be loaded');
    expect(text()).toContain('The server did not answer in time.');
    page().querySelector<HTMLButtonElement>('trib-error-card button')?.click();
    await settle();
    await answer(nextRequest(), aDashboard());
    expect(text()).toContain('€301.50');
  });

  it('keeps the old figures when a reload fails, and says of when they are', async () => {
    await answer(await open(), aDashboard());
    await harness.navigateByUrl('/dashboard?days=7').catch(() => undefined);
    await settle();
    const request = nextRequest();
    expect(request.request.params.get('days')).toBe('7');
    expect(text()).toContain('€301.50');
    await fail(request);
    expect(text()).toContain('You see those of 14:32.');
    expect(text()).toContain('€301.50');
  });

  it('invites a fresh agency to add a network', async () => {
    await answer(await open(), aDashboard({ accounts: [], recentSales: [] }));
    expect(text()).toContain('No network connected yet');
    expect(page().querySelector('trib-kpi-grid')).toBeNull();
  });

  it('offers to clear filters that match nothing', async () => {
    const empty = aDashboard({ recentSales: [], trend: [], share: [] });
    await answer(await open('/dashboard?network=jvzoo&days=7'), empty);
    expect(text()).toContain('No sales match these filters');
    page().querySelector<HTMLButtonElement>('trib-empty-state button')?.click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/dashboard?days=7');
  });

  it('moves a backfill live and reads again once it ended', async () => {
    const backfilling = anAccount({ health: 'backfilling', progress: 0.41 });
    await answer(await open(), aDashboard({ accounts: [backfilling] }));
    expect(text()).toContain('Backfilling, 41%');
    messages.next(MESSAGE);
    await settle();
    expect(text()).toContain('Backfilling, 50%');

    messages.next({ ...MESSAGE, outcome: 'ok', progress: 1 });
    backend().expectNone(({ url }) => url === '/api/v1/dashboard');
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    await settle();
    expect(nextRequest().request.method).toBe('GET');
  });

  it('reads again when the tab becomes visible', async () => {
    await answer(await open(), aDashboard());
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(nextRequest().request.method).toBe('GET');
  });

  describe('of a past moment', () => {
    const PAST = '/dashboard?asOf=2026-11-14T08:00:00Z';
    const past = () =>
      aDashboard({
        generatedAt: '2026-11-14T08:00:00.000Z',
        accounts: [
          anAccount({
            ...{ health: 'needs-attention', nextSyncAt: null, lastGoodSyncAt: '2026-11-14T07:40:00Z' },
            failure: { kind: 'credentials-rejected', message: '', since: '2026-11-14T07:00:00Z' },
          }),
        ],
      });

    it('says so, asks for it, and leads back to now', async () => {
      const request = await open(PAST);
      expect(request.request.params.get('asOf')).toBe('2026-11-14T08:00:00.000Z');
      await answer(request, past());
      expect(text()).toMatch(/You see the figures of .*14 Nov.* 09:00, as they were shown then\./);
      expect(page().querySelector('trib-as-of-choice')?.textContent).toContain('09:00');
      page().querySelector<HTMLButtonElement>('trib-past-banner button')?.click();
      await settle();
      expect(TestBed.inject(Router).url).toBe('/dashboard');
      expect(nextRequest().request.params.has('asOf')).toBe(false);
    });

    it('stands still, asks nobody to act, and tells of nothing that moved since', async () => {
      await answer(await open(PAST), past());
      expect(page().querySelector('trib-attention-banners')).toBeNull();
      expect(page().querySelector('trib-moved-line')).toBeNull();
      expect(page().querySelector('trib-freshness-strip')?.textContent).toContain('Key refused');
      messages.next({ ...MESSAGE, outcome: 'ok' });
      document.dispatchEvent(new Event('visibilitychange'));
      await new Promise((resolve) => setTimeout(resolve, 1_050));
      await settle();
      backend().expectNone(({ url }) => url === '/api/v1/dashboard');
    });

    it('says why a moment cannot be shown', async () => {
      const request = await open(PAST);
      const detail =
        'Figures are kept as they were shown since 15 Nov 2026, 09:00:00. Choose a later moment.';
      const problem = { type: 'urn:tributary:problem:invalid-input', title: '', status: 400, instance: '' };
      request.flush({ ...problem, detail }, { status: 400, statusText: 'Bad Request' });
      await settle();
      expect(text()).toContain(`That moment could not be shown. ${detail}`);
      expect(text()).not.toContain('You see the figures');
    });
  });

  describe('what moved', () => {
    const summary = { since: '2026-11-20T13:02:00Z', until: NOW, lastLookedAt: '2026-11-20T13:02:00Z' };
    const summaryRequest = () => backend().expectOne(({ url }) => url === '/api/v1/changes/summary');
    const line = () => page().querySelector('trib-moved-line')?.textContent.replace(/\s+/g, ' ').trim();

    it('is one quiet line that leads to it, and is read again with the figures', async () => {
      await answer(await open('/dashboard?network=clickbank'), aDashboard());
      const request = summaryRequest();
      expect(request.request.params.get('network')).toBe('clickbank');
      request.flush({
        ...summary,
        currency: 'EUR',
        sales: 14,
        effect: '-312.4',
        networks: [],
        notConverted: [],
      });
      await settle();
      expect(line()).toMatch(
        /^Since you last looked \(.*14:02\): 14 sales changed, −€312\.40\s?See what moved$/,
      );
      const link = page().querySelector('trib-moved-line a')?.getAttribute('href');
      expect(link).toBe('/changes?network=clickbank');
      document.dispatchEvent(new Event('visibilitychange'));
      await settle();
      await answer(nextRequest(), aDashboard({ generatedAt: '2026-11-20T13:40:00Z' }));
      expect(summaryRequest().request.method).toBe('GET');
    });

    it('says when nothing did', async () => {
      await answer(await open(), aDashboard());
      summaryRequest().flush({
        ...summary,
        currency: 'EUR',
        sales: 0,
        effect: '0',
        networks: [],
        notConverted: [],
      });
      await settle();
      expect(line()).toMatch(/: nothing moved$/);
      expect(page().querySelector('trib-moved-line a')).toBeNull();
    });

    it('says when it is not known, and leaves the figures alone', async () => {
      await answer(await open(), aDashboard());
      summaryRequest().flush(null, { status: 503, statusText: 'Unavailable' });
      await settle();
      expect(line()).toBe('What moved since you last looked could not be loaded.');
      expect(text()).toContain('€301.50');
    });
  });

  it('narrows to a client, in the address and in the question', async () => {
    await answer(await open(), aDashboard());
    const filters = page().querySelectorAll<HTMLButtonElement>('trib-filter-row > .row > button');
    expect(filters[1]?.textContent).toContain('Client');
    filters[1]?.click();
    await settle();
    const options = [...document.querySelectorAll<HTMLButtonElement>('[role="menuitem"]')];
    expect(options.map((option) => option.textContent.trim())).toEqual(['All clients', 'Acme']);
    options[1]?.click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/dashboard?client=client-1');
    expect(nextRequest().request.params.get('client')).toBe('client-1');
  });

  describe('of a client login', () => {
    const LATE = anAccount({ health: 'needs-attention', lastGoodSyncAt: '2026-11-18T07:10:00Z' });

    it('leads nowhere it may not go, and asks for no action', async () => {
      await answer(
        await open('/dashboard', ['read-figures', 'read-sales']),
        aDashboard({ accounts: [LATE] }),
      );
      expect(text()).toContain('€301.50');
      expect(text()).toContain('sales since then are missing from every total.');
      expect(page().querySelector('trib-attention-banners button')).toBeNull();
      expect(page().querySelector('a[href^="/connections"]')).toBeNull();
      expect(page().querySelector('trib-insights-card')).toBeNull();
      expect(text()).not.toContain('Client All');
      expect(page().querySelector('trib-recent-sales')).not.toBeNull();
    });

    it('says whom to ask while there is nothing to see', async () => {
      await answer(await open('/dashboard', ['read-figures']), aDashboard({ accounts: [], recentSales: [] }));
      expect(text()).toContain('Nothing to see yet');
      expect(text()).not.toContain('network connected');
    });

    it('sees an index: no currency, no sale, and what 100 is', async () => {
      await answer(await open('/dashboard', ['read-figures']), anIndex());
      expect(text()).toContain('106.3');
      expect(text()).toContain('100 is the same figure from 15 – 17 Nov');
      expect(text()).not.toMatch(/€|EUR/);
      expect(page().querySelector('trib-recent-sales')).toBeNull();
      expect(page().querySelector('trib-moved-line')).toBeNull();
      expect(backend().match(({ url }) => url === '/api/v1/changes/summary')).toEqual([]);
    });

    it('says when there is nothing to be an index of', async () => {
      const year = { year: 2026, toDate: null, previousToDate: null, change: null, months: [] };
      const kpis = [{ ...anIndex().kpis[0], state: 'too-little-data', value: null, change: null }];
      const nothing = { ...anIndex(), trend: [], share: [], year, kpis } as Dashboard;
      await answer(await open('/dashboard', ['read-figures']), nothing);
      expect(text()).toContain('There were no Earnings from 15 – 17 Nov to compare with.');
      expect(text()).toContain('Nothing to compare with');
      expect(text()).not.toMatch(/€|EUR/);
    });
  });

  it('keeps other accounts to choose from while narrowed to one', async () => {
    const accounts = [anAccount(), anAccount({ id: 'account-2', label: 'hrlnlabs' })];
    await answer(await open(), aDashboard({ accounts }));
    void harness.navigateByUrl('/dashboard?account=account-2');
    await settle();
    await answer(nextRequest(), aDashboard({ accounts: accounts.slice(1) }));
    page().querySelectorAll<HTMLButtonElement>('trib-filter-bar button')[3]?.click();
    await settle();
    const options = [...document.querySelectorAll('[role="menuitem"]')].map((item) => item.textContent);
    expect(options).toHaveLength(3);
  });
});
