import { Clipboard } from '@angular/cdk/clipboard';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { Permission, QuarantineView, SyncProgressMessage } from '@tributary/api-contract';
import { MeApi, NetworksApi, problemInterceptor, SyncEvents } from '@tributary/client-data-access';
import { Subject } from 'rxjs';
import { aMessage, aNetwork, anAccount, aRun } from '../testing';
import { QuarantinePage } from './quarantine-page';
import { aKeptRow, aQuarantine } from './testing';

const ACCOUNT = '/api/v1/network-accounts/account-1';
const ROWS = `${ACCOUNT}/quarantine`;
const UNAVAILABLE = { status: 503, statusText: 'Unavailable' };
const NO_AMOUNT = 'ClickBank sent a row whose amount is not a number.';
const THREE = aQuarantine([
  aKeptRow(),
  aKeptRow({ id: 'b', reason: NO_AMOUNT, field: 'amount', raw: { amount: '1,5', id: 7 } }),
  aKeptRow({ id: 'c', reason: NO_AMOUNT, field: 'amount', raw: null }),
]);
const LEFT_OUT = aKeptRow({
  dismissal: { reason: 'test orders', by: 'Mara', at: '2026-11-20T13:30:00Z' },
});

class EventsFake {
  readonly messages = new Subject<SyncProgressMessage>();
}

