import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { Me } from '@tributary/api-contract';
import { MeApi, problemInterceptor } from '@tributary/client-data-access';
import { NameSection } from './name/name-section';
import { PasswordSection } from './password/password-section';

const ME: Me = {
  ...{ id: '1', name: 'Mara', email: 'mara@northbank.example', role: 'owner' },
  ...{ permissions: [], figures: 'money' },
  agency: { id: 'a', name: 'Northbank', reportingCurrency: 'EUR', timeZone: 'UTC', locale: 'en-GB' },
};
const refusal = (detail: string, field: string) => ({
  ...{ type: 'urn:tributary:problem:invalid-input', title: 'x', status: 400, detail, instance: '' },
  errors: [{ field, message: detail }],
});

describe('the own details', () => {
  const taken: Me[] = [];
  const me = { me: signal(ME), resource: { set: (value: Me) => taken.push(value) } };
  let http: HttpTestingController;
  let fixture: ComponentFixture<NameSection | PasswordSection>;

  function show(section: typeof NameSection | typeof PasswordSection, inputs: Record<string, unknown>): void {
    taken.length = 0;
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        { provide: MeApi, useValue: me },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent<NameSection | PasswordSection>(section);
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    fixture.detectChanges();
  }
  const page = () => fixture.nativeElement as HTMLElement;
  const submit = () => page().querySelector<HTMLButtonElement>('button[type=submit]');
  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  }
  function type(id: string, value: string): void {
    const field = page().querySelector<HTMLInputElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}`);
    field.value = value;
    field.dispatchEvent(new Event('input'));
    fixture.detectChanges();
  }

  it('save another name, and take it over', async () => {
    show(NameSection, { me: ME });
    expect(submit()?.disabled).toBe(true);
    type('profile-name', ' Mara Two ');
    submit()?.click();
    const request = http.expectOne({ method: 'PATCH', url: '/api/v1/me' });
    expect(request.request.body).toEqual({ name: 'Mara Two' });
    request.flush({ ...ME, name: 'Mara Two' });
    await settle();
    expect(taken).toEqual([{ ...ME, name: 'Mara Two' }]);
  });

  it('change the password and forget what was typed', async () => {
    show(PasswordSection, { email: ME.email });
    type('profile-password', 'the one of before');
    type('profile-new-password', 'quiet river, long way home');
    submit()?.click();
    const request = http.expectOne({ method: 'PUT', url: '/api/v1/me/password' });
    request.flush(null, { status: 204, statusText: 'x' });
    await settle();
    expect(page().querySelector<HTMLInputElement>('#profile-password')?.value).toBe('');
    expect(submit()?.disabled).toBe(true);
  });

  it('name the field that the server refuses', async () => {
    show(PasswordSection, { email: ME.email });
    type('profile-password', 'not this one');
    type('profile-new-password', 'quiet river, long way home');
    submit()?.click();
    const body = refusal('That is not your password.', 'password');
    http.expectOne('/api/v1/me/password').flush(body, { status: 400, statusText: 'x' });
    await settle();
    expect(page().querySelector('[role=alert]')?.textContent).toContain('That is not your password.');
    expect(page().querySelector('#profile-password')?.getAttribute('aria-invalid')).toBe('true');
    expect(page().querySelector('#profile-new-password')?.getAttribute('aria-invalid')).toBe('false');
  });
});
