import { type ApiClient, type AppProcess, Installation, OWNER, until } from '@tributary/e2e-installation';
import { type AccountOptions, AGENCY_ACCOUNTS, SECOND_AGENCY_ACCOUNTS } from '@tributary/network-simulator';

const MINUTES = 60_000;
jest.setTimeout(3 * MINUTES);

const STRANGER = { email: 'sam@stranger.example', password: OWNER.password };

interface Party {
  readonly client: ApiClient;
  readonly agencyId: string;
  readonly accountId: string;
}

/** Of every job that was ever queued: whether its agency has its account. */
const JOBS = `
  select j.name, j.data ->> 'agencyId' as "agencyId", a.id is not null as "isItsOwn"
  from pgboss.job j
  left join network_account a on a.agency_id::text = j.data ->> 'agencyId' and a.id::text = j.data ->> 'accountId'
  where j.data ? 'accountId'`;

// What happens beside requests: events that are told as they happen, and jobs that somebody else works on.
describe('the work of one agency, beside another', () => {
  let installation: Installation;
  let app: AppProcess;
  let ours: Party;
  let theirs: Party;
  const told = { us: '', them: '' };

  beforeAll(async () => {
    installation = await Installation.create({ salesPerDay: 1 });
    await installation.addAgency(STRANGER);
    app = await installation.start({ APP_ROLE: 'all' });
    const clients = [await installation.client(app), await installation.client(app, STRANGER)] as const;
    const streams = clients.map((client) => client.listen('events'));
    ours = await party(clients[0], OWNER.email, AGENCY_ACCOUNTS[0]);
    theirs = await party(clients[1], STRANGER.email, SECOND_AGENCY_ACCOUNTS[0]);
    await until('both hear of their own account', () =>
      Promise.resolve(
        [ours, theirs].every(({ accountId }, index) => streams[index]?.text().includes(accountId)),
      ),
    );
    for (const { client } of [ours, theirs]) {
      await until('the account is read', async () =>
        (await client.accounts()).every(({ health }) => health === 'fresh'),
      );
    }
    [told.us, told.them] = streams.map(({ text }) => text()) as [string, string];
    streams.forEach(({ stop }) => {
      stop();
    });
  }, 2 * MINUTES);

  afterAll(async () => {
    await installation.destroy();
  }, MINUTES);

  async function party(client: ApiClient, email: string, account?: AccountOptions): Promise<Party> {
    if (!account) throw new Error('The networks know no such account');
    const { network, credentials, label } = account;
    const backfillFrom = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);
    const { body } = await client.call<{ id: string }>('POST', 'network-accounts', {
      ...{ network, credentials, label, backfillFrom },
    });
    const [row] = await installation.rows<{ id: string }>(
      `select agency_id as id from member where email = '${email}'`,
    );
    return { client, agencyId: row?.id ?? '', accountId: body.id };
  }

  it('tells nobody else of its events', () => {
    expect(told.us).toContain('event: sync-progress');
    expect(told.them).toContain('event: sync-progress');
    expect(told.us).not.toContain(theirs.accountId);
    expect(told.them).not.toContain(ours.accountId);
    expect(told.us + told.them).not.toMatch(new RegExp(`${ours.agencyId}|${theirs.agencyId}`));
  });

  it('opens no stream without a login, and none for a login in the address', async () => {
    const stranger = await fetch(`${app.url}/api/v1/events`);
    expect(stranger.status).toBe(401);
    const named = await theirs.client.read(`events?agency=${ours.agencyId}`);
    expect(named.status).toBe(400);
  });

  it('is queued under its agency, with an account of that agency, in every job', async () => {
    const jobs = await installation.rows<{ name: string; agencyId: string; isItsOwn: boolean }>(JOBS);
    expect(new Set(jobs.map(({ agencyId }) => agencyId))).toEqual(new Set([ours.agencyId, theirs.agencyId]));
    expect(jobs.filter(({ isItsOwn }) => !isItsOwn)).toEqual([]);
  });

  it('is not done for a job of another agency that names its account', async () => {
    const asked = () =>
      installation.rows<{ accountId: string }>(
        `select account_id as "accountId" from sync_run where triggered_by = 'manual'`,
      );
    expect(await asked()).toEqual([]);
    await isTaken(theirs.agencyId, ours.accountId);
    expect(await asked()).toEqual([]);
    // A job that was put there in the same way is done when the account is of its agency.
    await isTaken(theirs.agencyId, theirs.accountId);
    expect(await asked()).toEqual([{ accountId: theirs.accountId }]);
  });

  async function isTaken(agencyId: string, accountId: string): Promise<void> {
    const [job] = await installation.rows<{ id: string }>(forged(agencyId, accountId));
    await until('the job is taken', async () => {
      const [row] = await installation.rows<{ state: string }>(
        `select state from pgboss.job where id = '${job?.id ?? ''}'`,
      );
      return row?.state === 'completed';
    });
  }
});

/** A job like one that was done already, but by hand: those do not wait for the hour of their account. */
function forged(agencyId: string, accountId: string): string {
  return `
    insert into pgboss.job
    select (jsonb_populate_record(null::pgboss.job, to_jsonb(j) || jsonb_build_object(
      'id', gen_random_uuid(), 'state', 'created', 'singleton_key', 'forged', 'retry_count', 0, 'output', null,
      'started_on', null, 'completed_on', null, 'heartbeat_on', null, 'created_on', now(), 'start_after', now(),
      'data', j.data || jsonb_build_object(
        'agencyId', '${agencyId}', 'accountId', '${accountId}', 'trigger', 'manual')))).*
    from pgboss.job j where j.name = 'sync' and j.state = 'completed' limit 1
    returning id`;
}
