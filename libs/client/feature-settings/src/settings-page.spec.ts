import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ExchangeRatesView, Me, Permission } from '@tributary/api-contract';
import { MeApi, problemInterceptor } from '@tributary/client-data-access';
import { SettingsPage } from './settings-page';

const AGENCY = {
  id: 'a',
  name: 'Northbank',
  reportingCurrency: 'EUR',
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
};
const RATES: ExchangeRatesView = {
  day: '2026-11-20',
  source: 'European Central Bank',
  conversions: [
    {
      from: 'USD',
      to: 'EUR',
      rate: '0.8620689655',
      rateDay: '2026-11-20',
      source: 'European Central Bank',
    },
  ],
};

class MeFake {
  readonly me = signal<Me | undefined>({
    ...{ id: '1', name: 'Mara', email: 'mara@northbank.example', role: 'owner' },
    ...{ permissions: [], figures: 'money', agency: AGENCY },
  });
  readonly resource = {
    set: (me: Me) => {
      this.me.set(me);
    },
  };
  readonly permissions = signal<readonly Permission[]>(['manage-agency']);
  can(permission: Permission): boolean {
    return this.permissions().includes(permission);
  }
}

describe('SettingsPage', () => {
  let fixture: ComponentFixture<SettingsPage>;
  let http: HttpTestingController;
  let me: MeFake;

  beforeEach(() => {
    me = new MeFake();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        { provide: MeApi, useValue: me },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(SettingsPage);
    fixture.detectChanges();
  });

  const page = () => fixture.nativeElement as HTMLElement;
  const text = () => page().textContent.replaceAll(/\s+/g, ' ');
  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  }
  async function answerRates(body: ExchangeRatesView | null = RATES, status = 200): Promise<void> {
    for (const asked of http.match('/api/v1/agency/two-factor')) asked.flush({ isRequired: false });
    http.expectOne('/api/v1/exchange-rates').flush(body, { status, statusText: 'x' });
    await settle();
  }
  function choose(id: string, value: string): void {
    const field = page().querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}`);
    field.value = value;
    field.dispatchEvent(new Event(field instanceof HTMLInputElement ? 'input' : 'change'));
    fixture.detectChanges();
  }
  const button = (words: string) =>
    [...page().querySelectorAll('button')].find((one) => one.textContent.trim() === words);

  it('shows skeletons, then the rates with their day and source', async () => {
    expect(page().querySelector('trib-skeleton')).not.toBeNull();
    await answerRates();
    expect(page().querySelector('trib-skeleton')).toBeNull();
    expect(text()).toMatch(/European Central Bank, (\w+ )?20 Nov/);
    expect(text()).toContain('US Dollar');
    expect(text()).toContain('0.862069');
  });

  it('says so when the rates cannot be loaded, and tries again', async () => {
    await answerRates(null, 500);
    expect(text()).toContain('The rates could not be loaded');
    button('Try again')?.click();
    await settle();
    await answerRates();
    expect(text()).toContain('US Dollar');
  });

  it('says what happens while there is no rate', async () => {
    await answerRates({ day: null, source: null, conversions: [] });
    expect(text()).toContain('No rates yet');
  });

  it('sends only what was changed, tells what it does, and takes the answer over', async () => {
    await answerRates();
    choose('agency-zone', 'America/New_York');
    expect(text()).toContain('will be cut anew at midnight in America/New York');
    button('Save settings')?.click();
    const request = http.expectOne({ method: 'PATCH', url: '/api/v1/agency' });
    expect(request.request.body).toEqual({ timeZone: 'America/New_York' });
    request.flush({ ...AGENCY, timeZone: 'America/New_York' });
    await settle();
    expect(me.me()?.agency.timeZone).toBe('America/New_York');
    expect(button('Save settings')?.disabled).toBe(true);
  });

  it('keeps what was typed when the server says no', async () => {
    await answerRates();
    choose('agency-currency', 'USD');
    button('Save settings')?.click();
    const detail = 'There is no published rate for USD.';
    http
      .expectOne({ method: 'PATCH', url: '/api/v1/agency' })
      .flush(
        { type: 'urn:tributary:problem:invalid-input', title: 'x', status: 400, detail, instance: '' },
        { status: 400, statusText: 'x' },
      );
    await settle();
    expect(page().querySelector('[role=alert]')?.textContent).toContain(detail);
    expect(page().querySelector<HTMLSelectElement>('#agency-currency')?.value).toBe('USD');
  });

  it('takes no empty name', async () => {
    await answerRates();
    choose('agency-name', '  ');
    expect(text()).toContain('Give the agency a name.');
    expect(button('Save settings')?.disabled).toBe(true);
  });

  it('is closed to members who may not change the agency', async () => {
    me.permissions.set(['read-figures']);
    await answerRates();
    expect(button('Save settings')).toBeUndefined();
    expect(page().querySelector<HTMLInputElement>('#agency-name')?.disabled).toBe(true);
    expect(text()).toContain('An owner or admin can change these settings.');
  });
});
