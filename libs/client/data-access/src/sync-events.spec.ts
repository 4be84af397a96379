import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { Me, SyncProgressMessage } from '@tributary/api-contract';
import { AuthSession } from './auth-session';
import { MeApi } from './me-api';
import { STREAM_FETCH, SyncEvents } from './sync-events';

const message: SyncProgressMessage = {
  accountId: 'a1',
  network: 'clickbank',
  runId: 'r1',
  outcome: 'running',
  pages: 3,
  progress: 0.41,
  at: '2026-11-20T13:32:00Z',
  created: 1,
  changed: 0,
  unchanged: 2,
  quarantined: 0,
};

/** Reads like a response body; jsdom has none of its own. */
class FakeConnection {
  private readonly chunks: string[] = [];
  private wake: (() => void) | undefined;
  private ended = false;

  constructor(
    readonly authorization: string,
    readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => {
      this.end();
    });
  }

  send(text: string): void {
    this.chunks.push(text);
    this.wake?.();
  }

  end(): void {
    this.ended = true;
    this.wake?.();
  }

  response(): Response {
    const read = async () => {
      while (this.chunks.length === 0 && !this.ended) {
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
      const chunk = this.chunks.shift();
      return { done: chunk === undefined, value: chunk && new TextEncoder().encode(chunk) };
    };
    return { ok: true, status: 200, body: { getReader: () => ({ read }) } } as unknown as Response;
  }
}

const settled = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

describe('SyncEvents', () => {
  let connections: FakeConnection[];
  let visibility: DocumentVisibilityState;

  beforeEach(async () => {
    connections = [];
    visibility = 'visible';
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
    const fetchFake: typeof fetch = (_input, init) => {
      const { headers, signal } = init as { headers: Record<string, string>; signal: AbortSignal };
      const connection = new FakeConnection(headers.Authorization ?? '', signal);
      connections.push(connection);
      return Promise.resolve(connection.response());
    };
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        { provide: STREAM_FETCH, useValue: fetchFake },
      ],
    });
    const signedIn = TestBed.inject(AuthSession).signIn({ email: 'a@b.example', password: 'x' });
    TestBed.inject(HttpTestingController)
      .expectOne('/api/v1/auth/sign-in')
      .flush({ accessToken: 't', expiresAt: new Date(Date.now() + 600_000).toISOString() });
    await signedIn;
  });

  afterEach(() => {
    TestBed.inject(AuthSession).end();
  });

  function setVisibility(state: DocumentVisibilityState): void {
    visibility = state;
    document.dispatchEvent(new Event('visibilitychange'));
  }

  it('shares one connection with the Bearer header among its readers', async () => {
    const events = TestBed.inject(SyncEvents);
    const seen: SyncProgressMessage[] = [];
    const first = events.messages.subscribe((next) => seen.push(next));
    const second = events.messages.subscribe((next) => seen.push(next));
    await settled();
    connections[0]?.send(
      `event: sync-progress\ndata: ${JSON.stringify(message)}\n\nevent: other\ndata: {}\n\n`,
    );
    await settled();

    expect(connections).toHaveLength(1);
    expect(connections[0]?.authorization).toBe('Bearer t');
    expect(seen).toEqual([message, message]);
    expect(events.latest()).toEqual(message);
    expect(events.state()).toBe('live');

    first.unsubscribe();
    expect(connections[0]?.signal.aborted).toBe(false);
    second.unsubscribe();
    expect(connections[0]?.signal.aborted).toBe(true);
    expect(events.state()).toBe('off');
  });

  it('lets go while the tab is hidden and comes back at once', async () => {
    const events = TestBed.inject(SyncEvents);
    const subscription = events.messages.subscribe();
    await settled();
    setVisibility('hidden');
    await settled();
    expect(connections[0]?.signal.aborted).toBe(true);
    expect(events.state()).toBe('paused');

    setVisibility('visible');
    await settled();
    expect(connections).toHaveLength(2);
    subscription.unsubscribe();
  });

  it('comes back after a connection that broke', async () => {
    const events = TestBed.inject(SyncEvents);
    const subscription = events.messages.subscribe();
    await settled();
    connections[0]?.end();
    await settled();
    expect(events.state()).toBe('waiting');

    await settled(1_400);
    expect(connections).toHaveLength(2);
    expect(events.state()).toBe('live');
    subscription.unsubscribe();
  });

  it('asks for nothing on behalf of a login that may not see connections', async () => {
    const me = TestBed.inject(MeApi);
    me.resource.set({ permissions: ['read-figures'] } as unknown as Me);
    TestBed.tick();
    const subscription = TestBed.inject(SyncEvents).messages.subscribe();
    await settled();
    expect(connections).toEqual([]);
    subscription.unsubscribe();
  });
});
