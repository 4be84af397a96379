import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Permission } from '@tributary/api-contract';
import { MeApi, problemInterceptor } from '@tributary/client-data-access';
import { SaleCustomer } from './sale-customer';

const URL = '/api/v1/sales/a/1/customer';
const MASKED = { email: 'a•••@e•••.com', isMasked: true };

class MeFake {
  readonly permissions = signal<readonly Permission[]>(['read-connections', 'read-personal-data']);
  can(permission: Permission): boolean {
    return this.permissions().includes(permission);
  }
}

describe('SaleCustomer', () => {
  let http: HttpTestingController;
  let me: MeFake;
  let fixture: ComponentFixture<SaleCustomer>;

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
    fixture = TestBed.createComponent(SaleCustomer);
  });

  function show(orderId = '1'): void {
    fixture.componentRef.setInput('sale', { accountId: 'a', orderId });
    fixture.detectChanges();
  }
  const element = () => fixture.nativeElement as HTMLElement;
  async function settle(): Promise<string> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
    return element().textContent.replaceAll(/\s+/g, ' ').trim();
  }

  it('shows who bought masked, and in full when asked for, until the next sale', async () => {
    show();
    http.expectOne(URL).flush(MASKED);
    expect(await settle()).toBe('Customera•••@e•••.comShow e-mail');
    element().querySelector('button')?.click();
    http.expectOne(`${URL}/email`).flush({ email: 'ada@example.com', isMasked: false });
    expect(await settle()).toBe('Customerada@example.com');
    show('2');
    http.expectOne('/api/v1/sales/a/2/customer').flush({ ...MASKED, email: 'b•••@e•••.com' });
    expect(await settle()).toContain('b•••@e•••.com');
  });

  it('has no way to the whole e-mail for who may not', async () => {
    me.permissions.set(['read-connections']);
    show();
    http.expectOne(URL).flush(MASKED);
    expect(await settle()).toBe('Customera•••@e•••.com');
  });

  it('says that nobody is known', async () => {
    show();
    http.expectOne(URL).flush({ email: null, isMasked: true });
    expect(await settle()).toContain('not reported, or no longer kept');
  });

  it('says why it cannot be shown', async () => {
    show();
    http.expectOne(URL).flush(MASKED);
    await settle();
    element().querySelector('button')?.click();
    http
      .expectOne(`${URL}/email`)
      .flush(
        { type: 'urn:tributary:problem:forbidden', title: 'No', status: 403, detail: 'Not for you.' },
        { status: 403, statusText: 'x' },
      );
    expect(await settle()).toContain('Not for you.');
  });

  it('asks nothing for a login of a client', async () => {
    me.permissions.set(['read-sales']);
    show();
    http.expectNone(() => true);
    expect(await settle()).toBe('');
  });
});
