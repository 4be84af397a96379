import { SyncProgressChannel, type SyncProgressEvent } from '../../sync-progress';

type Listener = (event: SyncProgressEvent) => void;

export class InMemoryProgressChannel extends SyncProgressChannel {
  readonly events: SyncProgressEvent[] = [];
  private readonly listeners = new Set<{ readonly agencyId: string; readonly listener: Listener }>();

  publish(event: SyncProgressEvent): Promise<void> {
    this.events.push(event);
    for (const { agencyId, listener } of this.listeners) {
      if (agencyId === event.agencyId) listener(event);
    }
    return Promise.resolve();
  }

  subscribe(agencyId: string, listener: Listener): () => void {
    const subscription = { agencyId, listener };
    this.listeners.add(subscription);
    return () => {
      this.listeners.delete(subscription);
    };
  }
}
