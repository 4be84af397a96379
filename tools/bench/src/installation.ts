import { AesGcmCredentialCipher, parseEncryptionKey } from '@tributary/credential-cipher';
import { runCommand } from '@tributary/e2e-installation';
import { randomBytes } from 'node:crypto';
import type { BenchDatabase } from './database';

export const OWNER = { email: 'owner@bench.example', password: 'oak and chestnut planks' };

/** The installation that is asked over HTTP: the built product beside the bench's own Postgres. */
export interface BenchInstallation {
  readonly environment: Readonly<Record<string, string>>;
  /** Of the agency that the owner signs in to. */
  readonly agencyId: string;
}

/** An agency whose owner can sign in. */
export async function prepareInstallation(database: BenchDatabase): Promise<BenchInstallation> {
  await installQueue(database);
  const environment = {
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    JWT_SECRET: randomBytes(32).toString('hex'),
    THROTTLE_FACTOR: '10000',
  };
  const args = ['--name', 'Bench', '--currency', 'EUR', '--zone', 'Europe/Berlin', '--locale', 'en-GB'];
  const owner = ['--owner-name', 'Bench Owner', '--owner-email', OWNER.email];
  const { code, output } = await runCommand('create-agency', [...args, ...owner], {
    ...environment,
    OWNER_PASSWORD: OWNER.password,
  });
  const agencyId = /\(([\da-f-]{36})\)/.exec(output)?.[1];
  if (code !== 0 || agencyId === undefined) throw new Error(output);
  return { environment, agencyId };
}

async function installQueue(database: BenchDatabase): Promise<void> {
  const logins = { DATABASE_URL: database.url, DATABASE_OWNER_URL: ownerUrl(database) };
  const { code, output } = await runCommand('migrate', [], logins);
  if (code !== 0) throw new Error(output);
}

export function cipherOf({ environment }: BenchInstallation): AesGcmCredentialCipher {
  return new AesGcmCredentialCipher([parseEncryptionKey(environment.ENCRYPTION_KEY ?? '')]);
}

/** A process does not start beside values of a key that it does not have. */
export async function sealAsInstalled(
  { first }: BenchDatabase,
  installation: BenchInstallation,
): Promise<void> {
  const context = { agencyId: 'a', accountId: 'a', network: 'clickbank', purpose: 'credentials' } as const;
  const sealed = Buffer.from(cipherOf(installation).seal(Buffer.from('none'), context)).toString('hex');
  await first(`update network_account set credentials_sealed = decode('${sealed}', 'hex')`);
}

/** Of the superuser. */
export function ownerUrl({ url }: BenchDatabase): string {
  return Object.assign(new URL(url), { username: 'postgres', password: 'postgres' }).href;
}
