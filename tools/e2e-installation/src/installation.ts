import {
  AGENCY_ACCOUNTS as ACCOUNTS,
  productEnvironment,
  startSimulator,
  type AccountOptions,
  type RunningSimulator,
} from '@tributary/network-simulator';
import { type Beginning, createTestDatabase, type TestDatabase } from '@tributary/postgres/testing';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ApiClient } from './api-client';
import { AppProcess, ROOT, runCommand } from './app-process';

export const OWNER = { email: 'ada@acme.example', password: 'correct-horse-battery' };
/** Whoever runs the installation, once {@link Installation.addOperator} has made them. */
export const OPERATOR = { email: 'ines@operator.example', password: 'correct-horse-battery' };
export const ZONE = 'Europe/Amsterdam';

export { ACCOUNTS };

export interface InstallationOptions {
  /** Of the networks' world. */
  readonly seed?: number;
  readonly salesPerDay?: number;
  readonly latencyMs?: number;
  /** The accounts that the networks know. Default: the demo's. */
  readonly accounts?: readonly AccountOptions[];
}

/** A whole installation: its own database, its own simulator of the six networks, and any number of BFF processes. */
export class Installation {
  private readonly processes: AppProcess[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly simulator: RunningSimulator,
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** The networks' clock stands still at the start, so that the truth does not move while a test looks at it. */
  static async create(options: InstallationOptions = {}): Promise<Installation> {
    const now = Date.now();
    const simulator = await startSimulator({
      salesPerDay: options.salesPerDay ?? 3,
      latencyMs: options.latencyMs ?? 0,
      ...(options.seed !== undefined && { seed: options.seed }),
      ...(options.accounts && { accounts: options.accounts }),
      start: new Date(now).toISOString(),
      now: () => now,
    });
    const database = await createTestDatabase(installed());
    const environment = {
      ...secrets(),
      ...productEnvironment(simulator.url),
      DATABASE_URL: database.url,
      // Suites ask and guess more than people do.
      THROTTLE_FACTOR: '10000',
    };
    return new Installation(database, simulator, environment);
  }

  /** One more agency, with its owner. */
  addAgency(owner: typeof OWNER): Promise<void> {
    return createAgency(this.database.url, owner);
  }

  /** A platform admin. */
  async addOperator({ email, password } = OPERATOR): Promise<void> {
    const args = ['--email', email, '--name', 'Ines Kaur'];
    const environment = { ...this.environment, ADMIN_PASSWORD: password };
    await run('create-platform-admin', args, environment);
  }

  async start(environment: Readonly<Record<string, string>> = {}): Promise<AppProcess> {
    const app = await AppProcess.start({ ...this.environment, ...environment });
    this.processes.push(app);
    return app;
  }

  async client(app: AppProcess, { email, password } = OWNER): Promise<ApiClient> {
    const client = new ApiClient(app.url);
    await client.signIn(email, password);
    return client;
  }

  /** Rows of a query on the installation's own database, of all agencies. */
  async rows<T>(sql: string): Promise<T[]> {
    return this.database.owner.em.getConnection().execute<T[]>(sql);
  }

  async destroy(): Promise<void> {
    await Promise.all(this.processes.map((app) => app.stop()));
    await this.simulator.stop();
    await this.database.drop();
  }
}

/** Migrated by the product's own command, with the agency of {@link OWNER}: made once for all installations of this build. */
function installed(): Beginning {
  const version = readFileSync(join(ROOT, 'dist/apps/bff/program-version'), 'utf8');
  return {
    name: `installed by ${version}`,
    prepare: async ({ owner, application }) => {
      await run('migrate', [], loginsOf({ ownerUrl: owner, url: application }));
      await createAgency(application, OWNER);
    },
  };
}

async function createAgency(url: string, { email, password }: typeof OWNER): Promise<void> {
  const environment = { DATABASE_URL: url, OWNER_PASSWORD: password };
  await run('create-agency', [...AGENCY_ARGUMENTS, '--owner-email', email], environment);
}

async function run(...command: Parameters<typeof runCommand>): Promise<void> {
  const { code, output } = await runCommand(...command);
  if (code !== 0) throw new Error(output);
}

/** What the migration is configured with, and nothing else is: the owner of the database beside the product's login. */
export function loginsOf({
  url,
  ownerUrl,
}: Pick<TestDatabase, 'url' | 'ownerUrl'>): Readonly<Record<string, string>> {
  return { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl };
}

/** Connects accounts, by default one of each network, reading from `backfillFrom` on. */
export async function connectAll(
  client: ApiClient,
  backfillFrom: string,
  accounts: readonly AccountOptions[] = ACCOUNTS,
): Promise<void> {
  for (const { network, credentials, label } of accounts) {
    const answer = await client.problem('POST', 'network-accounts', {
      network,
      credentials,
      label,
      backfillFrom,
    });
    if (answer.status !== 201) throw new Error(`${network}: ${answer.body.detail}`);
  }
}

/** Waits until a condition holds. @throws {Error} naming it when it does not in time. */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 90): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain: ${what}`);
    await delay(250);
  }
}

export function allFresh(client: ApiClient): () => Promise<boolean> {
  return async () => {
    const accounts = await client.accounts();
    return accounts.length === ACCOUNTS.length && accounts.every(({ health }) => health === 'fresh');
  };
}

const AGENCY_ARGUMENTS = [
  ...['--name', 'Acme Media', '--currency', 'EUR', '--zone', ZONE, '--locale', 'en-GB'],
  ...['--owner-name', 'Ada Example'],
];

function secrets() {
  const secret = () => randomBytes(32).toString('hex');
  return { ENCRYPTION_KEY: secret(), JWT_SECRET: secret(), SYNC_TRIGGER_SECRET: secret() };
}
