import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { problemInterceptor } from '@tributary/client-data-access';
import { SetUpPage } from './set-up-page';

const STATE = '/api/v1/me/two-factor';

describe('SetUpPage', () => {
  let fixture: ComponentFixture<SetUpPage>;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(SetUpPage);
    fixture.detectChanges();
  });

  const page = () => fixture.nativeElement as HTMLElement;
  async function answer(body: object | null, status = 200): Promise<void> {
    http.expectOne(STATE).flush(body, { status, statusText: 'x' });
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  }

  it('leads into setting it up, with no way around it but out', async () => {
    expect(page().querySelector('trib-skeleton')).not.toBeNull();
    await answer({ isOn: false, isRequired: true, recoveryCodesLeft: 0 });
    expect(page().querySelector('#two-factor-password')).not.toBeNull();
    const buttons = [...page().querySelectorAll('button')].map((button) => button.textContent.trim());
    expect(buttons).toEqual(['Go on', 'Sign out']);
  });

  it('goes on when it is on already', async () => {
    await answer({ isOn: true, isRequired: true, recoveryCodesLeft: 10 });
    expect(page().textContent).toContain('It is on already.');
    expect(page().querySelector('#two-factor-password')).toBeNull();
  });

  it('says so when it cannot be loaded', async () => {
    await answer(null, 500);
    expect(page().textContent).toContain('This page could not be loaded');
  });
});
