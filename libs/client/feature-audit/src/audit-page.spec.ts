import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { AuditPage as AuditAnswer } from '@tributary/api-contract';
import { problemInterceptor } from '@tributary/client-data-access';
import { AuditPage } from './audit-page';
import { ADA, anAuditEntry } from './testing';

const TWO: AuditAnswer = {
  items: [
    anAuditEntry(),
    anAuditEntry({
      id: 'entry-2',
      action: 'member.invite',
      outcome: 'refused',
      reason: 'forbidden',
      target: null,
      before: null,
      after: null,
    }),
  ],
  nextCursor: null,
};
const EMPTY: AuditAnswer = { items: [], nextCursor: null };

describe('AuditPage', () => {
  let harness: RouterTestingHarness;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideRouter([{ path: 'audit', component: AuditPage }]),
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

  async function visit(url = '/audit'): Promise<void> {
    harness = await RouterTestingHarness.create(url);
    await settle();
  }

  function request(path = '/api/v1/audit'): TestRequest {
    return http.expectOne(({ url }) => url === path);
  }

  async function answer(page: AuditAnswer): Promise<void> {
    request().flush(page);
    await settle();
  }

  function page(): HTMLElement {
    const element = harness.routeNativeElement;
    if (!element) throw new Error('no page');
    return element;
  }

  const text = () => page().textContent.replace(/\s+/g, ' ');
  const rows = () => page().querySelectorAll('tbody tr');

  async function click(name: string, root: ParentNode = page()): Promise<void> {
    const found = [...root.querySelectorAll('button')].find((one) => one.textContent.trim().endsWith(name));
    if (!found) throw new Error(`no button "${name}"`);
    found.click();
    await settle();
  }

  it('asks for what the URL says and shows grey bars meanwhile', async () => {
    await visit(`/audit?member=${ADA}&kind=team&from=2026-11-01&to=2026-11-20`);
    expect(page().querySelector('[aria-label="Loading the audit trail"]')).not.toBeNull();
    const { params } = request().request;
    expect(params.get('member')).toBe(ADA);
    expect(params.getAll('group')).toContain('member');
    expect([params.get('from'), params.get('to')]).toEqual(['2026-11-01', '2026-11-20']);
  });

  it('shows who did what, the change, and what was refused', async () => {
    await visit();
    await answer(TWO);
    expect(rows()).toHaveLength(2);
    expect(text()).toContain('Ada Lovelace');
    expect(text()).toContain('Changed an account');
    expect(text()).toContain('Paused: no → yes');
    expect(text()).toContain('Refused');
    expect(text()).toContain('2 entries');
    expect(text()).toContain('These are all.');
  });

  it('opens one with before and after, and shows only what its member did', async () => {
    await visit();
    await answer(TWO);
    await click('Changed an account');
    const detail = () => page().querySelector('trib-audit-detail')?.textContent.replace(/\s+/g, ' ') ?? '';
    expect(detail()).toContain('Before and afterFieldBeforeAfterPausednoyes');
    expect(detail()).toContain('198.51.100.7 Mozilla/5.0 Firefox/145.0');
    await click('Show what Ada Lovelace did');
    expect(TestBed.inject(Router).url).toBe(`/audit?member=${ADA}`);
    await answer(TWO);
    expect(page().querySelector('trib-audit-detail')).toBeNull();
    expect(page().querySelector('trib-audit-filter-bar')?.textContent).toContain('Ada Lovelace');
  });

  it('shows markup as text, wherever it stands', async () => {
    const markup = `<img src=x onerror="document.title='owned'">`;
    await visit();
    await answer({
      items: [
        anAuditEntry({
          actor: { kind: 'member', id: ADA, label: `${markup} <a@b.example>` },
          action: markup,
          target: { kind: markup, id: markup, label: markup },
          address: markup,
          userAgent: markup,
          reason: markup,
          before: { [markup]: markup },
          after: { [markup]: [markup, { [markup]: markup }] },
        }),
      ],
      nextCursor: null,
    });
    page().querySelector<HTMLElement>('tbody tr')?.click();
    await settle();
    expect(page().querySelector('trib-audit-detail')?.textContent).toContain(markup);
    expect(page().querySelectorAll('img')).toHaveLength(0);
    expect(page().innerHTML).toContain('&lt;img src=x onerror=');
  });

  it('loads more by the cursor, and keeps what is there when it cannot', async () => {
    await visit();
    await answer({ ...TWO, nextCursor: 'entry-2' });
    await click('Load more');
    const failing = request();
    expect(failing.request.params.get('cursor')).toBe('entry-2');
    failing.flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(rows()).toHaveLength(2);
    expect(text()).toContain('More could not be loaded.');
    await click('Load more');
    await answer({ items: [anAuditEntry({ id: 'entry-3' })], nextCursor: null });
    expect(rows()).toHaveLength(3);
  });

  it('says so when nothing could be loaded, and tries again', async () => {
    await visit();
    request().flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(text()).toContain('The audit trail could not be loaded');
    await click('Try again');
    await answer(TWO);
    expect(rows()).toHaveLength(2);
  });

  it('says that nothing matches, and clears the filters', async () => {
    await visit('/audit?kind=clients');
    await answer(EMPTY);
    expect(text()).toContain('No entries match these filters');
    page().querySelector<HTMLButtonElement>('trib-empty-state button')?.click();
    await settle();
    expect(TestBed.inject(Router).url).toBe('/audit');
    await answer(EMPTY);
    expect(text()).toContain('Nothing was done yet');
  });

  it('exports what is filtered, and says why when there is no file', async () => {
    await visit('/audit?kind=clients&from=2026-11-01');
    await answer(TWO);
    await click('Export CSV');
    const asked = request('/api/v1/audit/export');
    expect(asked.request.params.getAll('group')).toEqual(['client']);
    expect(asked.request.params.get('from')).toBe('2026-11-01');
    expect(asked.request.params.has('limit')).toBe(false);
    const problem = {
      type: 'urn:tributary:problem:not-possible-now',
      status: 409,
      detail: 'More than 100,000 entries match. Choose a shorter period.',
    };
    const body = new TextEncoder().encode(JSON.stringify(problem)).buffer;
    asked.flush(body, { status: 409, statusText: 'Conflict' });
    await settle();
    expect(text()).toContain('The file could not be made');
    expect(text()).toContain('Choose a shorter period.');
    expect(rows()).toHaveLength(2);
  });
});
