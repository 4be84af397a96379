import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import type { NetworkAccountView, Permission, SyncProgressMessage } from '@tributary/api-contract';
import { MeApi, NetworksApi, problemInterceptor, SyncEvents } from '@tributary/client-data-access';
import { Subject } from 'rxjs';
import { ConnectionsPage } from './connections-page';
import { aSetup } from './notifications/testing';
import { aMissingAmount, aReconciledDay, aReconciliation } from './reconciliation/testing';
import { aMessage, aNetwork, anAccount, aRefusedAccount, aRun, SEVENTH_NETWORK } from './testing';

const JVZOO = aNetwork({ id: 'jvzoo', name: 'JVZoo', monogram: 'JV', slot: 5, notifications: 'hint' });
const NETWORKS = [aNetwork(), JVZOO, SEVENTH_NETWORK];

const ignore = () => undefined;
/** The CDK still listens in the old way where there is one. */
const WIDE = Object.assign(new EventTarget(), {
  ...{ media: '', matches: true, onchange: null, addListener: ignore, removeListener: ignore },
});

class NetworksFake {
  readonly networks = signal(NETWORKS);
  find(code: string) {
    return NETWORKS.find(({ id }) => id === code);
  }
}

class MeFake {
  readonly permissions = signal<readonly Permission[]>([
    'read-connections',
    'manage-connections',
    'sync-now',
  ]);
  readonly me = signal({ name: 'Mara' });
  can(permission: Permission) {
    return this.permissions().includes(permission);
  }
}

class EventsFake {
  readonly messages = new Subject<SyncProgressMessage>();
  readonly state = signal('live');
}

