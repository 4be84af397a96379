import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Location } from '@angular/common';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { AuthSession, problemInterceptor } from '@tributary/client-data-access';
import { ForgotPasswordPage } from './forgot-password-page';
import { InvitationPage } from './invitation-page';
import { NewPasswordPage } from './new-password-page';

@Component({ selector: 'trib-blank', template: '' })
class Blank {}

const STRONG = 'quiet river, long way home';

describe('pages that links of mails lead to', () => {
  let http: HttpTestingController;
  let harness: RouterTestingHarness;
  let page: HTMLElement;

  async function open(url: string): Promise<void> {
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'invitation', component: InvitationPage },
          { path: 'forgot-password', component: ForgotPasswordPage },
          { path: 'new-password', component: NewPasswordPage },
          { path: '**', component: Blank },
        ]),
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    harness = await RouterTestingHarness.create(url);
    page = harness.routeNativeElement ?? document.body;
  }

  const text = () => page.textContent.replaceAll(/\s+/g, ' ');
  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    harness.detectChanges();
  }
  async function answer(path: string, body: object | null, status = 200): Promise<unknown> {
    const request = http.expectOne(`/api/v1/auth/${path}`);
    request.flush(body, { status, statusText: 'x' });
    await settle();
    return request.request.body;
  }
  const refusal = (status: number, detail: string, field?: string) => ({
    ...{ type: 'urn:tributary:problem:x', title: 'x', status, detail, instance: '' },
    ...(field !== undefined && { errors: [{ field, message: detail }] }),
  });
  function type(id: string, value: string): void {
    const field = page.querySelector<HTMLInputElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}`);
    field.value = value;
    field.dispatchEvent(new Event('input'));
  }
  async function press(words: string): Promise<void> {
    [...page.querySelectorAll('button')].find((one) => one.textContent.trim() === words)?.click();
    await settle();
  }

  it('show an invitation, take its token out of the address, and sign in whoever accepts', async () => {
    await open('/invitation#secret-token');
    expect(page.querySelector('trib-skeleton')).not.toBeNull();
    const invitation = { agencyName: '<b>Northbank</b>', email: 'bea@example.com', name: 'Bea' };
    expect(await answer('invitation', invitation)).toEqual({ token: 'secret-token' });
    expect(TestBed.inject(Location).path(true)).toBe('/invitation');
    expect(text()).toContain('Join <b>Northbank</b>');
    expect(page.querySelector('b')).toBeNull();
    type('invitation-name', 'Bea Two');
    type('invitation-password', STRONG);
    await press('Join');
    const token = { accessToken: 't', expiresAt: new Date(Date.now() + 600_000).toISOString() };
    expect(await answer('invitation/accept', token)).toEqual({
      ...{ token: 'secret-token', name: 'Bea Two', password: STRONG },
    });
    expect(TestBed.inject(AuthSession).isSignedIn()).toBe(true);
    expect(TestBed.inject(Router).url).toBe('/');
    TestBed.inject(AuthSession).end();
  });

  it('keep what was typed when a password is refused', async () => {
    await open('/invitation#secret-token');
    await answer('invitation', { agencyName: 'Northbank', email: 'bea@example.com', name: null });
    type('invitation-name', 'Bea');
    type('invitation-password', 'short');
    await press('Join');
    await answer('invitation/accept', refusal(400, 'A password has 12 to 256 characters.', 'password'), 400);
    expect(page.querySelector('[role=alert]')?.textContent).toContain('12 to 256');
    expect(page.querySelector('#invitation-password')?.getAttribute('aria-invalid')).toBe('true');
    expect(page.querySelector<HTMLInputElement>('#invitation-name')?.value).toBe('Bea');
  });

  it.each([
    ['/invitation#t', 'invitation'],
    ['/new-password#t', 'password-reset/open'],
  ])('say what to do when the link of %s is not open any more', async (url, path) => {
    await open(url);
    await answer(path, refusal(404, 'Ask for a new one.'), 404);
    expect(text()).toContain('You need a new link');
    expect(text()).toContain('Ask for a new one.');
  });

  it('try again when the server fails', async () => {
    await open('/invitation#t');
    await answer('invitation', null, 500);
    expect(text()).toContain('could not be loaded');
    await press('Try again');
    await answer('invitation', { agencyName: 'Northbank', email: 'bea@example.com', name: null });
    expect(text()).toContain('Join Northbank');
  });

  it('store a new password once the link is good', async () => {
    await open('/new-password#t');
    await answer('password-reset/open', { email: 'bea@example.com' });
    type('new-password', STRONG);
    await press('Save the password');
    expect(await answer('password-reset/complete', null, 204)).toEqual({ token: 't', password: STRONG });
    expect(text()).toContain('signed out everywhere');
  });

  it.each([
    [true, 'If bea@example.com signs in here'],
    [false, 'This Tributary sends no mails'],
  ])('ask for a link without telling whether the account exists (mails: %s)', async (sendsMails, words) => {
    await open('/forgot-password');
    type('forgot-email', ' bea@example.com ');
    await press('Send the link');
    expect(await answer('password-reset', { sendsMails }, 202)).toEqual({ email: 'bea@example.com' });
    expect(text()).toContain(words);
  });
});
