import { CredentialsRejected, NetworkUnavailable, PermissionMissing } from '@tributary/ports';
import { AGENCY, CLICKBANK, Office } from '../testing/office';
import { Refusal } from '../refusal';
import { ConnectNetwork, type ConnectNetworkRequest } from './connect-network';
import { openCredentials } from './credentials';
import { ReplaceCredentials } from './replace-credentials';
import { TestNetworkKey } from './test-network-key';

const KEY = 'API-INVENTED7K2Q';
const REQUEST: ConnectNetworkRequest = {
  network: 'clickbank',
  credentials: { apiKey: ` ${KEY} `, site: 'northbank' },
  label: ' Main account ',
  backfillFrom: '2025-03-14',
};

let office: Office;
beforeEach(async () => {
  office = await Office.open();
});

const connect = (change: Partial<ConnectNetworkRequest> = {}) =>
  new ConnectNetwork(office).run(AGENCY.id, { ...REQUEST, ...change });

async function refusalOf(attempt: Promise<unknown>): Promise<Refusal> {
  const error = await attempt.catch((thrown: unknown) => thrown);
  if (!(error instanceof Refusal)) throw new Error(`expected a refusal, not ${String(error)}`);
  return error;
}

async function expectNothingSaved(): Promise<void> {
  expect(await office.accounts.listOf(AGENCY.id)).toEqual([]);
  expect(office.queue.requests).toEqual([]);
}

describe('ConnectNetwork', () => {
  it('tests the key, saves the account and queues its first reading', async () => {
    const account = await connect();
    expect(office.gateway.checked).toEqual([{ apiKey: KEY, site: 'northbank' }]);
    expect(account).toMatchObject({
      agencyId: AGENCY.id,
      network: CLICKBANK,
      label: 'Main account',
      backfillFrom: new Date('2025-03-13T23:00:00Z'),
      nextDueAt: office.clock.now(),
      credentialHints: { apiKey: '7K2Q', site: 'bank' },
      identityHash: office.identifiers.fingerprint('northbank'),
    });
    expect(office.queue.requests).toEqual([
      { agencyId: AGENCY.id, accountId: account.id, trigger: 'connect' },
    ]);
  });

  it('keeps the secret sealed only, bound to this account', async () => {
    const account = await connect();
    const stored = office.storage.account({ agencyId: AGENCY.id, accountId: account.id });
    if (!stored) throw new Error('not stored');
    const { sealedCredentials, ...rest } = stored;
    expect(new TextDecoder().decode(sealedCredentials)).not.toContain(KEY);
    expect(JSON.stringify([rest, account, office.queue.requests])).not.toContain(KEY);
    expect(openCredentials(office.cipher, account, sealedCredentials)).toEqual({
      apiKey: KEY,
      site: 'northbank',
    });
    const stranger = { ...account, agencyId: 'another' };
    expect(() => openCredentials(office.cipher, stranger, sealedCredentials)).toThrow('cannot be opened');
  });

  it.each([
    [
      new CredentialsRejected('The API key is not valid.'),
      'key-refused',
      'The API key is not valid. Nothing',
    ],
    [new PermissionMissing('No order role'), 'key-refused', 'No order role. Nothing was saved.'],
    [new NetworkUnavailable('No answer'), 'network-not-answering', 'No answer. Nothing was saved. Try again'],
  ] as const)('saves nothing after %s', async (error, code, words) => {
    office.gateway.check = error;
    const refusal = await refusalOf(connect());
    expect(refusal.code).toBe(code);
    expect(refusal.message).toContain(words);
    await expectNothingSaved();
  });

  it('takes a fault of our own for what it is', async () => {
    office.gateway.check = new TypeError('ours');
    await expect(connect()).rejects.toThrow(TypeError);
    await expectNothingSaved();
  });

  it('refuses the same network account a second time, naming the first', async () => {
    await connect({ label: 'First' });
    const refusal = await refusalOf(connect({ label: 'Second' }));
    expect(refusal.code).toBe('already-connected');
    expect(refusal.message).toContain('First');
    expect(await office.accounts.listOf(AGENCY.id)).toHaveLength(1);
    expect(office.queue.requests).toHaveLength(1);
  });

  it.each([
    ['an empty label', { label: '   ' }, 'label'],
    ['a label of 81 characters', { label: 'x'.repeat(81) }, 'label'],
    ['no date', { backfillFrom: 'yesterday' }, 'backfillFrom'],
    ['a day that does not exist', { backfillFrom: '2026-02-30' }, 'backfillFrom'],
    ['tomorrow', { backfillFrom: '2026-03-15' }, 'backfillFrom'],
    ['a day more than five years ago', { backfillFrom: '2021-03-13' }, 'backfillFrom'],
    ['a missing secret', { credentials: { site: 'a' } }, 'credentials.apiKey'],
  ])('refuses %s without asking the network', async (_, change, field) => {
    const refusal = await refusalOf(connect(change));
    expect(refusal.code).toBe('invalid-input');
    expect(refusal.fields.map((one) => one.field)).toEqual([field]);
    expect(office.gateway.checked).toEqual([]);
    await expectNothingSaved();
  });

  it.each(['2026-03-14', '2021-03-14'])('accepts %s as the first day', async (backfillFrom) => {
    await expect(connect({ backfillFrom })).resolves.toBeDefined();
  });

  it('knows no unregistered network and no unknown agency', async () => {
    expect((await refusalOf(connect({ network: 'acme' }))).code).toBe('unknown-network');
    expect((await refusalOf(new ConnectNetwork(office).run('unknown', REQUEST))).code).toBe('not-found');
  });
});

