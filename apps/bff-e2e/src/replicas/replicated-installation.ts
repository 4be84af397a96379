import {
  allFresh,
  connectAll,
  Installation,
  until,
  ZONE,
  type AppProcess,
  ROOT,
} from '@tributary/e2e-installation';
import { createOrm } from '@tributary/postgres';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';

interface EmbeddedPrimary {
  /** Connection string of its superuser. */
  readonly url: () => string;
  readonly stop: () => Promise<void>;
}

interface EmbeddedReplica {
  readonly port: number;
  /** Again, after `halt`. */
  readonly start: () => Promise<void>;
  /** Down; its files stay. */
  readonly halt: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Of the tool that starts servers, which is no module of the workspace. */
interface Replication {
  readonly startPrimary: () => Promise<EmbeddedPrimary>;
  readonly startReplica: (primary: EmbeddedPrimary) => Promise<EmbeddedReplica>;
}

const TOOL = join(ROOT, 'tools/start/embedded-replica.mjs');
const MANAGEMENT = /Metrics and probes on port (\d+)/;
const DAYS = 20;

/** An installation with sales in it whose Postgres is followed by a second one. */
export class ReplicatedInstallation {
  private constructor(
    private readonly servers: { readonly primary: EmbeddedPrimary; readonly replica: EmbeddedReplica },
    readonly installation: Installation,
    private readonly onReplica: ReturnType<typeof createOrm>,
  ) {}

  static async create(): Promise<ReplicatedInstallation> {
    const { startPrimary, startReplica } = (await import(TOOL)) as Replication;
    const primary = await startPrimary();
    // Databases of specs are made on the server that this names.
    process.env.TEST_POSTGRES_URL = primary.url();
    const installation = await Installation.create({ salesPerDay: 1 });
    await fill(installation);
    const replica = await startReplica(primary);
    const owner = elsewhere(installation.database.ownerUrl, replica.port);
    const onReplica = createOrm(owner, { poolSize: 1, applicationName: 'spec' });
    return new ReplicatedInstallation({ primary, replica }, installation, onReplica);
  }

  get replica(): EmbeddedReplica {
    return this.servers.replica;
  }

  /** A process with pages that knows the replica. */
  web(): Promise<AppProcess> {
    const url = elsewhere(this.installation.database.url, this.replica.port);
    return this.installation.start({ APP_ROLE: 'web', DATABASE_REPLICA_URLS: url });
  }

  /** Rows of a query on the replica. */
  rowsOfReplica<T>(sql: string): Promise<T[]> {
    return this.onReplica.em.fork().getConnection().execute<T[]>(sql);
  }

  async destroy(): Promise<void> {
    await this.onReplica.close();
    await this.installation.destroy();
    await this.replica.stop();
    await this.servers.primary.stop();
  }
}

/** All sales are read, and whoever read them has ended. */
async function fill(installation: Installation): Promise<void> {
  const app = await installation.start();
  const client = await installation.client(app);
  await connectAll(client, Temporal.Now.plainDateISO(ZONE).subtract({ days: DAYS }).toString());
  await until('six accounts are fresh', allFresh(client), 120);
  await app.stop();
}

/** A figure that a process tells Prometheus; 0 for what it has not counted yet. */
export async function metricOf(app: AppProcess, name: string): Promise<number> {
  const port = app.lines.map((line) => MANAGEMENT.exec(line)?.[1]).find((found) => found !== undefined);
  const text = await (await fetch(`http://127.0.0.1:${port ?? ''}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length) ?? 0);
}

function elsewhere(url: string, port: number): string {
  return Object.assign(new URL(url), { port: String(port) }).href;
}
