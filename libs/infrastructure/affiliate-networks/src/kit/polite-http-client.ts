import { type Clock, type NetworkError, NetworkUnavailable, RateLimited } from '@tributary/ports';
import { Agent, type Dispatcher } from 'undici';
import { CredentialLanes, type Lane } from './http/credential-lanes';
import { defaultError } from './http/default-error';
import { Destinations } from './http/destinations';
import { HostPace } from './http/host-pace';
import { DEFAULT_HTTP_LIMITS, type HttpLimits } from './http/http-limits';
import { type Redact, redactor } from './http/redaction';
import { retryAfterMs } from './http/retry-after';
import { systemTimer, type Timer } from './http/timer';
import { Transport } from './http/transport';
import type { NetworkHttp, NetworkRequest, NetworkResponse } from './network-http';

export interface PoliteHttpOptions {
  /** Wall clock, for `RateLimited.retryAt` and Retry-After dates. */
  readonly clock: Clock;
  readonly timer?: Timer;
  /** 0 to 1, for full jitter. */
  readonly random?: () => number;
  readonly limits?: Partial<HttpLimits>;
  /** Default: the public internet, nothing else. */
  readonly destinations?: Destinations;
}

/** A failed try: what to throw, and the pause the network asked for, if it did. */
interface Failure {
  readonly error: NetworkError;
  readonly pauseMs: number | null;
}

interface Call {
  readonly request: NetworkRequest;
  readonly lane: Lane;
  readonly redact: Redact;
}

/**
 * The one way to the networks. Every request is a read, so every request may be repeated.
 * When `request.signal` aborts, `send` rejects with the signal's reason.
 */
export class PoliteHttpClient implements NetworkHttp {
  private readonly clock: Clock;
  private readonly timer: Timer;
  private readonly random: () => number;
  private readonly limits: HttpLimits;
  private readonly lanes: CredentialLanes;
  private readonly hostPace: HostPace;
  private readonly dispatcher: Dispatcher;
  private readonly transport: Transport;

  constructor(options: PoliteHttpOptions) {
    this.clock = options.clock;
    this.timer = options.timer ?? systemTimer;
    this.random = options.random ?? Math.random;
    this.limits = { ...DEFAULT_HTTP_LIMITS, ...options.limits };
    this.lanes = new CredentialLanes(this.timer);
    this.hostPace = new HostPace(this.timer);
    this.dispatcher = new Agent({
      connect: (options.destinations ?? new Destinations()).connector(this.limits.connectMs),
      headersTimeout: this.limits.headersMs,
      bodyTimeout: this.limits.bodyMs,
    });
    this.transport = new Transport(this.dispatcher, this.limits);
  }

  async send(request: NetworkRequest): Promise<NetworkResponse> {
    const call: Call = {
      request,
      lane: this.lanes.of(request.url.host, request.secrets[0] ?? ''),
      redact: redactor(request.secrets),
    };
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.tryOnce(call);
      if ('status' in outcome) return outcome;
      const waitMs = this.waitBeforeRetry(call, outcome, attempt);
      if (waitMs > 0) await this.timer.sleep(waitMs, request.signal);
    }
  }

  /** Closes idle connections and waits for running requests. */
  async close(): Promise<void> {
    await this.dispatcher.close();
  }

  private async tryOnce(call: Call): Promise<NetworkResponse | Failure> {
    const { request, lane } = call;
    const pause = await lane.enter(request.pacing, this.limits.longestWaitMs, request.signal);
    if (pause > 0) throw this.rateLimited(request, pause);
    try {
      await this.awaitHost(request);
      const response = await this.transport.exchange(request, call.redact);
      return isWanted(response, request) ? response : this.failureOf(response, call);
    } catch (error) {
      if (error instanceof NetworkUnavailable) return { error, pauseMs: null };
      throw error;
    } finally {
      lane.leave();
    }
  }

  private async awaitHost({ url, pacing, signal }: NetworkRequest): Promise<void> {
    const perSecond = pacing.hostRequestsPerSecond;
    if (perSecond !== undefined) await this.hostPace.takeTurn(url.host, perSecond, signal);
  }

  private failureOf(response: NetworkResponse, { request, redact }: Call): Failure {
    const asked = retryAfterMs(response.headers, this.clock.now());
    const pauseMs = asked === null ? null : Math.min(asked, this.limits.longestPauseMs);
    const own = request.classify?.(response) ?? null;
    if (own instanceof RateLimited) return { error: own, pauseMs: pauseMs ?? this.untilRetry(own) };
    const retryAt = this.inFuture(pauseMs ?? this.limits.defaultPauseMs);
    const error = own ?? defaultError(response, { networkName: request.networkName, redact, retryAt });
    return { error, pauseMs };
  }

  /** @throws the failure when it is not worth another try now. */
  private waitBeforeRetry(call: Call, { error, pauseMs }: Failure, attempt: number): number {
    if (!isPassing(error)) throw error;
    if (pauseMs !== null) this.pause(call, pauseMs, error);
    if (attempt < this.limits.attempts) return pauseMs === null ? this.backoff(attempt) : 0;
    if (error instanceof RateLimited) call.lane.pause(this.untilRetry(error));
    throw error;
  }

  /** The next try waits in the lane, with all others of the credential. @throws {RateLimited} when that would take too long. */
  private pause({ lane, request }: Call, pauseMs: number, error: NetworkError): void {
    lane.pause(pauseMs);
    if (pauseMs <= this.limits.longestWaitMs) return;
    throw error instanceof RateLimited ? error : this.rateLimited(request, pauseMs, error);
  }

  private backoff(attempt: number): number {
    return this.random() * Math.min(this.limits.backoffCapMs, this.limits.backoffBaseMs * 2 ** (attempt - 1));
  }

  private rateLimited(request: NetworkRequest, pauseMs: number, cause?: NetworkError): RateLimited {
    const retryAt = this.inFuture(pauseMs);
    const message = `${request.networkName} asked to come back after ${retryAt.toISOString()}.`;
    return new RateLimited(message, retryAt, cause ? { cause } : {});
  }

  private untilRetry(error: RateLimited): number {
    const wait = error.retryAt.getTime() - this.clock.now().getTime();
    return Math.min(Math.max(0, wait), this.limits.longestPauseMs);
  }

  private inFuture(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}

function isWanted(response: NetworkResponse, request: NetworkRequest): boolean {
  const isSuccess = response.status >= 200 && response.status < 300;
  return isSuccess || (request.acceptStatus?.includes(response.status) ?? false);
}

function isPassing(error: NetworkError): boolean {
  return error instanceof NetworkUnavailable || error instanceof RateLimited;
}