describe('the client of a connected account', () => {
  const theirs = { id: 'client-1', agencyId: AGENCY.id, name: 'Acme' };

  it('is the one that was chosen', async () => {
    await office.clients.add(theirs);
    expect(await connect({ clientId: theirs.id })).toMatchObject({ clientId: theirs.id });
  });

  it('is nobody where none was chosen', async () => {
    expect(await connect()).toMatchObject({ clientId: null });
  });

  it.each([
    ['nobody knows', 'unknown'],
    ['another agency has', 'foreign'],
  ])('is none that %s: the network is not asked', async (_, clientId) => {
    await office.clients.add({ ...theirs, id: 'foreign', agencyId: 'another' });
    const refusal = await refusalOf(connect({ clientId }));
    expect([refusal.code, refusal.fields.map(({ field }) => field)]).toEqual(['not-found', ['clientId']]);
    expect(office.gateway.checked).toEqual([]);
    await expectNothingSaved();
  });
});

describe('TestNetworkKey', () => {
  const test = () => new TestNetworkKey(office.networks, office.accounts, office.identifiers);

  it('tells what the key opens and saves nothing', async () => {
    expect(await test().run(AGENCY.id, REQUEST)).toEqual({
      summary: 'This key reads 31 orders of yesterday.',
      suggestedLabel: 'northbank',
      alreadyConnected: null,
    });
    await expectNothingSaved();
  });

  it('recognises an account that is connected already, at this network and agency only', async () => {
    const account = await connect();
    const alreadyConnected = { id: account.id, label: 'Main account' };
    expect(await test().run(AGENCY.id, REQUEST)).toMatchObject({ alreadyConnected });
    expect(await test().run('another', REQUEST)).toMatchObject({ alreadyConnected: null });
    const elsewhere = { ...REQUEST, network: 'hotmart' };
    expect(await test().run(AGENCY.id, elsewhere)).toMatchObject({ alreadyConnected: null });
  });

  it('passes the refusal on', async () => {
    office.gateway.check = new CredentialsRejected('Not valid.');
    expect((await refusalOf(test().run(AGENCY.id, REQUEST))).code).toBe('key-refused');
  });
});

describe('ReplaceCredentials', () => {
  const NEW_KEY = 'API-INVENTEDNEW9X';
  const replace = (accountId: string) =>
    new ReplaceCredentials(office).run(AGENCY.id, accountId, { apiKey: NEW_KEY });

  it('seals the new key, clears the failure and reads at once', async () => {
    const { id } = await connect();
    office.queue.take();
    await office.refuseSince(id, '2026-03-10T00:00:00Z');
    const account = await replace(id);
    expect(account).toMatchObject({
      lastFailure: null,
      credentialHints: { apiKey: 'EW9X' },
      history: { checkpoint: new Date('2026-03-10T00:00:00Z') },
    });
    const stored = office.storage.account({ agencyId: AGENCY.id, accountId: id });
    const sealed = stored?.sealedCredentials ?? new Uint8Array();
    expect(openCredentials(office.cipher, account, sealed)).toEqual({ apiKey: NEW_KEY });
    expect(office.queue.requests).toMatchObject([{ accountId: id, trigger: 'manual' }]);
  });

  it('keeps the old key when the network refuses the new one', async () => {
    const before = await connect();
    office.gateway.check = new CredentialsRejected('Not valid.');
    expect((await refusalOf(replace(before.id))).code).toBe('key-refused');
    expect(await office.accounts.find({ agencyId: AGENCY.id, accountId: before.id })).toEqual(before);
  });

  it('refuses the key of another connected account', async () => {
    await connect({ label: 'The other' });
    office.gateway.check = { summary: '', accountIdentity: 'second', suggestedLabel: null };
    const { id } = await connect({ label: 'Second' });
    office.gateway.check = { summary: '', accountIdentity: 'northbank', suggestedLabel: null };
    const refusal = await refusalOf(replace(id));
    expect(refusal.code).toBe('already-connected');
    expect(refusal.message).toContain('The other');
  });

  it('knows no account of another agency', async () => {
    const { id } = await connect();
    const attempt = new ReplaceCredentials(office).run('another', id, { apiKey: NEW_KEY });
    expect((await refusalOf(attempt)).code).toBe('not-found');
    expect(office.gateway.checked).toHaveLength(1);
  });
});
