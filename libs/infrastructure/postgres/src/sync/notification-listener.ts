import type { MikroORM } from '@mikro-orm/postgresql';

interface Notification {
  readonly channel: string;
  readonly payload?: string;
}

/** What is used of the `pg` driver's client; the driver ships no types. */
interface ListeningClient {
  query(sql: string): Promise<unknown>;
  on(event: 'notification', listener: (notification: Notification) => void): unknown;
  on(event: 'error' | 'end', listener: () => void): unknown;
  removeAllListeners(event: 'notification'): unknown;
  release(destroy: boolean): void;
}

const RETRY_AFTER_MS = 1_000;

/**
 * Holds one connection of the pool to LISTEN on a channel, and takes a new one a second after it broke.
 * What was notified in between is lost: listeners must be able to do without.
 */
export class NotificationListener {
  private client: ListeningClient | null = null;
  private retry: NodeJS.Timeout | null = null;
  private isClosed = false;
  private connecting: Promise<void> | null = null;

  constructor(
    private readonly orm: MikroORM,
    private readonly channel: string,
    private readonly onPayload: (payload: string) => void,
  ) {}

  /** Resolves once it listens, or after the first attempt failed and the next one is planned. */
  listen(): Promise<void> {
    this.connecting ??= this.connect().catch(() => {
      this.reconnectLater();
    });
    return this.connecting;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    if (this.retry) clearTimeout(this.retry);
    await this.connecting;
    this.client?.release(true);
    this.client = null;
  }

  private async connect(): Promise<void> {
    const pool = (await this.orm.em.getConnection().getNativeClient()) as {
      connect(): Promise<ListeningClient>;
    };
    const client = await pool.connect();
    this.client = client;
    client.on('notification', (notification) => {
      if (notification.channel === this.channel) this.onPayload(notification.payload ?? '');
    });
    client.on('error', () => {
      this.lost(client);
    });
    client.on('end', () => {
      this.lost(client);
    });
    await client.query(`listen "${this.channel}"`);
  }

  private lost(client: ListeningClient): void {
    if (this.client !== client) return;
    this.client = null;
    client.removeAllListeners('notification');
    client.release(true);
    this.reconnectLater();
  }

  private reconnectLater(): void {
    this.connecting = null;
    if (this.isClosed) return;
    this.retry = setTimeout(() => void this.listen(), RETRY_AFTER_MS).unref();
  }
}
