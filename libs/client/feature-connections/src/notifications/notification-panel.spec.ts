import { Clipboard } from '@angular/cdk/clipboard';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import type { NotificationSetupView } from '@tributary/api-contract';
import { problemInterceptor } from '@tributary/client-data-access';
import { aNetwork, anAccount, PLAIN_WORDS } from '../testing';
import { NotificationPanel } from './notification-panel';
import { aSetup, NOT_SET_UP } from './testing';

const URL = '/api/v1/network-accounts/account-1/notifications';
const UNAVAILABLE = { status: 503, statusText: 'Unavailable' };
const COMPLETE = aSetup({
  isAddressShown: true,
  addresses: [
    { label: 'New order', url: 'https://tributary.example.com/postback/buygoods/secret-1?event=sale' },
  ],
});

describe('NotificationPanel', () => {
  let fixture: ComponentFixture<NotificationPanel>;
  let http: HttpTestingController;
  let copied: string[];

  beforeEach(() => {
    copied = [];
    const clipboard = { copy: (text: string) => copied.push(text) > 0 };
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        { provide: Clipboard, useValue: clipboard },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(NotificationPanel);
    fixture.componentRef.setInput('account', anAccount());
    fixture.componentRef.setInput('network', aNetwork({ name: 'BuyGoods', notifications: 'counts' }));
    fixture.componentRef.setInput('words', PLAIN_WORDS);
    fixture.detectChanges();
  });

  afterEach(() => {
    http.verify();
  });

  async function settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
    await new Promise((resolve) => setTimeout(resolve));
  }

  async function load(setup: NotificationSetupView): Promise<void> {
    http.expectOne({ method: 'GET', url: URL }).flush(setup);
    await settle();
  }

  function panel(): HTMLElement {
    return fixture.nativeElement as HTMLElement;
  }

  function text(): string {
    return panel().textContent.replace(/\s+/g, ' ');
  }

  function button(name: string): HTMLButtonElement | undefined {
    return [...panel().querySelectorAll('button')].find(
      (one) => one.textContent.trim() === name || one.getAttribute('aria-label') === name,
    );
  }

  async function click(name: string): Promise<void> {
    const found = button(name);
    if (!found) throw new Error(`no button "${name}"`);
    found.click();
    await settle();
  }

  async function type(value: string): Promise<void> {
    const input = panel().querySelector<HTMLInputElement>('#credential-passphrase');
    if (!input) throw new Error('no field');
    input.value = value;
    input.dispatchEvent(new Event('input'));
    await settle();
  }

  async function answer(setup: NotificationSetupView): Promise<unknown> {
    const request = http.expectOne({ method: 'POST', url: URL });
    request.flush(setup);
    await settle();
    return request.request.body;
  }

  it('shows grey bars, then what it does and how to set it up', async () => {
    expect(panel().querySelector('[aria-label="Loading what the network sends"]')).not.toBeNull();
    await load(aSetup(NOT_SET_UP));
    expect(text()).toContain('BuyGoods tells each commission as it happens.');
    expect(text()).toContain('What arrives counts in the figures by itself.');
    expect([...panel().querySelectorAll('ol li')].map((one) => one.textContent)).toHaveLength(2);
    expect(text()).toContain('BuyGoods sends no time.');
    expect(panel().querySelectorAll('code')).toHaveLength(0);
    expect(button('Replace address')).toBeUndefined();
  });

  it('creates the addresses with what was entered, shows them complete, and copies one', async () => {
    await load(aSetup(NOT_SET_UP));
    await type('quiet-river');
    await click('Create address');
    expect(await answer(COMPLETE)).toEqual({ credentials: { passphrase: 'quiet-river' } });
    expect(text()).toContain('Copy the address now: it holds a secret and is not shown again.');
    expect(panel().querySelector('code')?.textContent).toBe(COMPLETE.addresses[0]?.url);
    await click('Copy the address for New order');
    expect(copied).toEqual([COMPLETE.addresses[0]?.url]);
    expect(panel().querySelector<HTMLInputElement>('#credential-passphrase')?.value).toBe('');
  });

  it('sends nothing while a field is missing or has the wrong form', async () => {
    await load(aSetup(NOT_SET_UP));
    await click('Create address');
    expect(text()).toContain('Passphrase is missing.');
    await type('NO');
    await click('Create address');
    expect(text()).toContain('This does not have the form of the passphrase');
  });

  it('says why nothing was changed, and keeps what was typed', async () => {
    await load(aSetup(NOT_SET_UP));
    await type('quiet-river');
    await click('Create address');
    http.expectOne({ method: 'POST', url: URL }).flush(null, UNAVAILABLE);
    await settle();
    expect(panel().querySelector('[role=alert]')?.textContent).toContain('Nothing was changed.');
    expect(panel().querySelector<HTMLInputElement>('#credential-passphrase')?.value).toBe('quiet-river');
  });

  it('hides the secret afterwards, and shows what came of everything', async () => {
    const counts = { waiting: 0, booked: 41, readAgain: 0, ignored: 0, keptAside: 2 };
    await load(aSetup({ counts, lastReceivedAt: '2026-11-20T13:26:00Z' }));
    expect(text()).toContain('BuyGoods last sent something on 2026-11-20 at 13:26.');
    expect(text()).toContain('The secret part is hidden.');
    expect(button('Copy the address for New order')).toBeUndefined();
    let asked = 0;
    fixture.componentInstance.quarantineAsked.subscribe(() => (asked += 1));
    await click('Look at rows kept aside');
    expect(asked).toBe(1);
  });

  it('warns of refused notifications and of an address no network can reach', async () => {
    await load(aSetup({ refused: 3, lastRefusedAt: '2026-11-20T13:26:00Z', isReachable: false }));
    expect(text()).toContain('3 notifications were refused');
    expect(text()).toContain('These lead to this machine only');
  });

  it('replaces the address only after a second word', async () => {
    await load(aSetup());
    await click('Replace address');
    expect(text()).toContain('refused from then on');
    await click('Keep it');
    await click('Replace address');
    await click('Replace address');
    expect(await answer(COMPLETE)).toEqual({ replacesAddress: true });
    expect(panel().querySelector('code')?.textContent).toContain('secret-1');
    expect(button('Keep it')).toBeUndefined();
  });

  it('stops receiving only after a second word', async () => {
    await load(aSetup());
    await click('Stop receiving');
    expect(text()).toContain('What was received stays in the figures.');
    await click('Stop receiving');
    http.expectOne({ method: 'DELETE', url: URL }).flush(null, { status: 204, statusText: 'No Content' });
    await settle();
    await load(aSetup(NOT_SET_UP));
    expect(button('Create address')).toBeDefined();
  });

  it('says that it could not be loaded, and loads again', async () => {
    http.expectOne({ method: 'GET', url: URL }).flush(null, UNAVAILABLE);
    await settle();
    expect(text()).toContain('This could not be loaded');
    await click('Try again');
    await load(aSetup());
    expect(text()).toContain('Nothing has arrived yet');
  });
});
