import type { PersonErased, PersonExport, SyncRunView } from '@tributary/api-contract';
import {
  ACCOUNTS,
  type ApiClient,
  type AppProcess,
  connectAll,
  Installation,
  runCommand,
  until,
  ZONE,
} from '@tributary/e2e-installation';
import { Temporal } from 'temporal-polyfill';
import { outputOf, tablesOf } from '../canaries/places';
import { openedValues } from './opened-values';

const MINUTES = 60_000;

// Real processes on a busy machine, and a job that runs each minute: slow is not wrong.
jest.setTimeout(4 * MINUTES);

/** Networks that tell who bought. */
const TELLING = ACCOUNTS.filter(({ network }) => ['jvzoo', 'hotmart'].includes(network));
const SINCE = Temporal.Now.plainDateISO(ZONE).subtract({ days: 20 }).toString();
const EMAIL = /[\w.]+@example\.\w+/;

describe('a customer who is erased', () => {
  let installation: Installation;
  let app: AppProcess;
  let client: ApiClient;
  /** One of a sale, one of a row that was set aside. */
  let persons: readonly string[];
  let before: unknown;

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 3 });
    app = await installation.start();
    client = await installation.client(app);
    await connectAll(client, SINCE, TELLING);
    await until('both accounts are read', async () =>
      (await client.accounts()).every(({ health }) => health === 'fresh'),
    );
    await fetch(`${installation.simulator.url}/_faults`, {
      method: 'POST',
      body: JSON.stringify({
        ...{ kind: 'malformed-row', network: 'jvzoo', times: 1 },
        ...{ field: 'date', value: 'a day that is none' },
      }),
    });
    await client.call('POST', 'network-accounts/sync');
    await until('a row is set aside', async () => (await emailsIn('quarantined-row')).length > 0);
    await until('every run has ended', async () => (await openRuns()).length === 0);
    const asideFirst = await emailIn('quarantined-row');
    const sold = (await emailsIn('customer-email')).find((email) => email !== asideFirst) ?? '';
    persons = [sold, asideFirst];
    await client.upload(await jvzoo(), `Order ID,Date,Mail\n1,2026-03-14,${sold.toUpperCase()}\n`);
    await client.upload(await jvzoo(), 'Order ID,Date,Mail\n2,2026-03-14,bob@elsewhere.example\n');
    before = await salesAndMoney();
  }, 3 * MINUTES);

  afterAll(() => installation.destroy(), MINUTES);

  const jvzoo = async () => (await client.accounts()).find(({ network }) => network === 'jvzoo')?.id ?? '';
  const textOf = async (kind: string) =>
    (await openedValues(installation)).find(({ name }) => name === `sealed ${kind}`)?.text ?? '';
  const emailsIn = async (kind: string) => (await textOf(kind)).match(new RegExp(EMAIL, 'g')) ?? [];
  const emailIn = async (kind: string) => (await emailsIn(kind))[0] ?? '';

  /** Where an e-mail is found: in what is sealed, in every row of every table, in what the process wrote. */
  async function placesWith(email: string): Promise<readonly string[]> {
    const places = [
      ...(await openedValues(installation)),
      ...(await tablesOf(installation)),
      ...outputOf([app]),
    ];
    const spellings = [email, email.replace('@', '%40')].map((one) => one.toLowerCase());
    const holds = (text: string) => spellings.some((one) => text.toLowerCase().includes(one));
    return places.filter(({ text }) => holds(text)).map(({ name }) => name);
  }

  const salesAndMoney = () =>
    installation.rows(`
      select 'sale' as kind, count(*)::int as rows, sum(commission)::text as commission, sum(amount)::text as amount,
             md5(string_agg(external_order_id || status || sale_date || coalesce(amount::text, '-'), ','
                            order by account_id, external_order_id)) as hash
        from sale
      union all
      select 'reversal', count(*)::int, sum(commission)::text, null,
             md5(string_agg(external_reversal_id || kind || reversed_at, ',' order by account_id, external_reversal_id))
        from reversal`);

  const openRuns = () => installation.rows('select 1 from sync_run where finished_at is null');

  async function runsOf(tier: string): Promise<readonly SyncRunView[]> {
    const { body } = await client.call<SyncRunView[]>('GET', `network-accounts/${await jvzoo()}/runs`);
    return body.filter((run) => run.tier === tier && run.outcome === 'ok');
  }

  it('was stored with their sale, and in all that is kept of it', async () => {
    const [sold = '', aside = ''] = persons;
    expect(sold).toMatch(EMAIL);
    expect(aside).toMatch(EMAIL);
    expect(await placesWith(sold)).toEqual(
      expect.arrayContaining(['sealed customer-email', 'sealed raw-page', 'sealed import-file']),
    );
    expect(await placesWith(aside)).toEqual(
      expect.arrayContaining(['sealed quarantined-row', 'sealed raw-page']),
    );
  });

  it('is nowhere afterwards, within minutes', async () => {
    const [sold = '', aside = ''] = persons;
    const erase = (email: string) => client.call<PersonErased>('POST', 'personal-data/erase', { email });
    expect((await erase(sold.toUpperCase())).body.sales).toBeGreaterThan(0);
    expect((await erase(aside)).status).toBe(200);
    await until(
      'the job of the minute has cleaned',
      async () => {
        const open = await installation.rows('select 1 from erased_person where cleaned_at is null');
        return open.length === 0;
      },
      150,
    );
    expect([await placesWith(sold), await placesWith(aside)]).toEqual([[], []]);
    expect(await salesAndMoney()).toEqual(before);
  });

  it('does not come back, whatever is read again', async () => {
    const [sold = '', aside = ''] = persons;
    const knownSyncs = await successes();
    await client.call('POST', 'network-accounts/sync');
    await until('both accounts are read once more', async () => (await successes()) >= knownSyncs + 2);
    const again = await runCommand('renormalise', ['--network', 'jvzoo'], installation.environment);
    expect(again.code).toBe(0);
    await until('what is kept is read once more', async () => (await runsOf('raw-pages')).length > 0);
    expect([await placesWith(sold), await placesWith(aside)]).toEqual([[], []]);
    const { body } = await client.call<PersonExport>('POST', 'personal-data/export', { email: sold });
    expect(body.sales).toEqual([]);
  });

  it('took nothing else along', async () => {
    const [row] = await installation.rows<{ customers: number }>(
      'select count(*)::int as customers from sale_customer',
    );
    expect(row?.customers).toBeGreaterThan(10);
    expect(await textOf('import-file')).toContain('bob@elsewhere.example');
    expect(await textOf('raw-page')).toMatch(EMAIL);
  });

  async function successes(): Promise<number> {
    const runs = await installation.rows<{ count: number }>(
      `select count(*)::int as count from sync_run where outcome = 'ok'`,
    );
    return runs[0]?.count ?? 0;
  }
});
