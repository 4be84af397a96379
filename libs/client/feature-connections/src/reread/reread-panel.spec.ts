import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { problemInterceptor } from '@tributary/client-data-access';
import { aMessage, aNetwork, anAccount, aRun, NOW, PLAIN_WORDS } from '../testing';
import { RereadPanel } from './reread-panel';

const URL = '/api/v1/network-accounts/account-1/rereads';

describe('RereadPanel', () => {
  let fixture: ComponentFixture<RereadPanel>;
  let http: HttpTestingController;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(RereadPanel);
    set({ account: anAccount(), network: aNetwork(), words: PLAIN_WORDS });
    set({ timeZone: 'Europe/Amsterdam', now: NOW });
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

  function button(name: string): HTMLButtonElement {
    const found = [...panel().querySelectorAll('button')].find((one) => one.textContent.trim() === name);
    if (!found) throw new Error(`no button "${name}"`);
    return found;
  }

  async function click(name: string): Promise<void> {
    button(name).click();
    await settle();
  }

  async function choose(index: number): Promise<void> {
    panel().querySelectorAll<HTMLInputElement>('input[type=radio]')[index]?.click();
    await settle();
  }

  async function type(field: string, value: string): Promise<void> {
    const box = panel().querySelector<HTMLInputElement>(`#reread-${field}`);
    if (!box) throw new Error(`no field ${field}`);
    box.value = value;
    box.dispatchEvent(new Event('input'));
    await settle();
  }

  async function accept(body: object, queued = 1): Promise<void> {
    const request = http.expectOne({ method: 'POST', url: URL });
    expect(request.request.body).toEqual(body);
    request.flush({ queued });
    await settle();
  }

  it('says what reading again does, and asks for the last seven days unless told otherwise', async () => {
    expect(text()).toContain('Asks ClickBank once more for every sale of a period.');
    expect(text()).toContain('7 days');
    await click('Read again');
    await accept({ from: '2026-11-14', until: '2026-11-20' });
    expect(text()).toContain('2026-11-14 – 2026-11-20');
    expect(text()).toContain('Asked for.');
    expect(button('Read again').disabled).toBe(true);
  });

  it('shows it reading, then what came of it', async () => {
    await choose(1);
    await click('Read again');
    await accept({ from: '2026-10-22', until: '2026-11-20' }, 0);
    const run = aRun({ id: 'run-2', tier: 'period', trigger: 'manual', outcome: 'running' });
    set({ account: anAccount({ recentRuns: [run, aRun()] }), live: aMessage({ progress: 0.4 }) });
    await settle();
    expect(panel().querySelector('mat-progress-bar')?.getAttribute('aria-valuetext')).toContain('123 rows');
    expect(text()).toContain('40%');
    set({ account: anAccount({ recentRuns: [{ ...run, outcome: 'ok' }, aRun()] }) });
    await settle();
    expect(text()).toContain('The period was read again: 3 new, 2 changed, 118 unchanged.');
    expect(button('Read again').disabled).toBe(false);
    let shown = 0;
    fixture.componentInstance.runsAsked.subscribe(() => (shown += 1));
    await click('Show runs');
    expect(shown).toBe(1);
  });

  it('takes chosen days, and says which one is wrong only once it was typed or asked for', async () => {
    await choose(2);
    expect(panel().querySelector('.problem')).toBeNull();
    await click('Read again');
    expect(panel().querySelector('.problem')?.textContent).toContain('Choose the first day');
    await type('from', '2026-03-10');
    await type('until', '2026-03-09');
    expect(panel().querySelector('.problem')?.textContent).toContain('The last day is before the first one.');
    expect(panel().querySelector('#reread-until')?.getAttribute('aria-invalid')).toBe('true');
    await click('Read again');
    await type('until', '2026-03-10');
    expect(text()).toContain('1 day');
    await click('Read again');
    await accept({ from: '2026-03-10', until: '2026-03-10' });
    expect(panel().querySelector('h3')?.textContent).toBe('2026-03-10');
  });

  it('says why it could not be asked for, and lets try again', async () => {
    await click('Read again');
    http.expectOne({ method: 'POST', url: URL }).flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(panel().querySelector('[role=alert]')?.textContent).toContain(
      'The period could not be asked for.',
    );
    expect(button('Read again').disabled).toBe(false);
    expect(panel().querySelector('.outcome')).toBeNull();
  });

  it('offers nothing for a paused account, but says what to do', async () => {
    set({ account: anAccount({ isPaused: true, health: 'paused' }) });
    await settle();
    expect(text()).toContain('This account is paused. Resume it first');
    expect(panel().querySelector('form')).toBeNull();
  });
});
