import type { MikroORM } from '@mikro-orm/postgresql';
import { SyncProgressChannel, type SyncProgressEvent } from '@tributary/ports';
import { Statement } from '../statement';
import { inNoAgency } from '../tenancy';
import { NotificationListener } from './notification-listener';

type Listener = (event: SyncProgressEvent) => void;

const CHANNEL = 'sync_progress';

const NOTIFY = new Statement<object>('select pg_notify($1, $2)');

/**
 * Progress over LISTEN / NOTIFY: every process hears every event and hands on those of its subscribers' agencies.
 * An event holds ids and counts only and stays far below the 8000 bytes a notification may have.
 */
export class PostgresSyncProgressChannel extends SyncProgressChannel {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly listener: NotificationListener;

  constructor(private readonly orm: MikroORM) {
    super();
    this.listener = new NotificationListener(orm, CHANNEL, (payload) => {
      this.deliver(payload);
    });
  }

  async publish(event: SyncProgressEvent): Promise<void> {
    await NOTIFY.run(inNoAgency(this.orm), [CHANNEL, JSON.stringify(event)]);
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

  close(): Promise<void> {
    this.listeners.clear();
    return this.listener.close();
  }

  private deliver(payload: string): void {
    const event = JSON.parse(payload) as Omit<SyncProgressEvent, 'at'> & { readonly at: string };
    for (const listener of this.listeners.get(event.agencyId) ?? []) {
      listener({ ...event, at: new Date(event.at) });
    }
  }
}
