import { Clipboard } from '@angular/cdk/clipboard';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { TwoFactorView } from '@tributary/api-contract';
import { problemInterceptor } from '@tributary/client-data-access';
import { provideIcons } from '@tributary/client-ui';
import { TwoFactorSection } from './two-factor-section';

const OFF: TwoFactorView = { isOn: false, isRequired: false, recoveryCodesLeft: 0 };
const ON: TwoFactorView = { isOn: true, isRequired: false, recoveryCodesLeft: 9 };
const CODES = ['AAAA-BBBB-CCCC-DDDD-EEEE-FFFF', 'GGGG-HHHH-IIII-JJJJ-KKKK-LLLL'];
const ROOT = '/api/v1/me/two-factor';

describe('TwoFactorSection', () => {
  let fixture: ComponentFixture<TwoFactorSection>;
  let http: HttpTestingController;
  let changes: number;
  const copied: string[] = [];

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideIcons('/icons.svg'),
        { provide: Clipboard, useValue: { copy: (text: string) => copied.push(text) > 0 } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(TwoFactorSection);
    changes = 0;
    fixture.componentInstance.changed.subscribe(() => (changes += 1));
    fixture.detectChanges();
  });

  const page = () => fixture.nativeElement as HTMLElement;
  const text = () => page().textContent.replaceAll(/\s+/g, ' ');
  const button = (words: string) =>
    [...page().querySelectorAll('button')].find((one) => one.textContent.trim() === words);
  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  }
  async function loaded(state: TwoFactorView): Promise<void> {
    http.expectOne({ method: 'GET', url: ROOT }).flush(state);
    await settle();
  }
  async function click(words: string): Promise<void> {
    const found = button(words);
    if (!found || found.disabled) throw new Error(`There is no button ${words} to click`);
    found.click();
    await settle();
  }
  async function type(id: string, value: string): Promise<void> {
    const field = page().querySelector<HTMLInputElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}`);
    field.value = value;
    field.dispatchEvent(new Event('input'));
    await settle();
  }
  async function answer(path: string, body: object | null, status = 200): Promise<object> {
    const request = http.expectOne({ method: 'POST', url: `${ROOT}/${path}` });
    request.flush(body, { status, statusText: 'x' });
    await settle();
    return request.request.body as object;
  }
  const refusal = (field: string, detail: string) => ({
    ...{ type: 'urn:tributary:problem:invalid-input', title: 'x', status: 400, detail, instance: '' },
    errors: [{ field, message: detail }],
  });

  it('shows skeletons, says so when it cannot be loaded, and tries again', async () => {
    expect(page().querySelector('trib-skeleton')).not.toBeNull();
    http.expectOne(ROOT).flush(null, { status: 500, statusText: 'x' });
    await settle();
    expect(text()).toContain('Two-factor sign-in could not be loaded');
    await click('Try again');
    await loaded(OFF);
    expect(text()).toContain('a stolen password alone opens nothing');
  });

  it('is set up: password, key and code, recovery codes', async () => {
    await loaded(OFF);
    await click('Set up two-factor sign-in');
    await type('two-factor-password', 'a-long-password');
    await click('Go on');
    const uri = 'otpauth://totp/Tributary:mara?secret=GEZDGNBVGY3TQOJQ';
    expect(await answer('enrol', { key: 'GEZDGNBVGY3TQOJQ', uri })).toEqual({ password: 'a-long-password' });
    expect(text()).toContain('GEZD GNBV GY3T QOJQ');
    expect(page().querySelector('trib-qr-code path')?.getAttribute('d')).toMatch(/^M\d/);
    await type('two-factor-first-code', '492039');
    await click('Turn on');
    expect(await answer('confirm', { recoveryCodes: CODES })).toEqual({ code: '492039' });
    for (const code of CODES) expect(text()).toContain(code);
    expect(changes).toBe(1);
    await click('Copy codes');
    expect(copied.at(-1)).toBe(`${CODES.join('\n')}\n`);
    await click('I have kept them');
    await loaded(ON);
    expect(text()).toContain('9 of 10 recovery codes are left');
    expect(text()).not.toContain(CODES[0]);
  });

  it('says what was wrong and keeps the step', async () => {
    await loaded(OFF);
    await click('Set up two-factor sign-in');
    await type('two-factor-password', 'wrong');
    await click('Go on');
    await answer('enrol', refusal('password', 'That is not your password.'), 400);
    expect(page().querySelector('[role=alert]')?.textContent).toContain('That is not your password.');
    await click('Cancel');
    await loaded(OFF);
  });

  it('is turned off with password and code', async () => {
    await loaded(ON);
    await click('Turn off');
    await type('both-factors-password', 'a-long-password');
    await type('both-factors-code', '492039');
    await click('Turn off');
    expect(await answer('disable', null, 204)).toEqual({ password: 'a-long-password', code: '492039' });
    await loaded(OFF);
    expect(changes).toBe(1);
  });

  it('gives new recovery codes', async () => {
    await loaded(ON);
    await click('New recovery codes');
    await type('both-factors-password', 'a-long-password');
    await type('both-factors-code', '000000');
    await click('Make new codes');
    await answer('recovery-codes', refusal('code', 'The code is not right.'), 400);
    expect(page().querySelector('#both-factors-code')?.getAttribute('aria-invalid')).toBe('true');
    await click('Make new codes');
    await answer('recovery-codes', { recoveryCodes: CODES });
    expect(text()).toContain(CODES[1]);
  });

  it('cannot be turned off where the agency requires it', async () => {
    await loaded({ ...ON, isRequired: true });
    expect(button('Turn off')).toBeUndefined();
    expect(text()).toContain('Your agency asks everybody for it');
  });
});
