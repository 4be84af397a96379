import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { InvitationView, Me, MemberView, SessionView } from '@tributary/api-contract';
import { MeApi, problemInterceptor } from '@tributary/client-data-access';
import { TeamPage } from './team-page';

const JOINED = '2026-11-01T10:00:00Z';
const OWNER: MemberView = {
  ...{ id: 'o', name: 'Mara', email: 'mara@northbank.example', role: 'owner', clientIds: [] },
  ...{ figures: 'money', isDisabled: false, hasTwoFactor: true, joinedAt: JOINED, lastSeenAt: JOINED },
};
const ADMIN: MemberView = { ...OWNER, id: 'a', name: 'Ada', email: 'ada@northbank.example', role: 'admin' };
const LOGIN: MemberView = {
  ...OWNER,
  ...{ id: 'c', name: '<b>Cyd</b>', email: 'cyd@acme.example', role: 'client', clientIds: ['acme'] },
  ...{ figures: 'index', hasTwoFactor: false, lastSeenAt: null },
};
const INVITATION: InvitationView = {
  ...{ id: 'i', email: 'bea@example.com', name: 'Bea', role: 'viewer', clientIds: [], figures: 'money' },
  ...{ invitedBy: 'Mara', createdAt: JOINED, expiresAt: '2026-11-08T10:00:00Z', isExpired: false },
  mailedAt: JOINED,
};
const CLIENTS = [{ id: 'acme', name: 'Acme', accounts: 1, logins: [] }];

class MeFake {
  readonly me = signal<Me>({
    ...{ id: 'a', name: 'Ada', email: ADMIN.email, role: 'admin', permissions: [], figures: 'money' },
    agency: { id: 'n', name: 'Northbank', reportingCurrency: 'EUR', timeZone: 'UTC', locale: 'en-GB' },
  });
  can(): boolean {
    return true;
  }
}