describe('QuarantinePage', () => {
  let harness: RouterTestingHarness;
  let http: HttpTestingController;
  let events: EventsFake;
  let copied: string[];
  const permissions = signal<readonly Permission[]>([]);

  beforeEach(() => {
    events = new EventsFake();
    copied = [];
    permissions.set(['read-connections', 'manage-connections']);
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideRouter(
          [
            { path: 'connections/:accountId/kept-aside', component: QuarantinePage },
            { path: 'connections', children: [] },
          ],
          withComponentInputBinding(),
        ),
        { provide: SyncEvents, useValue: events },
        { provide: NetworksApi, useValue: { find: () => aNetwork() } },
        { provide: MeApi, useValue: { can: (one: Permission) => permissions().includes(one) } },
        { provide: Clipboard, useValue: { copy: (text: string) => copied.push(text) > 0 } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => {
    http.verify();
  });

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    harness.detectChanges();
    await new Promise((resolve) => setTimeout(resolve));
    harness.detectChanges();
  }

  async function visit(query = '', account = anAccount({ quarantinedRows: 3 })): Promise<void> {
    harness = await RouterTestingHarness.create(`/connections/account-1/kept-aside${query}`);
    await settle();
    http.expectOne({ method: 'GET', url: ACCOUNT }).flush(account);
    await settle();
  }

  function asked(): TestRequest {
    return http.expectOne((request) => request.method === 'GET' && request.url === ROWS);
  }

  async function answer(view: QuarantineView): Promise<void> {
    asked().flush(view);
    await settle();
  }

  async function answerAccount(account = anAccount()): Promise<void> {
    http.expectOne({ method: 'GET', url: ACCOUNT }).flush(account);
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

  function button(name: string): HTMLButtonElement {
    const found = [...page().querySelectorAll('button')].find((one) =>
      one.textContent.trim().startsWith(name),
    );
    if (!found) throw new Error(`no button "${name}"`);
    return found;
  }

  async function click(name: string): Promise<void> {
    button(name).click();
    await settle();
  }

  async function choose(index: number): Promise<void> {
    page().querySelectorAll<HTMLInputElement>('article input[type=checkbox]')[index]?.click();
    await settle();
  }

  async function type(words: string): Promise<void> {
    const box = page().querySelector('textarea');
    if (!box) throw new Error('no reason to type');
    box.value = words;
    box.dispatchEvent(new Event('input'));
    await settle();
  }

  function sent(action: string): TestRequest {
    return http.expectOne({ method: 'POST', url: `${ROWS}/${action}` });
  }

  it('shows grey bars, then the rows with what the network sent and what was wrong in it', async () => {
    await visit();
    expect(page().querySelector('[aria-label="Loading the rows kept aside"]')).not.toBeNull();
    await answer(THREE);
    expect(text()).toContain('ClickBank northbank');
    expect([...page().querySelectorAll('article h3')].map((one) => one.textContent)).toEqual(
      THREE.rows.map(({ reason }) => reason),
    );
    const wrong = [...page().querySelectorAll('pre .wrong')].map((one) => one.firstChild?.textContent);
    expect(wrong).toEqual(['  "transactionTime": null', '  "amount": "1,5",']);
    expect(page().querySelectorAll('details')).toHaveLength(2);
    await click('Copy');
    expect(copied).toEqual(['{\n  "receipt": "9XKQ4T7B",\n  "transactionTime": null\n}']);
    expect(button('Copied')).toBeDefined();
  });

  it('says which field the row lacks', async () => {
    await visit();
    await answer(aQuarantine([aKeptRow({ raw: { receipt: 'x' } })]));
    expect(text()).toContain('The row has no transactionTime.');
  });

  it('shows the rows of one reason, which stands in the URL', async () => {
    await visit();
    await answer(THREE);
    expect([...page().querySelectorAll('nav .size')].map((one) => one.textContent)).toEqual([
      '3 rows',
      '1 row',
      '2 rows',
    ]);
    await click(NO_AMOUNT);
    const request = asked();
    expect(request.request.params.get('reason')).toBe(NO_AMOUNT);
    request.flush({ ...THREE, rows: THREE.rows.slice(1) });
    await settle();
    expect(TestBed.inject(Router).url).toContain('reason=ClickBank');
    await click('Leave 2 out');
    await type('our own tests');
    page().querySelector('form')?.requestSubmit();
    await settle();
    const dismissal = sent('dismiss');
    expect(dismissal.request.body).toEqual({ ofReason: NO_AMOUNT, reason: 'our own tests' });
    dismissal.flush({ rows: 2 });
    await settle();
    await answer(aQuarantine([]));
    expect(text()).toContain('2 rows left out.');
    expect(text()).toContain('No row has this reason any more');
    await click('Show every reason');
    await answer(aQuarantine([aKeptRow()]));
    expect(page().querySelectorAll('article')).toHaveLength(1);
  });

  it('loads page after page, each row once', async () => {
    await visit();
    await answer({ ...aQuarantine([aKeptRow()]), nextCursor: 'next' });
    expect(text()).toContain('Older rows follow.');
    await click('Load more');
    const request = asked();
    expect(request.request.params.get('cursor')).toBe('next');
    request.flush(aQuarantine([aKeptRow(), aKeptRow({ id: 'b' })]));
    await settle();
    expect(page().querySelectorAll('article')).toHaveLength(2);
    expect(text()).toContain('These are all.');
  });

  it('has chosen rows read again, shows how far that is, and what came of it', async () => {
    await visit();
    await answer(THREE);
    await choose(1);
    await click('Read 1 again');
    const replay = sent('replay');
    expect(replay.request.body).toEqual({ ids: ['b'] });
    replay.flush({ isQueued: true });
    await settle();
    await answerAccount();
    expect(text()).toContain('Asked for.');
    expect(button('Reading').disabled).toBe(true);
    const run = aRun({ id: 'run-2', tier: 'replay', outcome: 'running', pages: 0 });
    events.messages.next(aMessage({ runId: 'run-2', progress: 0.5 }));
    await settle();
    await answerAccount(anAccount({ recentRuns: [run, aRun()] }));
    expect(page().querySelector('mat-progress-bar')?.getAttribute('aria-valuenow')).toBe('50');
    events.messages.next(aMessage({ runId: 'run-2', outcome: 'ok', progress: 1 }));
    await settle();
    await answer(aQuarantine([aKeptRow()]));
    const done = { ...run, outcome: 'ok', pages: 1, created: 1, changed: 0, quarantined: 0 } as const;
    await answerAccount(anAccount({ recentRuns: [done, aRun()] }));
    await answer(aQuarantine([aKeptRow()]));
    expect(page().querySelector('.said')?.textContent).toBe('1 row could be read now: 1 new in the figures.');
    expect(button('Read it again').disabled).toBe(false);
  });

  it('learns of an end that was told while it was reading the account', async () => {
    await visit();
    await answer(THREE);
    await click('Read all 3 again');
    sent('replay').flush({ isQueued: true });
    await settle();
    await answerAccount();
    const run = aRun({ id: 'run-2', tier: 'replay', outcome: 'running', pages: 0 });
    events.messages.next(aMessage({ runId: 'run-2', progress: 0.5 }));
    await settle();
    events.messages.next(aMessage({ runId: 'run-2', outcome: 'ok', progress: 1 }));
    await settle();
    await answer(THREE);
    await answerAccount(anAccount({ recentRuns: [run, aRun()] }));
    const done = { ...run, outcome: 'ok', pages: 3, created: 0, changed: 0, quarantined: 3 } as const;
    await answerAccount(anAccount({ recentRuns: [done, aRun()] }));
    await answer(THREE);
    expect(text()).toContain('3 rows still cannot be read.');
  });

  it('says when the rows are being read again already', async () => {
    await visit();
    await answer(THREE);
    await click('Read all 3 again');
    const replay = sent('replay');
    expect(replay.request.body).toEqual({});
    replay.flush({ isQueued: false });
    await settle();
    await answerAccount();
    expect(text()).toContain('Rows of this account are being read again already.');
  });

  it('leaves rows out only with a reason, and keeps it with them', async () => {
    await visit();
    await answer(THREE);
    await click('Leave all 3 out');
    expect(page().querySelector<HTMLButtonElement>('form button[type=submit]')?.disabled).toBe(true);
    await type('   ');
    expect(page().querySelector<HTMLButtonElement>('form button[type=submit]')?.disabled).toBe(true);
    await click('Keep them waiting');
    expect(page().querySelector('form')).toBeNull();
  });

  it('lists what was left out with who did it and why, and takes it back', async () => {
    await visit('?state=dismissed');
    const request = asked();
    expect(request.request.params.get('state')).toBe('dismissed');
    request.flush(aQuarantine([LEFT_OUT]));
    await settle();
    expect(text()).toContain('by Mara: “test orders”');
    await choose(0);
    await click('Take 1 back');
    const restore = sent('restore');
    expect(restore.request.body).toEqual({ ids: ['a'] });
    restore.flush({ rows: 1 });
    await settle();
    await answer(aQuarantine([]));
    expect(text()).toContain('1 row taken back. They wait again.');
    expect(text()).toContain('Nothing was left out');
  });

  it('says why something could not be done, and lets try once more', async () => {
    await visit();
    await answer(THREE);
    await click('Read all 3 again');
    sent('replay').flush(null, UNAVAILABLE);
    await settle();
    expect(page().querySelector('[role=alert]')?.textContent).toContain('The rows could not be read again.');
    expect(button('Read all 3 again').disabled).toBe(false);
  });

  it('says that the rows could not be loaded, and loads again', async () => {
    await visit();
    asked().flush(null, UNAVAILABLE);
    await settle();
    expect(text()).toContain('The rows could not be loaded');
    await click('Try again');
    await answer(THREE);
    expect(page().querySelectorAll('article')).toHaveLength(3);
  });

  it('says that nothing is kept aside', async () => {
    await visit();
    await answer(aQuarantine([]));
    expect(text()).toContain('Every row of this account could be read.');
    expect(() => button('Read')).toThrow();
  });

  it('offers nothing to change to who may only look', async () => {
    permissions.set(['read-connections']);
    await visit();
    await answer(aQuarantine([aKeptRow({ raw: null })]));
    expect(page().querySelectorAll('input[type=checkbox]')).toHaveLength(0);
    expect(() => button('Read')).toThrow();
    expect(page().querySelector('details')).toBeNull();
  });

  it('reads anew when a sync of this account ends, and not for others', async () => {
    await visit();
    await answer(THREE);
    events.messages.next(aMessage({ accountId: 'another', outcome: 'ok' }));
    await settle();
    events.messages.next(aMessage({ runId: 'run-9', outcome: 'ok' }));
    await settle();
    await answerAccount();
    await answer(aQuarantine([aKeptRow()]));
    expect(page().querySelectorAll('article')).toHaveLength(1);
  });
});
