import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { RetentionView } from '@tributary/api-contract';
import { problemInterceptor } from '@tributary/client-data-access';
import { PrivacySection } from './privacy-section';

describe('PrivacySection', () => {
  let http: HttpTestingController;
  let fixture: ComponentFixture<PrivacySection>;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(PrivacySection);
    fixture.componentRef.setInput('retention', { keepMonths: null });
    fixture.detectChanges();
  });

  const page = () => fixture.nativeElement as HTMLElement;
  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  }
  function fill(id: string, value: string): void {
    const field = page().querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}`);
    field.value = value;
    field.dispatchEvent(new Event(field instanceof HTMLInputElement ? 'input' : 'change'));
    fixture.detectChanges();
  }
  function button(name: string): HTMLButtonElement {
    const found = [...page().querySelectorAll('button')].find((one) => one.textContent.trim() === name);
    if (!found) throw new Error(`There is no button ${name}`);
    return found;
  }

  it('saves for how long is kept, and only a change', async () => {
    const saved: RetentionView[] = [];
    fixture.componentInstance.saved.subscribe((retention) => saved.push(retention));
    expect(button('Save').disabled).toBe(true);
    fill('privacy-keep', '26');
    button('Save').click();
    const request = http.expectOne({ method: 'PUT', url: '/api/v1/personal-data' });
    expect(request.request.body).toEqual({ keepMonths: 26 });
    request.flush({ keepMonths: 26 });
    await settle();
    expect(saved).toEqual([{ keepMonths: 26 }]);
  });

  it('erases a customer only when the e-mail was typed twice', async () => {
    fill('privacy-person', 'ada@example.com');
    button('Erase this customer').click();
    fixture.detectChanges();
    fill('privacy-confirm', 'ada@example.org');
    expect(button('Erase for good').disabled).toBe(true);
    fill('privacy-confirm', 'Ada@example.com');
    button('Erase for good').click();
    const request = http.expectOne('/api/v1/personal-data/erase');
    expect(request.request.body).toEqual({ email: 'ada@example.com' });
    request.flush({ sales: 2 });
    await settle();
    expect(page().querySelector<HTMLInputElement>('#privacy-person')?.value).toBe('');
  });

  it('says why a customer cannot be looked for', async () => {
    fill('privacy-person', 'ada@example');
    button('Download').click();
    const detail = 'Type the e-mail address of the person.';
    http
      .expectOne('/api/v1/personal-data/export')
      .flush(
        { type: 'urn:tributary:problem:invalid-input', title: 'No', status: 400, detail },
        { status: 400, statusText: 'x' },
      );
    await settle();
    expect(page().querySelector('[role=alert]')?.textContent).toContain(detail);
  });
});
