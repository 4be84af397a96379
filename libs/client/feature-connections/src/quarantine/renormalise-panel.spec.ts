import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { problemInterceptor } from '@tributary/client-data-access';
import { aMessage, aNetwork, anAccount, aRun, PLAIN_WORDS } from '../testing';
import { RenormalisePanel } from './renormalise-panel';

const URL = '/api/v1/network-accounts/account-1/renormalise';

describe('RenormalisePanel', () => {
  let fixture: ComponentFixture<RenormalisePanel>;
  let http: HttpTestingController;
  let begun: number;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideRouter([]),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(RenormalisePanel);
    set({ account: anAccount(), network: aNetwork(), words: PLAIN_WORDS });
    begun = 0;
    fixture.componentInstance.begun.subscribe(() => (begun += 1));
    await settle();
  });

  afterEach(() => {
    http.verify();
  });

  function set(inputs: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  }

  async function settle(): Promise<void> {
    fixture.detectChanges();
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  }

  function panel(): HTMLElement {
    return fixture.nativeElement as HTMLElement;
  }

  function text(): string {
    return panel().textContent.replace(/\s+/g, ' ');
  }

  function confirm(): HTMLButtonElement {
    const found = [...panel().querySelectorAll('button')].find((one) =>
      one.textContent.includes('Read kept pages again'),
    );
    if (!found) throw new Error('nothing to confirm with');
    return found;
  }

  async function begin(): Promise<void> {
    confirm().click();
    await settle();
  }

  it('says what it does before it does anything', () => {
    expect(text()).toContain('ClickBank is not asked.');
    expect(text()).toContain('Files you imported stay as they are.');
    expect(confirm().disabled).toBe(false);
  });

  it('shows how far it is, and what came of it', async () => {
    await begin();
    http.expectOne({ method: 'POST', url: URL }).flush({ isQueued: true });
    await settle();
    expect(begun).toBe(1);
    expect(text()).toContain('Asked for.');
    expect(confirm().disabled).toBe(true);
    const run = aRun({ id: 'run-2', tier: 'raw-pages', outcome: 'running' });
    set({ account: anAccount({ recentRuns: [run] }), live: aMessage({ runId: 'run-2', progress: 0.4 }) });
    await settle();
    expect(panel().querySelector('mat-progress-bar')?.getAttribute('aria-valuenow')).toBe('40');
    set({ account: anAccount({ recentRuns: [{ ...run, outcome: 'ok', created: 0, changed: 7 }] }) });
    await settle();
    expect(text()).toContain('The pages were read again: 7 changed.');
    expect(confirm().disabled).toBe(false);
  });

  it('says when it is under way already', async () => {
    await begin();
    http.expectOne({ method: 'POST', url: URL }).flush({ isQueued: false });
    await settle();
    expect(text()).toContain('are being read again already');
  });

  it('says why it could not be asked for, and lets try again', async () => {
    await begin();
    http.expectOne({ method: 'POST', url: URL }).flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(panel().querySelector('[role=alert]')?.textContent).toContain(
      'The pages could not be read again.',
    );
    expect(confirm().disabled).toBe(false);
    expect(begun).toBe(0);
  });
});
