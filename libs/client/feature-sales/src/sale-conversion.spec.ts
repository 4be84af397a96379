import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { ConversionView } from '@tributary/api-contract';
import { problemInterceptor } from '@tributary/client-data-access';
import { Formats } from '@tributary/client-ui';
import { SaleConversion } from './sale-conversion';

const URL = '/api/v1/exchange-rates/BRL/2026-11-12';
const FOUND: ConversionView = {
  from: 'BRL',
  to: 'EUR',
  rate: '0.1582278481',
  rateDay: '2026-11-11',
  source: 'European Central Bank',
};

describe('SaleConversion', () => {
  let http: HttpTestingController;
  let fixture: ComponentFixture<SaleConversion>;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    TestBed.inject(Formats).configure({ locale: 'en-GB', timeZone: 'Europe/Berlin', currency: 'EUR' });
    http = TestBed.inject(HttpTestingController);
  });

  function show(currency: string): void {
    fixture = TestBed.createComponent(SaleConversion);
    fixture.componentRef.setInput('currency', currency);
    // Already the twelfth in Berlin.
    fixture.componentRef.setInput('saleDate', '2026-11-11T23:30:00Z');
    fixture.detectChanges();
  }
  async function text(): Promise<string> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
    return (fixture.nativeElement as HTMLElement).textContent.trim();
  }

  it('names the rate of the sale’s day in the agency’s zone, its source and its day', async () => {
    show('BRL');
    http.expectOne(URL).flush(FOUND);
    expect(await text()).toMatch(/^1 BRL = 0\.158228 EUR, European Central Bank, .*11 Nov/);
  });

  it('says that nothing is published', async () => {
    show('BRL');
    http.expectOne(URL).flush({ ...FOUND, rate: null, rateDay: null, source: null });
    expect(await text()).toContain('No rate is published for BRL on this day');
  });

  it('says that it could not be loaded', async () => {
    show('BRL');
    http.expectOne(URL).flush(null, { status: 500, statusText: 'x' });
    expect(await text()).toBe('The exchange rate could not be loaded.');
  });

  it('asks nothing about the agency’s own currency', async () => {
    show('EUR');
    http.expectNone(() => true);
    expect(await text()).toBe('');
  });
});
