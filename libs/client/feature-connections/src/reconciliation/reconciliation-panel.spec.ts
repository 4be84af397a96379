import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ReconciliationView } from '@tributary/api-contract';
import { problemInterceptor } from '@tributary/client-data-access';
import { aNetwork, anAccount, PLAIN_WORDS } from '../testing';
import { ReconciliationPanel } from './reconciliation-panel';
import { aMissingAmount, aReconciledDay, aReconciliation } from './testing';

const URL = '/api/v1/network-accounts/account-1/reconciliation';
const REREADS = '/api/v1/network-accounts/account-1/rereads';
const UNAVAILABLE = { status: 503, statusText: 'Unavailable' };
const { summary } = aReconciliation();
const DIFFERS = aReconciliation({
  summary: { ...summary, state: 'differs', checkedDays: 2, differingDays: 1 },
  days: [
    aReconciledDay({ day: '2026-11-17', verdict: 'differs', amounts: [aMissingAmount()] }),
    aReconciledDay(),
  ],
});

describe('ReconciliationPanel', () => {
  let fixture: ComponentFixture<ReconciliationPanel>;
  let http: HttpTestingController;
  let quarantineAsked: number;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(ReconciliationPanel);
    fixture.componentRef.setInput('account', anAccount());
    fixture.componentRef.setInput('network', aNetwork());
    fixture.componentRef.setInput('words', PLAIN_WORDS);
    fixture.componentRef.setInput('canReread', true);
    quarantineAsked = 0;
    fixture.componentInstance.quarantineAsked.subscribe(() => (quarantineAsked += 1));
    fixture.detectChanges();
  });

  afterEach(() => {
    http.verify();
  });

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
    await new Promise((resolve) => setTimeout(resolve));
  }

  async function load(view: ReconciliationView): Promise<void> {
    http.expectOne({ method: 'GET', url: URL }).flush(view);
    await settle();
  }

  function panel(): HTMLElement {
    return fixture.nativeElement as HTMLElement;
  }

  function text(): string {
    return panel().textContent.replace(/\s+/g, ' ');
  }

  function button(name: string): HTMLButtonElement | undefined {
    return [...panel().querySelectorAll('button')].find((one) => one.textContent.trim() === name);
  }

  async function click(name: string): Promise<void> {
    button(name)?.click();
    await settle();
  }

  it('shows grey bars while loading', async () => {
    expect(panel().querySelector('[aria-label="Loading the comparison"]')).not.toBeNull();
    await load(aReconciliation());
    expect(panel().querySelector('[aria-label="Loading the comparison"]')).toBeNull();
  });

  it('says that it could not be loaded, and loads again', async () => {
    http.expectOne({ method: 'GET', url: URL }).flush(null, UNAVAILABLE);
    await settle();
    expect(text()).toContain('The comparison could not be loaded');
    await click('Try again');
    await load(aReconciliation());
    expect(text()).toContain('ClickBank states the same figures');
  });

  it('folds days that agree', async () => {
    await load(aReconciliation());
    expect(panel().querySelector('details')?.open).toBe(false);
    expect(panel().querySelector('summary')?.textContent).toBe('1 day agrees');
    expect(panel().querySelectorAll('section')).toHaveLength(0);
  });

  it('shows a day that differs with both figures, the likely cause and the next step', async () => {
    await load(DIFFERS);
    const rows = [...panel().querySelectorAll('section tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent.trim()),
    );
    expect(rows).toEqual([
      ['Commission, USD', '$209.50', '$190.00', '−$19.50'],
      ['Sales', '14', '12', '−2'],
    ]);
    expect(text()).toContain('ClickBank counts more than it listed. Read the day again.');
    await click('Read this day again');
    const request = http.expectOne({ method: 'POST', url: REREADS });
    expect(request.request.body).toEqual({ from: '2026-11-18', until: '2026-11-19' });
    request.flush({ queued: 1 });
    await settle();
    expect(panel().querySelector('[role=status]')?.textContent).toContain('Asked for.');
    expect(button('Read this day again')).toBeUndefined();
  });

  it('compares again when the account was read', async () => {
    await load(DIFFERS);
    const { reconciliation } = anAccount();
    const comparedAt = '2026-11-20T13:40:00Z';
    fixture.componentRef.setInput(
      'account',
      anAccount({ reconciliation: { ...reconciliation, comparedAt } }),
    );
    fixture.detectChanges();
    await settle();
    await load(aReconciliation());
    expect(text()).toContain('ClickBank states the same figures');
  });

  it('says why a day could not be asked for again, and lets try once more', async () => {
    await load(DIFFERS);
    await click('Read this day again');
    const detail = 'northbank is paused. Resume it first.';
    http
      .expectOne({ method: 'POST', url: REREADS })
      .flush(
        { type: 'urn:tributary:problem:invalid-input', title: 'Invalid', status: 422, detail, instance: '' },
        { status: 422, statusText: 'Unprocessable', headers: { 'content-type': 'application/problem+json' } },
      );
    await settle();
    expect(panel().querySelector('[role=alert]')?.textContent).toContain(detail);
    expect(button('Read this day again')).toBeDefined();
  });

  it('leads to the rows kept aside', async () => {
    const amounts = [aMissingAmount({ cause: 'quarantine' })];
    await load({ ...DIFFERS, days: [aReconciledDay({ verdict: 'differs', quarantinedRows: 2, amounts })] });
    await click('Look at them');
    expect(quarantineAsked).toBe(1);
  });

  it('offers nothing to change to who may only look', async () => {
    fixture.componentRef.setInput('canReread', false);
    await load(DIFFERS);
    expect(button('Read this day again')).toBeUndefined();
    expect(text()).toContain('ClickBank counts more than it listed.');
  });

  it('says so where the network states no totals', async () => {
    const none = { ...summary, state: 'not-offered', checkedDays: 0, comparedAt: null } as const;
    await load(aReconciliation({ summary: none, basis: null, days: [] }));
    expect(text()).toContain('ClickBank states no totals');
    expect(panel().querySelector('details')).toBeNull();
  });

  it('shows what is known when the totals could not be read', async () => {
    await load(aReconciliation({ summary: { ...summary, state: 'not-read', failure: 'It answered 503.' } }));
    expect(panel().querySelector('.notice')?.textContent).toContain('It answered 503.');
    expect(panel().querySelector('details')).not.toBeNull();
  });

  it('shows an open day apart, without a verdict', async () => {
    await load(aReconciliation({ days: [aReconciledDay({ day: '2026-11-20', verdict: 'open' })] }));
    expect(panel().querySelector('section')?.getAttribute('aria-label')).toContain('still open');
    expect(text()).toContain('No day has ended yet that could be compared.');
  });
});
