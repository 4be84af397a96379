import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { QuarantineView } from '@tributary/api-contract';
import { problemInterceptor } from '@tributary/client-data-access';
import { aNetwork, anAccount, PLAIN_WORDS } from '../testing';
import { QuarantinePanel } from './quarantine-panel';

const URL = '/api/v1/network-accounts/account-1/quarantine';
const UNAVAILABLE = { status: 503, statusText: 'Unavailable' };
const QUARANTINE: QuarantineView = {
  rows: [
    { id: 'a', reason: 'no currency', firstSeenAt: '2026-11-20T13:26:00Z', raw: { order: '<b>7</b>' } },
    { id: 'b', reason: 'no currency', firstSeenAt: '2026-11-20T12:26:00Z', raw: { order: '8' } },
    { id: 'c', reason: 'no date', firstSeenAt: '2026-11-19T12:26:00Z', raw: null },
  ],
  total: 3,
};
const NONE: QuarantineView = { rows: [], total: 0 };

describe('QuarantinePanel', () => {
  let fixture: ComponentFixture<QuarantinePanel>;
  let http: HttpTestingController;
  let replayed: number;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(QuarantinePanel);
    fixture.componentRef.setInput('account', anAccount({ quarantinedRows: 3 }));
    fixture.componentRef.setInput('network', aNetwork());
    fixture.componentRef.setInput('words', PLAIN_WORDS);
    fixture.componentRef.setInput('canReplay', true);
    replayed = 0;
    fixture.componentInstance.replayed.subscribe(() => (replayed += 1));
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

  async function load(quarantine: QuarantineView): Promise<void> {
    http.expectOne({ method: 'GET', url: URL }).flush(quarantine);
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

  it('shows grey bars, then the rows by reason with what the network sent', async () => {
    expect(panel().querySelector('[aria-label="Loading the rows kept aside"]')).not.toBeNull();
    await load(QUARANTINE);
    expect(text()).toContain('3 rows could not be read and are kept aside. They are not in the figures.');
    expect([...panel().querySelectorAll('h3')].map((one) => one.textContent)).toEqual([
      'no currency',
      'no date',
    ]);
    const raws = [...panel().querySelectorAll('pre')].map((one) => one.textContent);
    expect(raws).toEqual(['{\n  "order": "<b>7</b>"\n}', '{\n  "order": "8"\n}']);
    expect(text()).toContain('First seen 2026-11-19 12:26');
  });

  it('reads the rows again, says what came of it, and shows what is left', async () => {
    await load(QUARANTINE);
    await click('Read them again');
    expect(button('Reading')?.disabled).toBe(true);
    http
      .expectOne({ method: 'POST', url: `${URL}/replay` })
      .flush({ replayed: 3, resolved: 2, remaining: 1 });
    await settle();
    await load({ rows: QUARANTINE.rows.slice(2), total: 1 });
    expect(panel().querySelector('.result')?.textContent).toBe(
      '2 rows could be read now. 1 row still cannot be read.',
    );
    expect(panel().querySelectorAll('section')).toHaveLength(1);
    expect(replayed).toBe(1);
  });

  it('keeps the result on screen when nothing is left', async () => {
    await load(QUARANTINE);
    await click('Read them again');
    http
      .expectOne({ method: 'POST', url: `${URL}/replay` })
      .flush({ replayed: 3, resolved: 3, remaining: 0 });
    await settle();
    await load(NONE);
    expect(text()).toContain('3 rows could be read now. None is left.');
    expect(text()).toContain('Nothing is kept aside');
  });

  it('says why the rows could not be read again, and lets try once more', async () => {
    await load(QUARANTINE);
    await click('Read them again');
    http.expectOne({ method: 'POST', url: `${URL}/replay` }).flush(null, UNAVAILABLE);
    await settle();
    await load(QUARANTINE);
    expect(panel().querySelector('[role=alert]')?.textContent).toContain('The rows could not be read again.');
    expect(button('Read them again')?.disabled).toBe(false);
    expect(replayed).toBe(0);
  });

  it('says that it could not be loaded, and loads again', async () => {
    http.expectOne({ method: 'GET', url: URL }).flush(null, UNAVAILABLE);
    await settle();
    expect(text()).toContain('The rows could not be loaded');
    await click('Try again');
    await load(QUARANTINE);
    expect(text()).toContain('no currency');
  });

  it('says that nothing is kept aside', async () => {
    await load(NONE);
    expect(text()).toContain('Every row of this account could be read.');
    expect(button('Read them again')).toBeUndefined();
  });

  it('offers nothing to change to who may only look', async () => {
    fixture.componentRef.setInput('canReplay', false);
    await load(QUARANTINE);
    expect(button('Read them again')).toBeUndefined();
  });
});