describe('TeamPage', () => {
  let fixture: ComponentFixture<TeamPage>;
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
    fixture = TestBed.createComponent(TeamPage);
    fixture.detectChanges();
  });

  const page = () => fixture.nativeElement as HTMLElement;
  const text = () => page().textContent.replaceAll(/\s+/g, ' ');
  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  }
  async function answer(
    members: readonly MemberView[] = [ADMIN, LOGIN, OWNER],
    invitations: readonly InvitationView[] = [INVITATION],
  ): Promise<void> {
    http.expectOne('/api/v1/members').flush(members);
    http.expectOne('/api/v1/invitations').flush(invitations);
    http.expectOne('/api/v1/clients').flush(CLIENTS);
    await settle();
  }
  async function press(words: string): Promise<void> {
    const all = [...document.querySelectorAll<HTMLElement>('button')];
    const found = all.find(
      (one) => one.getAttribute('aria-label') === words || one.textContent.trim() === words,
    );
    if (!found) throw new Error(`There is no button ${words}`);
    found.click();
    await settle();
  }
  function type(id: string, value: string): void {
    const field = page().querySelector<HTMLInputElement>(`#${id}`);
    if (!field) throw new Error(`There is no field ${id}`);
    field.value = value;
    field.dispatchEvent(new Event('input'));
  }
  async function pick(selector: string): Promise<void> {
    page().querySelector<HTMLInputElement>(selector)?.click();
    await settle();
  }

  it('shows skeletons, then members and invitations as text', async () => {
    expect(page().querySelector('trib-skeleton')).not.toBeNull();
    await answer();
    expect(page().querySelector('trib-skeleton')).toBeNull();
    expect(text()).toContain('<b>Cyd</b>');
    expect(page().querySelector('b')).toBeNull();
    expect(text()).toContain('Client · Acme · index');
    expect(text()).toContain('bea@example.com');
    expect(text()).toContain('has not signed in yet');
  });

  it('says so when nobody is invited', async () => {
    await answer([ADMIN], []);
    expect(text()).toContain('Nobody is invited at the moment.');
  });

  it('says why the team could not be loaded, and tries again', async () => {
    http.expectOne('/api/v1/members').flush(null, { status: 500, statusText: 'x' });
    http.expectOne('/api/v1/invitations').flush([]);
    http.expectOne('/api/v1/clients').flush([]);
    await settle();
    expect(text()).toContain('The team could not be loaded');
    await press('Try again');
    http.expectOne('/api/v1/members').flush([ADMIN]);
    http.expectOne('/api/v1/invitations').flush([]);
    await settle();
    expect(text()).toContain('Ada');
  });

  it('offers an admin nothing about owners and about themselves', async () => {
    await answer();
    const actions = [...page().querySelectorAll('[aria-label^="Actions for"]')];
    expect(actions.map((one) => one.getAttribute('aria-label'))).toEqual(['Actions for <b>Cyd</b>']);
    await press('Invite');
    expect(page().querySelector('input[value=owner]')).toBeNull();
    expect(page().querySelector('input[value=admin]')).not.toBeNull();
  });

  it('invites a login that is limited to a client', async () => {
    await answer();
    await press('Invite');
    type('invite-email', ' bea@acme.example ');
    await pick('input[value=client]');
    await pick('input[type=checkbox]');
    await press('Send invitation');
    const request = http.expectOne({ method: 'POST', url: '/api/v1/invitations' });
    expect(request.request.body).toEqual({
      ...{ email: 'bea@acme.example', role: 'client', clientIds: ['acme'], figures: 'money' },
    });
    request.flush({ ...INVITATION, delivery: 'mailed', link: null });
    await settle();
    expect(page().querySelector('trib-access-panel')).toBeNull();
    http.expectOne('/api/v1/invitations').flush([INVITATION]);
  });

  it('shows the link once where no mails are sent', async () => {
    await answer();
    await press('Send again');
    const sent = { ...INVITATION, delivery: 'by-hand', link: 'https://t.example/invitation#x' };
    http.expectOne('/api/v1/invitations/i/resend').flush(sent);
    await settle();
    expect(text()).toContain('https://t.example/invitation#x');
  });

  it('keeps what was typed when the server says no', async () => {
    await answer();
    await press('Invite');
    type('invite-email', 'mara@northbank.example');
    await press('Send invitation');
    const detail = 'mara@northbank.example is a member of the team already.';
    const problem = {
      ...{ type: 'urn:tributary:problem:invalid-input', title: 'x', status: 400, detail, instance: '' },
      errors: [{ field: 'email', message: detail }],
    };
    http.expectOne('/api/v1/invitations').flush(problem, { status: 400, statusText: 'x' });
    await settle();
    expect(page().querySelector('[role=alert]')?.textContent).toContain(detail);
    expect(page().querySelector('#invite-email')?.getAttribute('aria-invalid')).toBe('true');
  });

  it('removes somebody only after asking', async () => {
    await answer();
    await press('Actions for <b>Cyd</b>');
    const item = [...document.querySelectorAll<HTMLElement>('[mat-menu-item]')].find((one) =>
      one.textContent.includes('Remove'),
    );
    item?.click();
    await settle();
    http.expectNone({ method: 'DELETE', url: '/api/v1/members/c' });
    expect(text()).toContain('Remove <b>Cyd</b>?');
    page().querySelector<HTMLElement>('.confirm button')?.click();
    http.expectOne({ method: 'DELETE', url: '/api/v1/members/c' }).flush(null);
    await settle();
    http.expectOne('/api/v1/members').flush([ADMIN]);
  });

  describe('the sign-ins of a member', () => {
    const ROOT = '/api/v1/members/c';
    const SECURED: MemberView = { ...LOGIN, hasTwoFactor: true };
    const PHONE: SessionView = {
      ...{ id: 'phone', device: 'Safari on iPhone', address: null, method: 'password', isCurrent: false },
      ...{ createdAt: JOINED, lastUsedAt: JOINED, endsAt: JOINED },
    };
    async function openSignIns(...sessions: readonly SessionView[]): Promise<void> {
      await answer([ADMIN, SECURED]);
      await choose('Sign-ins');
      expect(page().querySelector('trib-sign-ins-panel trib-skeleton')).not.toBeNull();
      http.expectOne(`${ROOT}/sessions`).flush(sessions);
      await settle();
    }
    async function choose(words: string): Promise<void> {
      await press('Actions for <b>Cyd</b>');
      const items = [...document.querySelectorAll<HTMLElement>('[mat-menu-item]')];
      items.find((one) => one.textContent.includes(words))?.click();
      await settle();
    }

    it('say when there is none', async () => {
      await openSignIns();
      expect(text()).toContain('<b>Cyd</b> is signed in nowhere.');
    });

    it('say why they could not be loaded, and try again', async () => {
      await answer([ADMIN, SECURED]);
      await choose('Sign-ins');
      http.expectOne(`${ROOT}/sessions`).flush(null, { status: 500, statusText: 'x' });
      await settle();
      expect(text()).toContain('The sessions could not be loaded');
      await press('Try again');
      http.expectOne(`${ROOT}/sessions`).flush([PHONE]);
      await settle();
      expect(text()).toContain('Safari on iPhone');
    });

    it('are ended one by one', async () => {
      await openSignIns(PHONE);
      await press('End session');
      const ended = http.expectOne({ method: 'DELETE', url: `${ROOT}/sessions/phone` });
      ended.flush(null, { status: 204, statusText: 'x' });
      await settle();
      http.expectOne(`${ROOT}/sessions`).flush([]);
      await settle();
      expect(text()).not.toContain('Safari on iPhone');
    });

    it('lose their second factor only after asking', async () => {
      await openSignIns(PHONE);
      await press('Reset two-factor sign-in');
      http.expectNone({ method: 'DELETE', url: `${ROOT}/two-factor` });
      await press('Reset');
      const reset = http.expectOne({ method: 'DELETE', url: `${ROOT}/two-factor` });
      reset.flush(null, { status: 204, statusText: 'x' });
      await settle();
      expect(page().querySelector('trib-sign-ins-panel')).toBeNull();
      http.expectOne('/api/v1/members').flush([ADMIN, LOGIN]);
    });

    it('keep it when the server says no, with the reason', async () => {
      await openSignIns();
      await press('Reset two-factor sign-in');
      await press('Reset');
      const detail = 'Two-factor sign-in is off already.';
      const problem = {
        type: 'urn:tributary:problem:conflict',
        title: 'x',
        status: 409,
        detail,
        instance: '',
      };
      http.expectOne(`${ROOT}/two-factor`).flush(problem, { status: 409, statusText: 'x' });
      await settle();
      expect(page().querySelector('trib-sign-ins-panel [role=alert]')?.textContent).toContain(detail);
    });

    it('have nothing to reset where the second factor is off', async () => {
      await answer();
      await choose('Sign-ins');
      http.expectOne(`${ROOT}/sessions`).flush([]);
      await settle();
      expect(text()).toContain('It is off for <b>Cyd</b>.');
      expect(text()).not.toContain('Reset two-factor sign-in');
    });
  });

  it('begins with an invitation for the client that the address names', async () => {
    fixture.componentRef.setInput('client', 'acme');
    await answer();
    expect(page().querySelector<HTMLInputElement>('input[value=client]')?.checked).toBe(true);
    expect(page().querySelector<HTMLInputElement>('trib-access-panel input[type=checkbox]')?.checked).toBe(
      true,
    );
  });
});
