import { DOCUMENT, inject, Injectable, InjectionToken, signal } from '@angular/core';
import type { SyncProgressMessage } from '@tributary/api-contract';
import { Observable, share } from 'rxjs';
import { apiUrl } from './api-url';
import { AuthSession } from './auth-session';
import { EventStreamParser } from './event-stream-parser';
import { MeApi } from './me-api';

export type SyncEventsState = 'off' | 'connecting' | 'live' | 'waiting' | 'paused';

/** `fetch`, because EventSource cannot send the Bearer header. */
export const STREAM_FETCH = new InjectionToken<typeof fetch>('STREAM_FETCH', {
  factory: () => (input, init) => fetch(input, init),
});

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Progress of running syncs as the server sends it. Connects with the first subscriber, comes back by itself
 * with growing pauses, and lets go while the tab is hidden. What was missed is not replayed: read again
 * whenever `state` returns to `live`. Stays off for whoever may not see connections.
 */
@Injectable({ providedIn: 'root' })
export class SyncEvents {
  private readonly session = inject(AuthSession);
  private readonly me = inject(MeApi);
  private readonly fetch = inject(STREAM_FETCH);
  private readonly document = inject(DOCUMENT);
  private readonly stateSignal = signal<SyncEventsState>('off');
  private readonly latestSignal = signal<SyncProgressMessage | null>(null);

  readonly state = this.stateSignal.asReadonly();
  /** The newest message; null before the first. */
  readonly latest = this.latestSignal.asReadonly();

  readonly messages = new Observable<SyncProgressMessage>((subscriber) => {
    const stop = new AbortController();
    void this.follow(stop.signal, (message) => {
      this.latestSignal.set(message);
      subscriber.next(message);
    });
    return () => {
      stop.abort();
      this.stateSignal.set('off');
    };
  }).pipe(share());

  private async follow(stop: AbortSignal, emit: (message: SyncProgressMessage) => void): Promise<void> {
    let wait = FIRST_WAIT_MS;
    while (!stop.aborted && this.session.status() !== 'signed-out' && this.mayListen()) {
      await this.visible(stop);
      const wasLive = await this.listen(stop, emit);
      if (isAborted(stop)) return;
      wait = wasLive ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
      if (this.document.visibilityState !== 'hidden') {
        this.stateSignal.set('waiting');
        await pause(wait * (0.75 + Math.random() / 2), stop);
      }
    }
  }

  /** The server would refuse a client login, which is known before any page opens. */
  private mayListen(): boolean {
    return this.me.me() === undefined || this.me.can('read-connections');
  }

  /** One connection, until it ends for any reason; true when the server had accepted it. */
  private async listen(stop: AbortSignal, emit: (message: SyncProgressMessage) => void): Promise<boolean> {
    if (stop.aborted) return false;
    const hidden = new AbortController();
    const release = this.onVisibility(() => {
      if (this.document.visibilityState === 'hidden') hidden.abort();
    });
    let wasLive = false;
    try {
      this.stateSignal.set('connecting');
      const body = await this.open(AbortSignal.any([stop, hidden.signal]));
      if (body !== null) {
        wasLive = true;
        this.stateSignal.set('live');
        await readAll(body, emit);
      }
    } catch {
      // Cut off, by the network or by a hidden tab: the caller comes back.
    } finally {
      release();
    }
    return wasLive;
  }

  private async open(signal: AbortSignal): Promise<ReadableStream<Uint8Array> | null> {
    const token = this.session.accessToken() ?? (await this.session.refresh());
    if (token === null) return null;
    const response = await this.fetch(apiUrl('events'), {
      headers: { Accept: 'text/event-stream', Authorization: `Bearer ${token}` },
      cache: 'no-store',
      signal,
    });
    if (response.status === 401) await this.session.refresh();
    return response.ok ? response.body : null;
  }

  private async visible(stop: AbortSignal): Promise<void> {
    if (this.document.visibilityState !== 'hidden') return;
    this.stateSignal.set('paused');
    await new Promise<void>((resolve) => {
      const release = this.onVisibility(resolveWhenVisible);
      stop.addEventListener('abort', finish, { once: true });
      const document = this.document;
      function resolveWhenVisible(): void {
        if (document.visibilityState !== 'hidden') finish();
      }
      function finish(): void {
        release();
        resolve();
      }
    });
  }

  private onVisibility(listener: () => void): () => void {
    this.document.addEventListener('visibilitychange', listener);
    return () => {
      this.document.removeEventListener('visibilitychange', listener);
    };
  }
}

/** Read through a call, since the flag changes while others are awaited. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  emit: (message: SyncProgressMessage) => void,
): Promise<void> {
  const parser = new EventStreamParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const { event, data } of parser.push(decoder.decode(value, { stream: true }))) {
      if (event === 'sync-progress') emit(JSON.parse(data) as SyncProgressMessage);
    }
  }
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, ms);
    stop.addEventListener('abort', finish, { once: true });
    function finish(): void {
      clearTimeout(timer);
      stop.removeEventListener('abort', finish);
      resolve();
    }
  });
}
