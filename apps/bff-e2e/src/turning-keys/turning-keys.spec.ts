import { AesGcmCredentialCipher } from '@tributary/credential-cipher';
import { AppProcess, runCommand, until } from '@tributary/e2e-installation';
import type { NotificationSetupView, QuarantineView } from '@tributary/api-contract';
import { PostgresSealedValueRepository } from '@tributary/postgres';
import { randomBytes } from 'node:crypto';
import { TurningInstallation } from './turning-installation';

const MINUTES = 60_000;

// Real processes on a busy machine: slow is not wrong.
jest.setTimeout(6 * MINUTES);

const KINDS = [
  ...['credentials', 'notification-secrets', 'notification'],
  ...['quarantined-row', 'import-file', 'raw-page', 'customer-email', 'person-key'],
];

describe('turning the encryption key while everything is being read', () => {
  let turning: TurningInstallation;
  let oldKey: string;
  const newKey = randomBytes(32).toString('hex');

  beforeAll(async () => {
    turning = await TurningInstallation.create();
    oldKey = turning.installation.environment.ENCRYPTION_KEY ?? '';
  }, 5 * MINUTES);

  afterAll(() => turning.installation.destroy(), MINUTES);

  const keys = (sealing: string, opening = '') => ({
    ENCRYPTION_KEY: sealing,
    ENCRYPTION_OPENING_KEYS: opening,
  });
  const cipherOf = (...ring: readonly string[]) =>
    new AesGcmCredentialCipher(ring.map((key) => Buffer.from(key, 'hex')));
  const [newId] = cipherOf(newKey).keyIds;
  const startWith = (ring: Readonly<Record<string, string>>) =>
    AppProcess.start({ ...turning.installation.environment, ...ring });
  const rewrap = () =>
    runCommand('rewrap', [], { ...turning.installation.environment, ...keys(newKey, oldKey) });

  /** Of how many values of each kind a key opens none, one or all. */
  async function opened(key: string): Promise<ReadonlyMap<string, string>> {
    const values = new PostgresSealedValueRepository(turning.installation.database.orm);
    const [agency] = await turning.installation.rows<{ id: string }>(
      'select agency_id as id from network_account',
    );
    const counts = new Map<string, { all: number; open: number }>();
    for await (const batch of values.sealedByOthers(agency?.id ?? '', '00000000')) {
      for (const { context, sealed } of batch) {
        const count = counts.get(context.purpose) ?? { all: 0, open: 0 };
        const isOpen = opens(() => cipherOf(key).open(sealed, context));
        counts.set(context.purpose, { all: count.all + 1, open: count.open + Number(isOpen) });
      }
    }
    const words = ({ all, open }: { all: number; open: number }) =>
      open === all ? 'all' : open === 0 ? 'none' : 'some';
    return new Map([...counts].map(([purpose, count]) => [purpose, words(count)]));
  }

  /** Of every kind there is something, and a key opens all of it, or none. */
  async function expectOpened(key: string, word: 'all' | 'none'): Promise<void> {
    const found = await opened(key);
    expect([...found.keys()]).toEqual(expect.arrayContaining(KINDS));
    expect([...found].filter(([, one]) => one !== word)).toEqual([]);
  }

  /** What people see; the networks' clock stands still, so nothing of it may move. */
  const figures = () =>
    turning.installation.rows(`
      select account_id, count(*)::int as sales, sum(commission)::text as commission,
             sum(reversed_commission)::text as reversed
      from sale group by 1 order by 1`);

  async function setAside(): Promise<QuarantineView['rows']> {
    const path = `network-accounts/${await turning.idOf('clickbank')}/quarantine`;
    return (await turning.client.call<QuarantineView>('GET', path)).body.rows;
  }

  it('loses no run, changes no figure, and the old key can go', async () => {
    await expectOpened(oldKey, 'all');
    const [before, rowsBefore] = [await figures(), await setAside()];
    expect([before.length, rowsBefore.length]).toEqual([6, 1]);
    turning.beBusy();

    await turning.roll(keys(oldKey, newKey));
    await expect(startWith(keys(newKey))).rejects.toThrow(
      /Tributary cannot start: Values are stored that need the key [0-9a-f]{8}, which this process does not have/,
    );
    await turning.roll(keys(newKey, oldKey));

    // Two at once take nothing from each other, and whoever comes later finds what they left.
    const both = await Promise.all([rewrap(), rewrap()]);
    expect(both.filter(({ code }) => code !== 0 && code !== 2)).toEqual([]);
    expect((await rewrap()).code).toBe(0);
    const { code, output } = await rewrap();
    expect(code).toBe(0);
    expect(output).toContain(`0 values were sealed anew with the key ${newId}.\n`);
    expect(output).toMatch(
      /Nothing that is stored needs the key [0-9a-f]{8}. If it is the old one, take it out/,
    );

    await turning.roll(keys(newKey));
    await turning.beQuiet();
    await expectOpened(newKey, 'all');
    await expectOpened(oldKey, 'none');
    expect(await figures()).toEqual(before);
    expect(await setAside()).toEqual(rowsBefore);
  });

  it('left every run either well, or handed over by a process that made room', async () => {
    await turning.beQuiet();
    const failures = await turning.installation.rows<{ message: string }>(
      `select error_message as message from sync_run where outcome <> 'ok'`,
    );
    expect(failures.filter(({ message }) => !message.startsWith('The process was stopped.'))).toEqual([]);
    const newest = await turning.installation.rows<{ outcome: string }>(
      `select distinct on (account_id) account_id, outcome from sync_run order by account_id, started_at desc`,
    );
    expect(newest.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'ok'));
    const [runs] = await turning.installation.rows<{ count: number }>('select count(*)::int from sync_run');
    expect(runs?.count).toBeGreaterThan(30);
  });

  it('opens with the new key what waited all the time', async () => {
    const id = await turning.idOf('maxweb');
    await turning.pause(id, false);
    await until('the notifications that waited are applied', async () => {
      const path = `network-accounts/${id}/notifications`;
      const { body } = await turning.client.call<NotificationSetupView>('GET', path);
      return body.counts.waiting === 0 && body.counts.booked > 0;
    });
  });

  it('starts with no ring that lacks a key of what is stored', async () => {
    const other = randomBytes(32).toString('hex');
    const [message, ofOld] = await Promise.all(
      [other, oldKey].map((key) => startWith(keys(key)).then(String, String)),
    );
    expect(message).toContain(
      `need the key ${newId}, which this process does not have.\nAdd it to ENCRYPTION_OPENING_KEYS`,
    );
    expect(ofOld).toContain(`need the key ${newId}`);
    for (const key of [oldKey, newKey, other]) expect(message).not.toContain(key);
    expect(turning.lines.join('\n')).not.toContain(newKey);
  });
});

function opens(open: () => unknown): boolean {
  try {
    open();
    return true;
  } catch {
    return false;
  }
}
