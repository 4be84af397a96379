import type {
  NotificationSetupView,
  RecoveryCodesView,
  TwoFactorEnrolmentView,
} from '@tributary/api-contract';
import {
  ACCOUNTS,
  type ApiClient,
  type AppProcess,
  Installation,
  OWNER,
  until,
  ZONE,
} from '@tributary/e2e-installation';
import type { AccountOptions } from '@tributary/network-simulator';
import { Secret, TOTP } from 'otpauth';
import { Temporal } from 'temporal-polyfill';
import { idsThatExist } from '../attacks/ids';
import { type Canary, leaksOf, markedLike, type Place } from './canary';
import { answersOf, metricsOf, outputOf, tablesOf } from './places';

const MINUTES = 60_000;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(4 * MINUTES);

const SECRET_LENGTH = 24;
const SINCE = Temporal.Now.plainDateISO(ZONE).subtract({ days: 5 }).toString();

/** The demo's accounts with keys that are nowhere else. */
const MARKED: readonly AccountOptions[] = ACCOUNTS.map((account) => ({
  ...account,
  credentials: Object.fromEntries(
    Object.entries(account.credentials).map(([field, value]) => [
      field,
      value.length >= SECRET_LENGTH ? markedLike(value) : value,
    ]),
  ),
}));

function canariesOf(what: string, credentials: Readonly<Record<string, string>>): Canary[] {
  return Object.entries(credentials)
    .filter(([, value]) => value.length >= SECRET_LENGTH)
    .map(([field, value]) => ({ name: `${what} (${field})`, value }));
}

