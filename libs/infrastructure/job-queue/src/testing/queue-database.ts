import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { SyncRequest } from '@tributary/ports';
import { PgBoss } from 'pg-boss';
import { installSyncQueue } from '../install-sync-queue';
import { PgBossSyncQueue } from '../pg-boss-sync-queue';

const SERVER = process.env.TEST_POSTGRES_URL ?? '';

/** A database with the queue in it, and a login as the product has: it may use the queue and change no table. */
export class QueueDatabase {
  /** What the queues of the database said of faults in the background. */
  readonly errors: Error[] = [];
  private readonly queues: PgBossSyncQueue[] = [];

  private constructor(private readonly name: string) {}

  static async create(): Promise<QueueDatabase> {
    const name = `tributary_queue_${randomUUID().replaceAll('-', '')}`;
    const database = new QueueDatabase(name);
    await execute(SERVER, `create database ${name}`);
    await execute(SERVER, `create role ${name} login password '${name}'`);
    await Promise.all([1, 2, 3].map(() => installSyncQueue(database.ownerUrl, name)));
    return database;
  }

  get ownerUrl(): string {
    return Object.assign(new URL(SERVER), { pathname: `/${this.name}` }).href;
  }

  /** A queue as a process of the product has one. */
  async startQueue(): Promise<PgBossSyncQueue> {
    const url = Object.assign(new URL(this.ownerUrl), { username: this.name, password: this.name });
    const queue = new PgBossSyncQueue(url.href, { onError: (error) => this.errors.push(error) });
    this.queues.push(queue);
    await queue.start();
    return queue;
  }

  /** As the owner. */
  execute(sql: string): Promise<void> {
    return execute(this.ownerUrl, sql);
  }

  async stopQueues(): Promise<void> {
    await Promise.all(this.queues.splice(0).map((queue) => queue.stop(1_000)));
    this.errors.length = 0;
  }

  async drop(): Promise<void> {
    await execute(SERVER, `drop database ${this.name} with (force)`);
    await execute(SERVER, `drop role ${this.name}`);
  }
}

/** Each for an account of its own, all of one agency. */
export function requests(count: number): SyncRequest[] {
  const agencyId = randomUUID();
  return Array.from({ length: count }, () => ({ agencyId, accountId: randomUUID(), trigger: 'schedule' }));
}

export async function until(condition: () => boolean, deadlineMs = 10_000): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error('It did not happen in time');
    await delay(25);
  }
}

/** By the driver of pg-boss: no other client is needed. */
async function execute(connectionString: string, sql: string): Promise<void> {
  const server = new PgBoss({ connectionString, supervise: false, schedule: false, max: 1 });
  const db = server.getDb() as unknown as { open(): Promise<void>; close(): Promise<void> };
  await db.open();
  await server.getDb().executeSql(sql);
  await db.close();
}
