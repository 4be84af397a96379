import {
  ApiClient,
  type AppProcess,
  connectAll,
  Installation,
  OWNER,
  until,
} from '@tributary/e2e-installation';
import { AGENCY_ACCOUNTS, SECOND_AGENCY_ACCOUNTS } from '@tributary/network-simulator';

/** The owner of the agency that attacks. */
const STRANGER = { email: 'sam@stranger.example', password: OWNER.password };
const ROLES = ['owner', 'admin', 'analyst', 'viewer', 'client'] as const;
export type AttackingRole = (typeof ROLES)[number];

/** Two agencies with an account of every network each, and everything else that has an id. */
export interface TwoAgencies {
  readonly installation: Installation;
  /** Serves pages and the API; reads no network, so that nothing moves by itself. */
  readonly app: AppProcess;
  readonly victim: { readonly id: string; readonly owner: ApiClient };
  readonly attacker: {
    readonly id: string;
    readonly owner: ApiClient;
    readonly roles: ReadonlyMap<AttackingRole, ApiClient>;
  };
}

export async function twoAgencies(): Promise<TwoAgencies> {
  const installation = await Installation.create({ salesPerDay: 1 });
  await installation.addAgency(STRANGER);
  await readBoth(installation);
  const app = await installation.start({ APP_ROLE: 'web' });
  const victim = await agencyOf(installation, OWNER.email);
  const attacker = await agencyOf(installation, STRANGER.email);
  for (const agency of [victim, attacker]) await addMembers(installation, agency);
  const owners = [await installation.client(app), await installation.client(app, STRANGER)] as const;
  for (const owner of owners) await fill(owner);
  await installation.client(app, { ...OWNER, email: emailOf(victim, 'viewer') });
  const roles = new Map<AttackingRole, ApiClient>();
  for (const role of ROLES) {
    const email = emailOf(attacker, role);
    roles.set(role, await installation.client(app, { email, password: OWNER.password }));
  }
  return {
    ...{ installation, app },
    victim: { id: victim, owner: owners[0] },
    attacker: { id: attacker, owner: owners[1], roles },
  };
}

async function readBoth(installation: Installation): Promise<void> {
  const app = await installation.start({ APP_ROLE: 'all' });
  const accounts = [AGENCY_ACCOUNTS, SECOND_AGENCY_ACCOUNTS];
  const since = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10);
  for (const [index, person] of [OWNER, STRANGER].entries()) {
    const client = await installation.client(app, person);
    await connectAll(client, since, accounts[index] ?? []);
    await until(`every account of ${person.email} is read`, async () =>
      (await client.accounts()).every(({ health }) => health === 'fresh'),
    );
  }
  await app.stop();
}

async function agencyOf(installation: Installation, email: string): Promise<string> {
  const [row] = await installation.rows<{ id: string }>(
    `select agency_id as id from member where email = '${email}'`,
  );
  if (!row) throw new Error(`${email} has no agency`);
  return row.id;
}

const emailOf = (agencyId: string, role: AttackingRole) => `${role}@${agencyId}.example`;

/** A login of every role with the password of the owner, a client, and an invitation. */
async function addMembers(installation: Installation, agencyId: string): Promise<void> {
  await installation.rows(
    `insert into client (agency_id, id, name) values ('${agencyId}', gen_random_uuid(), 'Acme')`,
  );
  await installation.rows(
    `insert into invitation (agency_id, id, email, role, figures, invited_by, token_hash, expires_at)
     values ('${agencyId}', gen_random_uuid(), 'invited@${agencyId}.example', 'viewer', 'money', 'Ada',
       gen_random_uuid()::text, now() + interval '1 day')`,
  );
  for (const role of ROLES) {
    await installation.rows(
      `insert into member (agency_id, id, email, name, role, password_hash)
       select agency_id, gen_random_uuid(), '${emailOf(agencyId, role)}', '${role}', '${role}', password_hash
       from member where agency_id = '${agencyId}' and role = 'owner' limit 1`,
    );
  }
}

/** What is made through the API. */
async function fill(owner: ApiClient): Promise<void> {
  const [account] = await owner.accounts();
  if (!account) throw new Error('The agency has no account');
  await owner.upload(account.id, 'Order ID,Date\n1,2026-03-14\n');
}
