import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Permission } from '@tributary/api-contract';
import { MeApi, problemInterceptor } from '@tributary/client-data-access';
import { SalesExport } from './sales-export';
import { EMPTY_FILTER } from './sales-filter';

class MeFake {
  permissions: Permission[] = ['read-sales', 'export-sales'];
  can(permission: Permission): boolean {
    return this.permissions.includes(permission);
  }
}

describe('SalesExport', () => {
  const me = new MeFake();
  let fixture: ComponentFixture<SalesExport>;
  let http: HttpTestingController;

  function show(): void {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        { provide: MeApi, useValue: me },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(SalesExport);
    const filter = {
      ...EMPTY_FILTER,
      networks: ['jvzoo', 'hotmart'],
      from: '2026-11-01',
      search: 'HP',
      clients: ['acme'],
    };
    fixture.componentRef.setInput('filter', filter);
    fixture.detectChanges();
  }

  const button = () => (fixture.nativeElement as HTMLElement).querySelector('button');

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  }

  it('asks for everything the filter finds, and is busy meanwhile', async () => {
    show();
    button()?.click();
    await settle();
    expect(button()?.disabled).toBe(true);
    expect(button()?.textContent).toContain('Preparing');
    const { params } = http.expectOne(({ url }) => url === '/api/v1/sales/export').request;
    expect(params.toString()).toBe('from=2026-11-01&search=HP&network=jvzoo&network=hotmart&client=acme');
  });

  it('says why there is no file, and can be asked again', async () => {
    show();
    button()?.click();
    await settle();
    const detail = 'More than 100,000 sales match. Choose a shorter period or fewer accounts.';
    const problem = { type: 'urn:tributary:problem:not-possible-now', status: 409, detail };
    http
      .expectOne(({ url }) => url === '/api/v1/sales/export')
      .flush(new TextEncoder().encode(JSON.stringify(problem)).buffer, {
        status: 409,
        statusText: 'Conflict',
      });
    await settle();
    expect((fixture.nativeElement as HTMLElement).querySelector('[role=alert]')?.textContent).toBe(detail);
    expect(button()?.disabled).toBe(false);
  });

  it('is not there for who only reads', () => {
    me.permissions = ['read-sales'];
    show();
    expect(button()).toBeNull();
  });
});
