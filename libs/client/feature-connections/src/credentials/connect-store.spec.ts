import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { CredentialCheckView } from '@tributary/api-contract';
import { problemInterceptor } from '@tributary/client-data-access';
import { aNetwork, anAccount, SEVENTH_NETWORK } from '../testing';
import { ConnectStore } from './connect-store';

const GOOD: CredentialCheckView = {
  summary: '31 orders yesterday',
  suggestedLabel: 'oakfield',
  alreadyConnected: null,
};
const REFUSED = {
  type: 'urn:tributary:problem:key-refused',
  title: 'Refused',
  status: 422,
  detail: 'It answered "Invalid token".',
  instance: '/',
};

const START = { label: 'oakfield', backfillFrom: '2026-01-01', clientId: 'client-1' };

describe('ConnectStore', () => {
  let store: ConnectStore;
  let http: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        ConnectStore,
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    store = TestBed.inject(ConnectStore);
    http = TestBed.inject(HttpTestingController);
    store.choose(SEVENTH_NETWORK);
  });

  afterEach(() => {
    http.verify();
  });

  function type(token = '0123abcd'): void {
    store.form().controls.token?.setValue(token);
    store.edited();
  }

  function testRequest() {
    return http.expectOne((request) => request.url.endsWith('/network-accounts/test'));
  }

  async function testGood(): Promise<void> {
    type();
    const tested = store.test();
    testRequest().flush(GOOD);
    await tested;
  }

  it('asks nobody about a key that cannot be one', async () => {
    type('not a token');
    await store.test();
    expect(store.check().kind).toBe('untested');
    expect(store.form().controls.token?.touched).toBe(true);
  });

  it('tests what was typed and offers the suggested label', async () => {
    type();
    const tested = store.test();
    const request = testRequest();
    expect(request.request.body).toEqual({
      network: 'seventh-river',
      credentials: { token: '0123abcd', role: 'affiliate' },
    });
    request.flush(GOOD);
    await tested;
    expect(store.check()).toEqual({
      kind: 'good',
      summary: '31 orders yesterday.',
      suggestedLabel: 'oakfield',
    });
  });

  it("keeps a refusal in the network's words and does not go on", async () => {
    type();
    const tested = store.test();
    testRequest().flush(REFUSED, { status: 422, statusText: 'Unprocessable' });
    await tested;
    expect(store.check()).toMatchObject({ kind: 'refused', lead: 'Seventh River refused this key.' });
    store.next();
    expect(store.step()).toBe('key');
  });

  it('drops the answer to a key that was edited meanwhile', async () => {
    type();
    const tested = store.test();
    const request = testRequest();
    type('ffff0000');
    request.flush(GOOD);
    await tested;
    expect(store.check().kind).toBe('untested');
  });

  it('connects, shows the reading, and forgets the key', async () => {
    await testGood();
    store.next();
    const saved = store.connect(START);
    const request = http.expectOne({ method: 'POST', url: '/api/v1/network-accounts' });
    expect(request.request.body).toEqual({
      network: 'seventh-river',
      credentials: { token: '0123abcd', role: 'affiliate' },
      ...START,
    });
    request.flush(anAccount());
    await saved;
    expect(store.step()).toBe('read');
    expect(store.connected()?.id).toBe('account-1');
    expect(Object.values(store.form().getRawValue()).join('')).toBe('');
  });

  it('keeps what was typed when saving fails, and says that nothing was saved', async () => {
    await testGood();
    store.next();
    const saved = store.connect(START);
    http
      .expectOne({ method: 'POST', url: '/api/v1/network-accounts' })
      .flush({ ...REFUSED, detail: 'The name is taken.' }, { status: 409, statusText: 'Conflict' });
    expect(await saved).toBeNull();
    expect(store.save()).toEqual({ failed: 'The name is taken. Nothing was saved.' });
    expect(store.step()).toBe('start');
    expect(store.form().getRawValue().token).toBe('0123abcd');
  });

  it('claims nothing about a save that nobody answered', async () => {
    await testGood();
    const saved = store.connect(START);
    http.expectOne({ method: 'POST', url: '/api/v1/network-accounts' }).error(new ProgressEvent('error'));
    await saved;
    expect(JSON.stringify(store.save())).not.toContain('Nothing was saved');
  });

  it('replaces a key of the same account and forgets it', async () => {
    store.replaceKey(
      anAccount({ id: 'account-7' }),
      aNetwork({ credentialFields: SEVENTH_NETWORK.credentialFields }),
    );
    type();
    const tested = store.test();
    testRequest().flush({ ...GOOD, alreadyConnected: { id: 'account-7', label: 'northbank' } });
    await tested;
    expect(store.check().kind).toBe('good');
    const saved = store.replace();
    const request = http.expectOne({ method: 'PUT', url: '/api/v1/network-accounts/account-7/credentials' });
    expect(request.request.body).toEqual({ credentials: { token: '0123abcd', role: 'affiliate' } });
    request.flush(anAccount({ id: 'account-7' }));
    expect((await saved)?.id).toBe('account-7');
    expect(store.form().getRawValue().token).toBe('');
  });

  it('forgets the key when another network is chosen and when it is destroyed', () => {
    type();
    const first = store.form();
    store.back();
    expect(first.getRawValue().token).toBe('');
    store.choose(SEVENTH_NETWORK);
    type();
    const second = store.form();
    TestBed.resetTestingModule();
    expect(second.getRawValue().token).toBe('');
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
  });
});
