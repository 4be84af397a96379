import type { MikroORM } from '@mikro-orm/postgresql';
import { SyncProgressChannel, type SyncProgressEvent } from '@tributary/ports';
import { setTimeout as delay } from 'node:timers/promises';
import { Statement } from '../statement';
import { inNoAgency } from '../tenancy';
import { NotificationListener } from './notification-listener';

type Listener = (event: SyncProgressEvent) => void;

const CHANNEL = 'sync_progress';

const NOTIFY = Statement.planned<object>('select pg_notify($1, told) from unnest($2::text[]) as told');

/** So long events are gathered: hundreds of readings at once tell of themselves with a few statements a second. */
const GATHER_MS = 100;

/**
 * Progress over LISTEN / NOTIFY: every process hears every event and hands on those of its subscribers' agencies.
 * An event holds ids and counts only and stays far below the 8000 bytes a notification may have.
 */
export class PostgresSyncProgressChannel extends SyncProgressChannel {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly listener: NotificationListener;
  private gathered: string[] = [];
  private telling: Promise<void> | null = null;

  constructor(private readonly orm: MikroORM) {
    super();
    this.listener = new NotificationListener(orm, CHANNEL, (payload) => {
      this.deliver(payload);
    });
  }

  /** Resolves at once: nobody's work waits for who watches it. */
  publish(event: SyncProgressEvent): Promise<void> {
    this.gathered.push(JSON.stringify(event));
    this.telling ??= delay(GATHER_MS).then(() => this.tell());
    return Promise.resolve();
  }

  subscribe(agencyId: string, listener: Listener): () => void {
    const ofAgency = this.listeners.get(agencyId) ?? new Set<Listener>();
    this.listeners.set(agencyId, ofAgency.add(listener));
    void this.listener.listen();
    return () => {
      ofAgency.delete(listener);
      if (ofAgency.size === 0 && this.listeners.get(agencyId) === ofAgency) this.listeners.delete(agencyId);
    };
  }

  /** Resolves once events arrive; only those who must not miss the first one need to wait. */
  ready(): Promise<void> {
    return this.listener.listen();
  }

  async close(): Promise<void> {
    this.listeners.clear();
    await this.telling;
    await this.listener.close();
  }

  /** What cannot be told is lost, as is what nobody listens to. */
  private async tell(): Promise<void> {
    const events = this.gathered;
    this.gathered = [];
    this.telling = null;
    await NOTIFY.run(inNoAgency(this.orm), [CHANNEL, events]).catch(() => undefined);
  }

  private deliver(payload: string): void {
    const event = JSON.parse(payload) as Omit<SyncProgressEvent, 'at'> & { readonly at: string };
    for (const listener of this.listeners.get(event.agencyId) ?? []) {
      listener({ ...event, at: new Date(event.at) });
    }
  }
}