// Secrets come in through the API, everything goes wrong that can, and then they are looked for wherever something is
// told, written or kept.
describe('a secret that was put in', () => {
  let installation: Installation;
  let apps: readonly AppProcess[];
  let client: ApiClient;
  const canaries: Canary[] = [];
  const places: Place[] = [];
  let read: readonly string[];

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 1, accounts: MARKED });
    apps = [
      await installation.start({ APP_ROLE: 'web', LOG_LEVEL: 'debug' }),
      await installation.start({ APP_ROLE: 'worker', LOG_LEVEL: 'debug' }),
    ];
    client = await installation.client(only(apps));
    const events = client.listen('events');
    await putIn();
    await letEverythingFail();
    events.stop();
    places.push({ name: 'the event stream', text: events.text() });
    await look();
  }, 4 * MINUTES);

  afterAll(() => installation.destroy(), MINUTES);

  async function putIn(): Promise<void> {
    for (const [name, value] of Object.entries(installation.environment)) {
      if (/KEY|SECRET/.test(name)) canaries.push({ name, value });
    }
    canaries.push({ name: 'password', value: OWNER.password });
    for (const { network, label, credentials } of MARKED) {
      const status = await told('POST', 'network-accounts', {
        network,
        label,
        credentials,
        backfillFrom: SINCE,
      });
      expect([network, status]).toEqual([network, 201]);
      canaries.push(...canariesOf(network, credentials));
    }
    await until('every account is read', async () =>
      (await client.accounts()).every(({ health }) => health === 'fresh'),
    );
    await client.upload(await idOf('clickbank'), 'Order ID,Date\n1,2026-03-14\n');
    await putInNotifications();
    await turnOnTwoFactor();
  }

  /** A passphrase, and an address that is a secret itself. */
  async function putInNotifications(): Promise<void> {
    const passphrase = markedLike('Quiet-River-2026-Quiet-River');
    const path = `network-accounts/${await idOf('digistore24')}/notifications`;
    const { body } = await client.call<NotificationSetupView>('POST', path, { credentials: { passphrase } });
    const address = new URL(body.addresses[0]?.url ?? '').pathname.split('/').at(-1) ?? '';
    canaries.push(
      { name: 'passphrase', value: passphrase },
      { name: 'address of notifications', value: address },
    );
  }

  /** Its key is shown once, and so are the codes for the day the phone is lost. */
  async function turnOnTwoFactor(): Promise<void> {
    const { password } = OWNER;
    const { body } = await client.call<TwoFactorEnrolmentView>('POST', 'me/two-factor/enrol', { password });
    const secret = Secret.fromBase32(body.key);
    canaries.push({ name: 'second factor', value: secret.base32 }, { name: 'its bytes', value: secret.hex });
    const code = new TOTP({ secret }).generate();
    const confirmed = await client.call<RecoveryCodesView>('POST', 'me/two-factor/confirm', { code });
    const codes = confirmed.body.recoveryCodes;
    expect(codes).toHaveLength(10);
    canaries.push(...codes.map((value) => ({ name: 'recovery code', value })));
  }

  /** Wrong keys, refused keys, answers that are none, ciphertexts that open no more. */
  async function letEverythingFail(): Promise<void> {
    for (const { network, credentials } of MARKED) {
      const wrong = Object.fromEntries(
        Object.entries(credentials).map(([name, value]) => [name, markedLike(value)]),
      );
      canaries.push(...canariesOf(`wrong key of ${network}`, wrong));
      await told('POST', 'network-accounts/test', { network, credentials: wrong });
      await told('PUT', `network-accounts/${await idOf(network)}/credentials`, { credentials: wrong });
      await told('POST', 'network-accounts', { network, credentials: { ...wrong, oddField: 'x' }, label: 1 });
    }
    await fault('POST', { kind: 'refuse-key', times: null });
    await syncAll('every key is refused', MARKED.length);
    await fault('DELETE');
    await flipCiphertexts();
    await syncAll('no key opens', MARKED.length);
    await flipCiphertexts();
    // After some of these a network counts as down, and nobody else is sent there.
    await fault('POST', { kind: 'html-page', times: null });
    await syncAll('an answer cannot be read', 1);
  }

  /** A second time brings them back. */
  const flipCiphertexts = () =>
    installation.rows(`
      update network_account
      set credentials_sealed = set_byte(credentials_sealed, 40, get_byte(credentials_sealed, 40) # 1)`);

  async function look(): Promise<void> {
    const [agency] = await installation.rows<{ id: string }>(
      'select agency_id as id from network_account limit 1',
    );
    const ids = await idsThatExist(installation, agency?.id ?? '');
    const answers = await answersOf(only(apps), client, ids);
    read = answers.read;
    places.push(
      ...answers.places,
      ...(await tablesOf(installation)),
      ...outputOf(apps),
      ...(await metricsOf(apps)),
    );
  }

  /** Asks for something and keeps what was answered. */
  async function told(method: string, path: string, body: object): Promise<number> {
    const { status, body: answer } = await client.call<unknown>(method, path, body);
    places.push({ name: `the answer ${status} to ${method} ${path}`, text: JSON.stringify(answer) });
    return status;
  }

  async function idOf(network: string): Promise<string> {
    return (await client.accounts()).find((account) => account.network === network)?.id ?? '';
  }

  const fault = (method: 'POST' | 'DELETE', body?: object) =>
    fetch(`${installation.simulator.url}/_faults`, { method, ...(body && { body: JSON.stringify(body) }) });

  /** Asks more than once: the queue takes no job of an account whose last one is just ending. */
  async function syncAll(what: string, failures: number): Promise<void> {
    const known = new Set((await lastRuns()).map(({ id }) => id));
    await until(what, async () => {
      await client.call('POST', 'network-accounts/sync');
      const now = (await lastRuns()).filter(({ id, outcome }) => !known.has(id) && outcome === 'failed');
      return now.length >= failures;
    });
  }

  const lastRuns = () =>
    installation.rows<{ id: string; outcome: string }>(
      'select distinct on (account_id) id, outcome from sync_run order by account_id, started_at desc',
    );

  it('is found nowhere afterwards', () => {
    expect(canaries.length).toBeGreaterThan(15);
    expect(leaksOf(canaries, places)).toEqual([]);
  });

  it('was looked for where everything else is found', () => {
    const holding = (text: string) =>
      places.filter((place) => place.text.includes(text)).map(({ name }) => name);
    expect(holding('northbank')).toEqual(
      expect.arrayContaining(['GET network-accounts', 'table public.network_account']),
    );
    expect(holding('credentials-unreadable')).toEqual(
      expect.arrayContaining(['table public.sync_run', 'output of process 2', 'GET network-accounts']),
    );
    expect(holding('"failed"')).toContain('the event stream');
    expect(holding('tributary_sync_runs_total{')).toEqual(['metrics of process 2']);
    expect(holding('/api/v1/network-accounts/test')).toContain('output of process 1');
    expect(places.filter(({ name }) => name.startsWith('table public.')).length).toBeGreaterThan(30);
    expect(places.filter(({ name }) => name.startsWith('table pgboss.')).length).toBeGreaterThan(2);
    expect(places.filter(({ name }) => name.startsWith('the answer 4')).length).toBeGreaterThan(15);
    expect(read.filter((path) => path.startsWith('network-accounts')).length).toBeGreaterThan(5);
  });

  it('is known to people by its last four characters at most', async () => {
    for (const { network, credentialHints } of await client.accounts()) {
      const secrets = MARKED.find((account) => account.network === network)?.credentials ?? {};
      const hints = Object.entries(credentialHints).filter(
        ([field]) => (secrets[field]?.length ?? 0) >= SECRET_LENGTH,
      );
      expect(hints).not.toEqual([]);
      expect(hints.filter(([field, hint]) => hint !== secrets[field]?.slice(-4))).toEqual([]);
    }
  });
});

function only<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('There is none');
  return first;
}
