import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import type { SaleHistoryEntryView, SaleSnapshotView } from '@tributary/api-contract';
import { problemInterceptor } from '@tributary/client-data-access';
import { Formats } from '@tributary/client-ui';
import { SaleHistory } from './sale-history';

const ODD = 'A/1 ?#%25';
const URL = '/api/v1/sales/account-1/A%2F1%20%3F%23%2525/history';

function aSnapshot(change: Partial<SaleSnapshotView> = {}): SaleSnapshotView {
  return {
    ...{
      orderNumber: 'A1',
      productName: 'Inglês em 90 Dias',
      status: 'completed',
      saleDate: '2025-11-11T09:02:00Z',
    },
    ...{ amount: '497.00', currency: 'BRL', commission: '52.77', commissionCurrency: 'EUR' },
    ...{ reversedAmount: '0.0000', reversedCommission: '0.0000' },
    ...change,
  };
}

function anEntry(change: Partial<SaleHistoryEntryView>): SaleHistoryEntryView {
  return {
    ...{ at: '2025-11-11T09:23:00Z', kind: 'first-seen', before: null, after: aSnapshot(), effects: [] },
    ...{ reversals: [], lastGoodSyncAt: null, run: { id: 'run-1', trigger: 'schedule', tier: 'hot' } },
    ...change,
  };
}

const PENDING = aSnapshot({ status: 'pending' });
const ENTRIES: readonly SaleHistoryEntryView[] = [
  anEntry({ after: PENDING }),
  anEntry({
    ...{ at: '2025-11-14T09:23:00Z', kind: 'status', before: PENDING, after: aSnapshot() },
    ...{ effects: [{ currency: 'EUR', amount: '52.77' }], lastGoodSyncAt: '2025-11-14T08:23:00Z' },
  }),
  anEntry({
    ...{ at: '2025-11-20T13:23:00Z', kind: 'reversed', before: aSnapshot() },
    after: aSnapshot({ status: 'refunded', reversedCommission: '52.77' }),
    effects: [{ currency: 'EUR', amount: '-52.77' }],
    lastGoodSyncAt: '2025-11-20T12:23:00Z',
  }),
];

describe('SaleHistory', () => {
  let fixture: ComponentFixture<SaleHistory>;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    TestBed.inject(Formats).configure({ locale: 'en-GB', timeZone: 'Europe/Amsterdam', currency: 'EUR' });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(SaleHistory);
    fixture.componentRef.setInput('sale', { accountId: 'account-1', orderId: ODD });
    fixture.detectChanges();
  });

  const host = () => fixture.nativeElement as HTMLElement;
  const steps = () => [...host().querySelectorAll('li')].map((item) => item.textContent.replace(/\s+/g, ' '));

  it('shows grey bars while it loads, and asks for the order whatever it is called', () => {
    expect(host().querySelector('[aria-label="Loading the history"]')).not.toBeNull();
    expect(http.expectOne(URL).request.method).toBe('GET');
  });

  it('tells every step, newest first: what was, what is, and between which readings', async () => {
    http.expectOne(URL).flush({ entries: ENTRIES });
    await fixture.whenStable();
    const [refund, paid, first] = steps();
    expect(refund).toContain('Refunded');
    expect(refund).toContain('Status completed → is now refunded');
    expect(refund).toContain('Commission taken back nothing → is now €52.77');
    expect(refund).toContain('Between the readings of 20 Nov 2025, 13:23 and 14:23');
    expect(paid).toContain('Completed');
    expect(first).toContain('First seen');
    expect(first).toContain('Pending, €52.77');
    const tones = [...host().querySelectorAll('li')].map((item) => item.dataset.tone);
    expect(tones).toEqual(['bad', 'good', 'none']);
  });

  it('reads another sale’s history when another is opened', async () => {
    http.expectOne(URL).flush({ entries: ENTRIES });
    await fixture.whenStable();
    fixture.componentRef.setInput('sale', { accountId: 'account-1', orderId: 'B' });
    fixture.detectChanges();
    http.expectOne('/api/v1/sales/account-1/B/history').flush({ entries: ENTRIES.slice(0, 1) });
    await fixture.whenStable();
    expect(steps()).toHaveLength(1);
  });

  it('says so when it cannot be loaded, and tries again', async () => {
    http.expectOne(URL).flush(null, { status: 503, statusText: 'Unavailable' });
    await fixture.whenStable();
    expect(host().querySelector('[role=alert]')?.textContent).toContain('The history could not be loaded.');
    host().querySelector('button')?.click();
    fixture.detectChanges();
    http.expectOne(URL).flush({ entries: ENTRIES });
    await fixture.whenStable();
    expect(steps()).toHaveLength(3);
  });
});
