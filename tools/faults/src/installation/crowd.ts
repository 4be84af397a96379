import { AesGcmCredentialCipher } from '@tributary/credential-cipher';
import { currency, networkId } from '@tributary/domain';
import { Installation, until } from '@tributary/e2e-installation';
import type { AccountOptions } from '@tributary/network-simulator';
import { PostgresAgencyRepository, PostgresNetworkAccountRepository } from '@tributary/postgres';
import { randomUUID } from 'node:crypto';
import type { Bench } from '../bench';
import type { InstallationScenario } from './installation-scenario';

const DAY = 86_400_000;
/**
 * A tenth of 5,000 accounts of one agency beside 500 agencies with one, all due at the same moment, on one worker of
 * ordinary size: so the small ones have a tenth of two minutes.
 */
const OF_THE_BIG_ONE = 500;
const SMALL_ONES = 50;
const LATEST_SECONDS = 12;

const accountNumber = (number: number): AccountOptions => ({
  network: 'digistore24',
  label: `crowd${number}`,
  credentials: { apiKey: `${200_000 + number}-CROWD${String(number).padStart(35, '0')}` },
  salesPerDay: 1,
});

async function agencyNumber(installation: Installation, number: number): Promise<string> {
  const id = randomUUID();
  await new PostgresAgencyRepository(installation.database.orm).add({
    ...{ id, name: `Agency ${number}`, locale: 'en-GB', timeZone: 'Europe/Amsterdam' },
    ...{ reportingCurrency: currency('EUR'), kind: 'customer', suspendedAt: null },
  });
  return id;
}

/** Connected past the API: five hundred times a person's click proves nothing here. */
async function add(installation: Installation, agencyId: string, account: AccountOptions): Promise<void> {
  const id = randomUUID();
  const key = Buffer.from(installation.environment.ENCRYPTION_KEY ?? '', 'hex');
  const context = { agencyId, accountId: id, network: account.network, purpose: 'credentials' } as const;
  const plain = new TextEncoder().encode(JSON.stringify({ ...account.credentials, role: 'affiliate' }));
  await new PostgresNetworkAccountRepository(installation.database.orm).add({
    ...{ id, agencyId, network: networkId(account.network), label: account.label },
    backfillFrom: new Date(Date.now() - DAY),
    sealedCredentials: new AesGcmCredentialCipher([key]).seal(plain, context),
    credentialHints: {},
    clientId: null,
    identityHash: account.label,
    nextDueAt: new Date(Date.now() + DAY),
  });
}

async function populate(installation: Installation, accounts: readonly AccountOptions[]): Promise<string> {
  const big = await agencyNumber(installation, 0);
  for (const [index, account] of accounts.entries()) {
    const isSmall = index >= OF_THE_BIG_ONE;
    await add(installation, isSmall ? await agencyNumber(installation, index) : big, account);
  }
  return big;
}

/** The 99th percentile of how late the small agencies' accounts were taken, seconds. */
async function lateness(installation: Installation, big: string): Promise<number> {
  const [row] = await installation.rows<{ seconds: number }>(`
    select percentile_cont(0.99) within group (order by extract(epoch from r.started_at - d.due_at))::float8 as seconds
    from sync_run r cross join crowd_due d where r.agency_id <> '${big}'`);
  return row?.seconds ?? Number.POSITIVE_INFINITY;
}

async function play({ options: { seed } }: Bench): Promise<readonly string[]> {
  const accounts = Array.from({ length: OF_THE_BIG_ONE + SMALL_ONES }, (_, number) => accountNumber(number));
  const installation = await Installation.create({ seed, accounts, salesPerDay: 1 });
  try {
    const big = await populate(installation, accounts);
    await installation.start({ APP_ROLE: 'worker' });
    const web = await installation.start({ APP_ROLE: 'web' });
    await installation.rows('create table crowd_due as select clock_timestamp() as due_at');
    await installation.rows('update network_account set next_due_at = (select due_at from crowd_due)');
    const queued = await fetch(`${web.url}/api/v1/sync/trigger`, {
      method: 'POST',
      headers: { 'x-sync-trigger-secret': installation.environment.SYNC_TRIGGER_SECRET ?? '' },
    });
    if (!queued.ok) throw new Error(`The trigger answered ${queued.status}`);
    await until('everybody is read', () => isEverybodyRead(installation), 180);
    const seconds = await lateness(installation, big);
    return seconds <= LATEST_SECONDS
      ? []
      : [`accounts of small agencies were up to ${seconds.toFixed(1)} s late (p99), not ${LATEST_SECONDS} s`];
  } finally {
    await installation.destroy();
  }
}

async function isEverybodyRead(installation: Installation): Promise<boolean> {
  const [row] = await installation.rows<{ read: number }>(
    `select count(distinct account_id)::int as read from sync_run where outcome = 'ok'`,
  );
  return row?.read === OF_THE_BIG_ONE + SMALL_ONES;
}

export const CROWD: InstallationScenario = {
  id: 'crowd',
  title: 'one agency with 500 accounts beside 50 with one',
  play,
};