describe('ConnectionsPage', () => {
  let fixture: ComponentFixture<ConnectionsPage>;
  let http: HttpTestingController;
  let me: MeFake;
  let events: EventsFake;

  beforeEach(() => {
    me = new MeFake();
    events = new EventsFake();
    Element.prototype.scrollIntoView = () => undefined;
    // jsdom has no layout, so no media either; the side panel asks whether it is wide.
    window.matchMedia = () => WIDE;
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideRouter([{ path: 'connections/:accountId/kept-aside', children: [] }]),
        { provide: NetworksApi, useClass: NetworksFake },
        { provide: MeApi, useValue: me },
        { provide: SyncEvents, useValue: events },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(ConnectionsPage);
    fixture.detectChanges();
  });

  function accountsRequest() {
    return http.expectOne({ method: 'GET', url: '/api/v1/network-accounts' });
  }

  async function load(accounts: readonly NetworkAccountView[]): Promise<void> {
    accountsRequest().flush(accounts);
    await settle();
  }

  /** Lets answers and promises through, without waiting for requests that are still open. */
  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
    await new Promise((resolve) => setTimeout(resolve));
  }

  function page(): HTMLElement {
    return fixture.nativeElement as HTMLElement;
  }

  function text(): string {
    return page().textContent.replace(/\s+/g, ' ');
  }

  function button(name: string): HTMLButtonElement {
    const found = [...page().querySelectorAll('button')].find((one) => one.textContent.trim() === name);
    if (!found) throw new Error(`no button "${name}"`);
    return found;
  }

  async function click(name: string): Promise<void> {
    button(name).click();
    await settle();
  }

  it('shows grey bars while loading', async () => {
    expect(page().querySelector('[aria-label="Loading the connections"]')).not.toBeNull();
    await load([]);
  });

  it('says what to do when it could not be loaded, and loads again', async () => {
    accountsRequest().flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(text()).toContain('The connections could not be loaded');
    await click('Try again');
    await load([anAccount()]);
    expect(text()).toContain('northbank');
  });

  it('invites to add the first network', async () => {
    await load([]);
    expect(text()).toContain('No network connected yet');
    await click('Add network');
    expect(text()).toContain('Seventh River');
  });

  it('draws one card per account, what needs a person first, and filters', async () => {
    await load([anAccount(), aRefusedAccount()]);
    const cards = [...page().querySelectorAll('article')].map((card) => card.getAttribute('aria-label'));
    expect(cards).toEqual(['JVZoo · northbank', 'ClickBank · northbank']);
    expect(text()).toContain('are missing from every total');
    page().querySelectorAll<HTMLInputElement>('trib-segmented input')[1]?.click();
    await settle();
    expect(page().querySelectorAll('article')).toHaveLength(1);
  });

  it('tells a reader who may change it, and offers no action', async () => {
    me.permissions.set(['read-connections']);
    await load([aRefusedAccount()]);
    expect(text()).toContain(
      'Your account can read but not connect networks. An admin can change that under Team.',
    );
    const buttons = [...page().querySelectorAll('button')].map((one) => one.textContent.trim());
    expect(buttons).not.toContain('Replace key');
    expect(buttons).not.toContain('Try again');
    expect(buttons).not.toContain('Add network');
  });

  it('shows a sync as asked for until it reports', async () => {
    await load([anAccount()]);
    await click('Sync now');
    http.expectOne({ method: 'POST', url: '/api/v1/network-accounts/account-1/sync' }).flush({ queued: 1 });
    await settle();
    expect(button('Reading').disabled).toBe(true);
    events.messages.next(aMessage({ outcome: 'ok', created: 41 }));
    TestBed.tick();
    await load([anAccount()]);
    expect(button('Sync now').disabled).toBe(false);
  });

  it('takes a pause back when the server refuses it', async () => {
    await load([anAccount({ health: 'backfilling', backfillFrom: '2026-11-01' })]);
    await click('Pause');
    expect(text()).toContain('Paused');
    http
      .expectOne({ method: 'PATCH', url: '/api/v1/network-accounts/account-1' })
      .flush(null, { status: 503, statusText: 'Unavailable' });
    await settle();
    expect(text()).toContain('Backfilling');
  });

  it('leads from a card to the comparison with the network, and on to the rows kept aside', async () => {
    const reconciliation = { ...anAccount().reconciliation, state: 'differs', differingDays: 2 } as const;
    await load([anAccount({ reconciliation })]);
    expect(text()).toContain('ClickBank states other figures on 2 of 31 days.');
    await click('Compare');
    const amounts = [aMissingAmount({ cause: 'quarantine' })];
    http
      .expectOne({ method: 'GET', url: '/api/v1/network-accounts/account-1/reconciliation' })
      .flush(aReconciliation({ days: [aReconciledDay({ verdict: 'differs', amounts })] }));
    await settle();
    expect(page().querySelector('trib-reconciliation-panel section')).not.toBeNull();
    await click('Look at them');
    expect(TestBed.inject(Router).url).toBe('/connections/account-1/kept-aside');
  });

  it('leads from a card to the rows that could not be read', async () => {
    await load([anAccount({ quarantinedRows: 3 })]);
    expect(text()).toContain('3 rows could not be read and are kept aside. They are not in the figures.');
    expect(page().querySelector('.aside a')?.getAttribute('href')).toBe('/connections/account-1/kept-aside');
  });

  it('says once that a network is down, in one line on each card, and offers nothing in vain', async () => {
    const since = '2026-11-20T13:10:00Z';
    const notice = {
      kind: 'network-outage',
      since,
      message: 'It is down.',
      nextStep: 'Nothing to do.',
    } as const;
    const waiting = (id: string) =>
      anAccount({ id, network: 'jvzoo', health: 'late', outageSince: since, notices: [notice] });
    await load([waiting('a'), waiting('b'), anAccount()]);
    expect(page().querySelectorAll('trib-outage-banner')).toHaveLength(1);
    expect(text()).toContain('2 connections wait; nothing is lost');
    const cards = [...page().querySelectorAll('article')].map(({ textContent }) => textContent);
    expect(cards.map((card) => card.includes('answers none of its connections'))).toEqual([
      true,
      true,
      false,
    ]);
    expect(cards.map((card) => card.includes('Sync now'))).toEqual([false, false, true]);
    expect(page().querySelector('article .notice')).toBeNull();
  });

  it('reads a period again from the menu of a card, and follows it', async () => {
    await load([anAccount()]);
    page().querySelector<HTMLButtonElement>('button.more')?.click();
    await settle();
    const entry = [...document.querySelectorAll<HTMLButtonElement>('[mat-menu-item]')].find((one) =>
      one.textContent.includes('Read a period again'),
    );
    entry?.click();
    await settle();
    await click('Read again');
    http
      .expectOne({ method: 'POST', url: '/api/v1/network-accounts/account-1/rereads' })
      .flush({ queued: 1 });
    await settle();
    expect(page().querySelector('trib-reread-panel')?.textContent).toContain('Asked for.');
    // Its first message names a run nobody knew of: the account is read anew, and with it what the run reads.
    events.messages.next(aMessage({ runId: 'run-2' }));
    await settle();
    const run = aRun({ id: 'run-2', tier: 'period', trigger: 'manual', outcome: 'running' });
    await load([anAccount({ recentRuns: [run, aRun()] })]);
    fixture.detectChanges();
    expect(page().querySelector('trib-reread-panel mat-progress-bar')).not.toBeNull();
    events.messages.next(aMessage({ runId: 'run-2', pages: 4 }));
    await settle();
    http.expectNone({ method: 'GET', url: '/api/v1/network-accounts' });
  });

  it('opens what a network sends by itself, where it sends anything, for who manages connections', async () => {
    const entries = async (id: string) => {
      page().querySelector<HTMLButtonElement>(`#account-${id} button.more`)?.click();
      await settle();
      return [...document.querySelectorAll<HTMLButtonElement>('[mat-menu-item]')];
    };
    const named = (all: readonly HTMLButtonElement[]) =>
      all.find((one) => one.textContent.includes('Instant notifications'));
    await load([anAccount({ id: 'silent', network: 'clickbank' }), anAccount({ network: 'jvzoo' })]);
    expect(named(await entries('silent'))).toBeUndefined();
    named(await entries('account-1'))?.click();
    await settle();
    http.expectOne('/api/v1/network-accounts/account-1/notifications').flush(aSetup({ effect: 'hint' }));
    await settle();
    expect(page().querySelector('trib-notification-panel')?.textContent).toContain('Nothing has arrived yet');
    me.permissions.set(['read-connections', 'sync-now']);
    await settle();
    expect(named(await entries('account-1'))).toBeUndefined();
  });

  it('opens the form of a network nobody wrote code for from the URL', async () => {
    fixture.componentRef.setInput('add', 'seventh-river');
    await load([anAccount()]);
    expect(text()).toContain('Connect a Seventh River account');
    const labels = [...page().querySelectorAll('trib-credential-field .name')].map((one) =>
      one.textContent.trim(),
    );
    expect(labels.map((label) => label.replace(/\s+/g, ' '))).toEqual([
      'Access token',
      'Read sales as',
      'Own host optional',
    ]);
    expect(page().querySelector<HTMLInputElement>('#credential-token')?.type).toBe('password');
    expect(page().querySelectorAll('input[type=radio][name=role]')).toHaveLength(2);
    expect(text()).toContain('Seventh River never tells the gross.');
    expect(text()).toContain('Sign in at Seventh River.');
  });

  it('goes from a tested key to the live reading', async () => {
    fixture.componentRef.setInput('add', 'seventh-river');
    await load([]);
    const token = page().querySelector<HTMLInputElement>('#credential-token');
    if (!token) throw new Error('no token field');
    token.value = '0123abcd';
    token.dispatchEvent(new Event('input', { bubbles: true }));
    await click('Test key');
    http
      .expectOne({ method: 'POST', url: '/api/v1/network-accounts/test' })
      .flush({ summary: '31 orders yesterday', suggestedLabel: 'oakfield', alreadyConnected: null });
    await settle();
    expect(text()).toContain('The key works. 31 orders yesterday.');
    await click('Choose the start');
    expect(page().querySelector<HTMLInputElement>('#account-label')?.value).toBe('oakfield');
    await click('Connect and read');
    const request = http.expectOne({ method: 'POST', url: '/api/v1/network-accounts' });
    expect(request.request.body).toMatchObject({ label: 'oakfield', network: 'seventh-river' });
    request.flush(
      anAccount({
        id: 'new',
        network: 'seventh-river',
        label: 'oakfield',
        health: 'backfilling',
        recentRuns: [],
      }),
    );
    await settle();
    events.messages.next(aMessage({ accountId: 'new', progress: 0.5, created: 1234, quarantined: 0 }));
    await settle();
    expect(text()).toContain('Seventh River · oakfield is connected.');
    expect(page().querySelector('trib-connect-panel')?.textContent).toContain('1,234');
    expect(page().querySelector('#credential-token')).toBeNull();
  });

  describe('beside clients', () => {
    const ACME = { id: 'client-1', name: 'Acme', accounts: 0, logins: [{ id: 'm', name: 'Cleo' }] };
    beforeEach(async () => {
      http.expectOne('/api/v1/clients').flush([ACME]);
      await load([anAccount()]);
    });
    const label = () => page().querySelector('trib-account-card .client')?.textContent.trim();

    it('says whose an account is, once it was chosen, and takes it back', async () => {
      expect(label()).toBeUndefined();
      await chooseClient();
      const options = [...page().querySelectorAll<HTMLInputElement>('trib-client-panel input')];
      expect(options.map(({ checked }) => checked)).toEqual([true, false]);
      expect(page().querySelector('trib-client-panel')?.textContent).toContain('1 login will see its sales');
      options[1]?.click();
      await click('Save');
      expect(label()).toBe('Acme');
      const change = http.expectOne({ method: 'PATCH', url: '/api/v1/network-accounts/account-1' });
      expect(change.request.body).toEqual({ clientId: 'client-1' });
      change.flush(null, { status: 404, statusText: 'Not Found' });
      await settle();
      expect(label()).toBeUndefined();
    });

    it('asks nobody to choose who may not', async () => {
      me.permissions.set(['read-connections']);
      await settle();
      page().querySelector<HTMLButtonElement>('trib-account-card .more')?.click();
      await settle();
      expect(document.querySelector('[role="menu"]')?.textContent).not.toContain('Choose client');
    });

    async function chooseClient(): Promise<void> {
      page().querySelector<HTMLButtonElement>('trib-account-card .more')?.click();
      await settle();
      const items = [...document.querySelectorAll<HTMLButtonElement>('[role="menuitem"]')];
      items.find((item) => item.textContent.includes('Choose client'))?.click();
      await settle();
    }
  });
});
